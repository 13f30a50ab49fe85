#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "tests/core/protocol/parsed.h"

// Parameters in general, by way of methods that have them.

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("params: whole numbers of 64 bits and nothing else") {
    struct Case {
        const char* value;
        bool good;
    };
    const auto wish = GENERATE(values<Case>({{"1", true},
                                             {"9223372036854775807", true},
                                             {"0", false},
                                             {"-1", false},
                                             {"-9223372036854775808", false},
                                             {"9223372036854775808", false},
                                             {"18446744073709551615", false},
                                             {"18446744073709551616", false},
                                             {"1.0", false},
                                             {"1.5", false},
                                             {"1e0", false},
                                             {"1E2", false},
                                             {"\"1\"", false},
                                             {"true", false},
                                             {"null", false},
                                             {"[1]", false},
                                             {"{}", false}}));
    CAPTURE(wish.value);
    const std::string params = std::string{R"({"callId":)"} + wish.value + "}";
    CHECK(faulty_field("hang", params) == (wish.good ? "" : "callId"));
    const std::string by_position = std::string{"["} + wish.value + "]";
    CHECK(faulty_field("hang", by_position) == (wish.good ? "" : "callId"));
}

TEST_CASE("params: missing, unknown, and given twice") {
    CHECK(faulty_field("hang", "{}") == "callId");
    CHECK(faulty_field("hang", "") == "callId");
    CHECK(faulty_field("hang", R"({"callId":1,"callid":1})") == "callid");
    CHECK(faulty_field("hang", R"({"callId":1,"":1})") == "");
    CHECK_FALSE(fault_in("hang", R"({"callId":1,"":1})").empty());
    CHECK(faulty_field("hang", R"({"callId":1,"callId":1})") == "callId");
    CHECK(faulty_field("hang", R"({"callId":1,"userId":2,"\u0075serId":2})") == "userId");
    CHECK(faulty_field("heartbeat", R"({"callId":1,"userId":2,"requestId":"r"})") == "requestId");
    CHECK(faulty_field("getCall", R"({"callId":1,"requestId":"r"})") == "requestId");
}

TEST_CASE("params: by position for the seed's six, in the order of its signatures") {
    const auto dial = change_in<model::Dial>("dialWithRtcValue", R"([1,2,true,{"1":5}])");
    CHECK(dial.host.value == 1);
    CHECK(dial.guest.value == 2);
    CHECK(dial.direct);
    CHECK(dial.counters[0] == 5);
    const auto hang = change_in<model::Hang>("hang", "[3,4]");
    CHECK(hang.call.value == 3);
    CHECK(hang.user.value == 4);
    CHECK(change_in<model::SetCounts>("updateCounts", R"([3,{"9":-1}])").edits[8] == -1);
    CHECK(change_in<model::AddCounts>("incrCounts", R"([3,{"2":7}])").edits[1] == 7);
    const auto pay = change_in<model::PayTicket>("ticketByResourceId", R"([2,1,"room",true])");
    CHECK(pay.payer.value == 2);
    CHECK(pay.provider.value == 1);
    CHECK(pay.resource == "room");
    CHECK(pay.free);
    CHECK(fault_in("heartbeat", "[1,2]").empty());
    CHECK(faulty_field("heartbeat", "[1]") == "userId");
    CHECK(faulty_field("heartbeat", "[1,2,3]") == "params");
    CHECK(faulty_field("idal", "[1]") == "params");
    CHECK(faulty_field("deposit", "[1,2]") == "params");
    CHECK(fault_in("status", "[]").empty());
}

TEST_CASE("params: resources and request ids are printable ASCII without blanks, 1 to 64 bytes") {
    struct Case {
        std::string text;  // as JSON
        bool good;
    };
    const auto wish = GENERATE(values<Case>({{R"("a")", true},
                                             {R"("!~\"\\/")", true},
                                             {'"' + std::string(64, 'x') + '"', true},
                                             {'"' + std::string(65, 'x') + '"', false},
                                             {R"("")", false},
                                             {R"("a b")", false},
                                             {R"("a\tb")", false},
                                             {R"("a\u0000")", false},
                                             {R"("\u007f")", false},
                                             {"\"\xc3\xa9\"", false},
                                             {"5", false},
                                             {"null", false}}));
    CAPTURE(wish.text);
    CHECK(faulty_field("deposit", R"({"userId":1,"amount":1,"requestId":)" + wish.text + "}") ==
          (wish.good ? "" : "requestId"));
    CHECK(faulty_field("getServer", R"({"userId":1,"resourceId":)" + wish.text + "}") ==
          (wish.good ? "" : "resourceId"));
}

TEST_CASE("params: counters are an object of 1 to 9") {
    struct Case {
        const char* map;
        bool good;
    };
    const auto wish = GENERATE(values<Case>({{"{}", true},
                                             {R"({"1":0,"9":-9223372036854775808})", true},
                                             {R"({"0":1})", false},
                                             {R"({"10":1})", false},
                                             {R"({"01":1})", false},
                                             {R"({" 1":1})", false},
                                             {R"({"":1})", false},
                                             {R"({"a":1})", false},
                                             {R"({"1":1.0})", false},
                                             {R"({"1":null})", false},
                                             {R"({"1":"1"})", false},
                                             {R"({"1":9223372036854775808})", false},
                                             {R"({"1":1,"1":1})", false},
                                             {"[1]", false},
                                             {"1", false},
                                             {"null", false}}));
    CAPTURE(wish.map);
    const std::string map{wish.map};
    CHECK(faulty_field("updateCounts", R"({"callId":1,"indexAndCount":)" + map + "}") ==
          (wish.good ? "" : "indexAndCount"));
    CHECK(faulty_field("dialWithRtcValue",
                       R"({"hostUserId":1,"guestUserId":2,"direct":true,"cmap":)" + map + "}") ==
          (wish.good ? "" : "cmap"));
}

TEST_CASE("params: pages") {
    struct Case {
        const char* page;
        const char* field;
    };
    const auto wish = GENERATE(values<Case>({{R"("after":0)", ""},
                                             {R"("after":-1)", "after"},
                                             {R"("limit":1)", ""},
                                             {R"("limit":10000)", ""},
                                             {R"("limit":0)", "limit"},
                                             {R"("limit":10001)", "limit"},
                                             {R"("last":1)", ""},
                                             {R"("last":0)", "last"},
                                             {R"("last":10001)", "last"},
                                             {R"("last":5,"limit":5)", "last"},
                                             {R"("last":5,"after":5)", "last"}}));
    CAPTURE(wish.page);
    for (const char* method : {"listAll", "records", "tickets", "accounts", "ledger"})
        CHECK(faulty_field(method, std::string{"{"} + wish.page + "}") == wish.field);
    const auto page = asked_in<model::ListLive, model::Read>("listAll", "{}").page;
    CHECK(page.after == 0);
    CHECK(page.limit == 1000);
    CHECK_FALSE(page.last.has_value());
}

TEST_CASE("params: times are milliseconds up to the end of the year 9999") {
    for (const char* name : {"since", "until"})
        for (const char* method : {"records", "tickets", "ledger"}) {
            const auto wish = [&](const char* value) {
                return faulty_field(method, std::string{"{\""} + name + "\":" + value + "}");
            };
            CHECK(wish("0").empty());
            CHECK(wish("253402300799999").empty());
            CHECK(wish("253402300800000") == name);
            CHECK(wish("-1") == name);
            CHECK(wish("\"2026-01-01\"") == name);
        }
}
