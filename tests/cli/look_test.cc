#include "cli/look.h"

#include <catch2/catch.hpp>

#include "cli/clean_text.h"

namespace {

namespace json = boost::json;
using namespace calls::cli;

const Look utc{TimeStyle::utc, false, 0};

std::string people(const json::value& value, FieldKind kind) {
    return people_text(&value, kind, utc);
}

std::string bare(const json::value& value, FieldKind kind, const Look& look = utc) {
    return bare_text(&value, kind, look);
}

}  // namespace

TEST_CASE("look: what is not there is a dash before people and nothing to a script") {
    CHECK(people_text(nullptr, FieldKind::whole, utc) == "-");
    CHECK(people(nullptr, FieldKind::text) == "-");
    CHECK(people("", FieldKind::text) == "-");
    CHECK(people(0, FieldKind::time) == "-");
    CHECK(people(0, FieldKind::id) == "-");
    CHECK(people(0, FieldKind::whole) == "0");
    CHECK(bare_text(nullptr, FieldKind::whole, utc).empty());
    CHECK(bare(nullptr, FieldKind::time).empty());
    CHECK(bare(0, FieldKind::time).empty());
    CHECK(bare(0, FieldKind::id) == "0");
}

TEST_CASE("look: times, lengths, accounts and truths have words of their own") {
    CHECK(people(1'767'225'600'123, FieldKind::time) == "2026-01-01T00:00:00Z");
    CHECK(bare(1'767'225'600'123, FieldKind::time) == "2026-01-01T00:00:00.123Z");
    CHECK(bare(1'767'225'600'123, FieldKind::time, {TimeStyle::ms, false, 0}) == "1767225600123");
    CHECK(people(90'000, FieldKind::length) == "1m30s");
    CHECK(bare(90'000, FieldKind::length) == "90000");
    CHECK(people(0, FieldKind::party) == "platform");
    CHECK(people(-1, FieldKind::party) == "world");
    CHECK(people(true, FieldKind::truth) == "yes");
    CHECK(bare(true, FieldKind::truth) == "true");
    CHECK(people(json::array{0, 3, -1}, FieldKind::counters) == "2=3 3=-1");
    CHECK(people(INT64_MIN, FieldKind::whole) == "-9223372036854775808");
}

TEST_CASE("look: no text can steer a terminal") {
    CHECK(people("a\x1b[31m\nb", FieldKind::text) == "a?[31m?b");
    CHECK(clean_text("caf\xc3\xa9\x7f") == "caf???");
}

TEST_CASE("look: terms of an offer in one word") {
    CHECK(terms_text({{"mode", "EACH"}, {"periodMills", 60'000}, {"price", 100}}) == "100/1m");
    CHECK(terms_text({{"mode", "ONCE"}, {"periodMills", 0}, {"price", 500}}) == "500 once");
    CHECK(terms_text({{"mode", nullptr}, {"price", nullptr}}) == "-");
}

TEST_CASE("look: times inside JSON are shown as asked for, wherever they are") {
    const json::value value{{"callId", 7},
                            {"dialTime", 1'767'225'600'000},
                            {"hangTime", 0},
                            {"offer", {{"createTime", 1'767'225'600'000}, {"price", 1}}},
                            {"ticketList", json::array{{{"doneTime", nullptr}}}}};
    CHECK(with_times(value, TimeStyle::ms) == value);
    CHECK(json::serialize(with_times(value, TimeStyle::utc)) ==
          R"({"callId":7,"dialTime":"2026-01-01T00:00:00.000Z","hangTime":null,)"
          R"("offer":{"createTime":"2026-01-01T00:00:00.000Z","price":1},)"
          R"("ticketList":[{"doneTime":null}]})");
}
