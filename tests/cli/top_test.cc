#include "cli/top.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

namespace {

namespace json = boost::json;
using namespace calls::cli;

constexpr std::int64_t begin = 1'767'225'600'000;

json::object call(std::int64_t id, std::int64_t talk_ms, std::int64_t paid,
                  json::value funded_until = nullptr) {
    return {{"callId", id},
            {"hostUserId", id + 1000},
            {"guestUserId", id + 2000},
            {"dialTime", begin},
            {"dialUserId", id + 2000},
            {"ehloTime", talk_ms > 0 ? begin + 5000 : 0},
            {"phase", talk_ms > 0 ? "talking" : "ringing"},
            {"talkMs", talk_ms},
            {"mode", "EACH"},
            {"periodMills", 60'000},
            {"price", 100},
            {"paid", paid},
            {"fundedUntil", std::move(funded_until)}};
}

TopState busy_state() {
    TopState state;
    state.status = {
        {"version", "1.2.3"},
        {"pid", 4242},
        {"uptimeMs", 3'723'000},
        {"clock", {{"mode", "real"}, {"now", begin + 300'000}}},
        {"live", {{"ringing", 1}, {"connecting", 2}, {"talking", 60}}},
        {"totals",
         {{"calls", 70}, {"tickets", 71}, {"offers", 72}, {"entries", 73}, {"events", 74}}},
        {"lateMs", 3},
        {"eventsBehind", 5},
        {"storage", "ok"}};
    for (std::int64_t id = 1; id <= 60; ++id) state.calls.rows.push_back(call(id, id * 1000, 100));
    state.calls.talking = 60;
    state.rates.begin({begin}, true);
    for (int i = 0; i < 120; ++i) {
        state.rates.absorb({{"time", begin + 180'500 + i * 1000}, {"kind", "dial"}});
        state.rates.absorb({{"time", begin + 180'500 + i * 1000},
                            {"kind", "ticket"},
                            {"data", {{"paid", 123'456'789}}}});
    }
    return state;
}

TopLook look_of(std::size_t width, std::size_t height) {
    TopLook look;
    look.look.times = TimeStyle::utc;
    look.look.width = width;
    look.height = height;
    look.utf8 = true;
    return look;
}

std::vector<std::string> texts_of(const TopState& state, const TopLook& look) {
    std::vector<std::string> texts;
    for (const TextLine& line : lay_out_top(state, look)) texts.push_back(line.text(false));
    return texts;
}

std::string joined(const TopState& state, const TopLook& look) {
    std::string all;
    for (const std::string& text : texts_of(state, look)) all += text + '\n';
    return all;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string line_with(const TopState& state, const TopLook& look, const std::string& part) {
    for (const std::string& text : texts_of(state, look)) {
        if (contains(text, part)) return text;
    }
    return "";
}

// A blank between each two of them.
std::string words_of(const std::string& line) {
    std::string words;
    for (const char c : line) {
        if (c != ' ' || !words.ends_with(' ')) words += c;
    }
    return words;
}

void check_fits(const TopState& state, const TopLook& look) {
    const auto lines = lay_out_top(state, look);
    CHECK(lines.size() == look.height);
    for (const TextLine& line : lines) CHECK(line.columns() <= look.look.width);
}

}  // namespace

TEST_CASE("top: at 80x24 all of it has its place") {
    const TopState state = busy_state();
    const TopLook look = look_of(80, 24);
    check_fits(state, look);
    const auto lines = texts_of(state, look);
    CHECK(lines[0].starts_with("calld 1.2.3  pid 4242  up 1h2m3s  "));
    CHECK(lines[0].ends_with(" 2026-01-01T00:05:00Z"));
    CHECK(columns_of(lines[0]) == 80);
    CHECK(lines[1] == "calls     63 live  60 talking  2 connecting  1 ringing");
    CHECK(lines[3] == "health    store ok  deadlines on time  tables 5 behind");
    CHECK(words_of(line_with(state, look, "dials")).starts_with("dials 60.0 60.0 24.0 "));
    CHECK(words_of(line_with(state, look, "coins")).starts_with("coins 7407407340 "));
    CHECK(line_with(state, look, "longest").starts_with("longest talks first of 60 calls"));
    CHECK(line_with(state, look, "CALL").ends_with("LEFT"));
    CHECK(contains(line_with(state, look, "1060"), " 1m "));
    CHECK(lines.back().starts_with("q quit   s sort (talk)   p pause   ? help"));
}

TEST_CASE("top: at 200x50 nothing is left out") {
    const TopState state = busy_state();
    const TopLook look = look_of(200, 50);
    check_fits(state, look);
    const std::string header = line_with(state, look, "CALLER");
    for (const char* title : {"CALL", "DIALED", "PHASE", "OFFER", "LEFT"}) {
        CHECK(contains(header, title));
    }
}

TEST_CASE("top: on a small screen what matters less goes first") {
    const TopState state = busy_state();
    const TopLook look = look_of(40, 10);
    check_fits(state, look);
    const std::string all = joined(state, look);
    CHECK(contains(all, "63 live"));
    CHECK(contains(all, "longest talks first"));
    CHECK(contains(all, " 1m "));
    CHECK(contains(all, "q quit"));
    CHECK(!contains(all, "entries"));
}

TEST_CASE("top: no size is too small") {
    TopState state = busy_state();
    for (const bool troubled : {false, true}) {
        if (troubled) {
            state.trouble = "calld went away";
            state.status["storage"] = "no room";
        }
        for (std::size_t width = 1; width <= 60; width += 3) {
            for (std::size_t height = 1; height <= 30; ++height) {
                TopLook look = look_of(width, height);
                check_fits(state, look);
                look.help = true;
                look.paused = true;
                check_fits(state, look);
            }
        }
    }
    const auto tiny = texts_of(busy_state(), look_of(10, 3));
    CHECK(tiny[0] == "calld 1.2.");
    CHECK(tiny[1] == "calls     ");
}

TEST_CASE("top: before anything was heard there is a screen all the same") {
    const TopState state;
    check_fits(state, look_of(80, 24));
    TopState lost;
    lost.trouble = "calld went away";
    CHECK(contains(joined(lost, look_of(80, 24)), "! calld went away"));
}

TEST_CASE("top: what is wrong stands on top, in words") {
    TopState state = busy_state();
    state.status["storage"] = "the disk is full";
    state.status["lateMs"] = 2500;
    state.status["eventsBehind"] = 300'000;
    const auto lines = lay_out_top(state, look_of(80, 24));
    CHECK(lines[1].text(true) == "\x1b[1;31m! the store: the disk is full\x1b[0m");
    CHECK(lines[2].text(false) == "! deadlines are 2s late");
    CHECK(lines[3].text(false) == "! the tables are 300000 events behind the journal");
    CHECK(contains(joined(state, look_of(80, 24)), "deadlines 2s500ms late"));
}

TEST_CASE("top: what came over the wire cannot move the cursor") {
    TopState state = busy_state();
    state.status["storage"] = "full\x1b[2J\nreally";
    state.status["version"] = "1\r2";
    state.calls.rows[0].as_object()["phase"] = "\x1b[31mtalking";
    state.calls.rows[0].as_object()["talkMs"] = 900'000;
    state.trouble = "gone\x1b[H";
    for (const std::string& line : texts_of(state, look_of(200, 50))) {
        CHECK(std::ranges::none_of(line, [](char c) { return c >= 0 && c < ' '; }));
    }
}

TEST_CASE("top: without UTF-8 every byte is ASCII") {
    TopLook look = look_of(200, 50);
    look.utf8 = false;
    for (const std::string& line : texts_of(busy_state(), look)) {
        CHECK(std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }));
    }
}

TEST_CASE("top: wide ids push out columns, not the edge") {
    TopState state = busy_state();
    constexpr std::int64_t wide = 9'223'372'036'854'775'807;
    for (json::value& row : state.calls.rows) {
        row.as_object()["hostUserId"] = wide;
        row.as_object()["guestUserId"] = wide - 1;
        row.as_object()["paid"] = wide;
    }
    check_fits(state, look_of(80, 24));
    const std::string header = line_with(state, look_of(100, 24), "GUEST");
    CHECK(contains(header, "LEFT"));
    CHECK(!contains(header, "CALLER"));
}

TEST_CASE("top: which calls come first") {
    json::array rows{call(1, 5000, 10, begin + 5000 + 65'000), call(2, 9000, 30), call(3, 0, 0),
                     call(4, 5000, 20, begin + 5000 + 15'000)};
    const auto ids = [&](TopSort sort, std::size_t most) {
        std::vector<std::int64_t> found_ids;
        for (const json::object* found : first_calls(rows, sort, most)) {
            found_ids.push_back(found->at("callId").as_int64());
        }
        return found_ids;
    };
    using Ids = std::vector<std::int64_t>;
    CHECK(ids(TopSort::talk, 9) == Ids{2, 1, 4, 3});
    CHECK(ids(TopSort::paid, 9) == Ids{2, 4, 1, 3});
    CHECK(ids(TopSort::left, 9) == Ids{4, 1, 2, 3});
    CHECK(ids(TopSort::left, 1) == Ids{4});
    CHECK(next_of(next_of(next_of(TopSort::talk))) == TopSort::talk);
}

TEST_CASE("top: money that is about to end is seen") {
    TopState state = busy_state();
    state.calls.rows = {call(1, 5000, 10, begin + 10'000 + 9'000),
                        call(2, 4000, 10, begin + 9'000 + 59'000)};
    const auto lines = lay_out_top(state, look_of(80, 24));
    const auto has = [&](const std::string& part) {
        return std::ranges::any_of(
            lines, [&](const TextLine& line) { return contains(line.text(true), part); });
    };
    CHECK(has("\x1b[1;31m9s\x1b[0m"));
    CHECK(has("\x1b[33m59s\x1b[0m"));
}

TEST_CASE("top: says when it has not read all calls, and when long ago") {
    TopState state = busy_state();
    state.calls.whole = false;
    state.calls.talking = 812'345;
    state.calls.age = Millis{6500};
    CHECK(line_with(state, look_of(120, 24), "longest") ==
          "longest talks first of the 60 oldest among 812345 talks, read 6s ago");
}

TEST_CASE("top: rates that too little is known for are told apart from none") {
    TopState state = busy_state();
    state.rates.begin({begin + 300'000}, false);
    CHECK(words_of(line_with(state, look_of(80, 24), "dials")).starts_with("dials - - -"));
    state.status["clock"].as_object()["now"] = begin + 312'000;
    CHECK(words_of(line_with(state, look_of(80, 24), "dials")).starts_with("dials 0 0 0"));
    CHECK(contains(joined(state, look_of(80, 24)), "(known for 12s)"));
}

TEST_CASE("top: without an end to the screen it is a page to print") {
    TopLook look = look_of(0, 0);
    const auto lines = texts_of(busy_state(), look);
    CHECK(lines.size() == 12 + 2 + top_rows_printed);
    CHECK(!contains(lines.back(), "quit"));
}
