#include "cli/top.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "cli/clean_text.h"
#include "cli/top_rate_lines.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t label_width = 10;

// The timer loop is late by milliseconds on a busy machine, and the tables follow within a second
// or so. From here on somebody should look.
constexpr std::int64_t late_ms_warning = 100;
constexpr std::int64_t late_ms_alarm = 1000;
constexpr std::int64_t behind_warning = 20'000;
constexpr std::int64_t behind_alarm = 200'000;

// With less than that the calls themselves would not be seen.
constexpr std::size_t calls_lines_min = 5;

Tone tone_by(std::int64_t number, std::int64_t warning, std::int64_t alarm) {
    return number >= alarm ? Tone::alarm : number >= warning ? Tone::warning : Tone::plain;
}

std::string storage_of(const TopState& state) {
    return clean_text(text_at(state.status, "storage"));
}

// Lines that stand or fall together; the highest rank falls first.
struct Block {
    int rank;
    std::vector<TextLine> lines;
};

TextLine header_line(const TopState& state, const TopLook& look) {
    if (!state.heard()) return TextLine("calld", Tone::strong);
    const json::object& status = state.status;
    const std::string name = "calld " + clean_text(text_at(status, "version"));
    const std::string pid = "  pid " + std::to_string(whole_or_zero(status, "pid"));
    const std::string up = "  up " + whole_seconds_text(Millis{whole_or_zero(status, "uptimeMs")});
    const Instant now{whole_or_zero(status, "clock.now")};
    const bool manual = text_at(status, "clock.mode") == "manual";
    const std::string clock = whole_seconds_text(now, look.look.times);
    const std::size_t right = clock.size() + (manual ? 13 : 0);
    const std::size_t width = look.look.width == 0 ? 80 : look.look.width;
    const bool with_pid = name.size() + pid.size() + up.size() + 2 + right <= width;

    TextLine line(name, Tone::strong);
    line.add((with_pid ? pid : "") + up, Tone::plain);
    line.pad_to(std::max(line.columns() + 2, width - std::min(width, right)));
    if (manual) line.add("manual clock ", Tone::warning);
    return line.add(clock);
}

std::vector<TextLine> alarm_lines(const TopState& state) {
    std::vector<TextLine> lines;
    const auto alarm = [&lines](const std::string& what) {
        lines.emplace_back("! " + what, Tone::alarm);
    };
    if (!state.trouble.empty()) alarm(clean_text(state.trouble));
    if (!state.heard()) return lines;
    const std::string storage = storage_of(state);
    if (storage != "ok") alarm("the store: " + storage);
    const std::int64_t late = whole_or_zero(state.status, "lateMs");
    if (late >= late_ms_alarm) {
        alarm("deadlines are " + whole_seconds_text(Millis{late}) + " late");
    }
    const std::int64_t behind = whole_or_zero(state.status, "eventsBehind");
    if (behind >= behind_alarm) {
        alarm("the tables are " + std::to_string(behind) + " events behind the journal");
    }
    return lines;
}

// "296 talking", the number where it can be seen.
void add_count(TextLine& line, const TopState& state, std::string_view field,
               std::string_view what) {
    const std::int64_t count = whole_or_zero(state.status, field);
    line.add("  ").add(std::to_string(count), count == 0 ? Tone::plain : Tone::strong);
    line.add(" " + std::string(what));
}

TextLine label(std::string_view text) {
    return TextLine(text, Tone::faint).pad_to(label_width - 2);
}

TextLine live_line(const TopState& state) {
    std::int64_t live = 0;
    for (const char* field : {"live.ringing", "live.connecting", "live.talking"}) {
        live += whole_or_zero(state.status, field);
    }
    TextLine line = label("calls");
    line.add("  ").add(std::to_string(live), Tone::strong).add(" live");
    add_count(line, state, "live.talking", "talking");
    add_count(line, state, "live.connecting", "connecting");
    add_count(line, state, "live.ringing", "ringing");
    return line;
}

TextLine ever_line(const TopState& state) {
    TextLine line = label("ever");
    for (const char* what : {"calls", "tickets", "offers", "entries", "events"}) {
        line.add("  " + std::string(what) + " " +
                 std::to_string(whole_or_zero(state.status, std::string("totals.") + what)));
    }
    return line;
}

TextLine health_line(const TopState& state) {
    const std::int64_t late = whole_or_zero(state.status, "lateMs");
    const std::int64_t behind = whole_or_zero(state.status, "eventsBehind");
    const std::string storage = storage_of(state);
    TextLine line = label("health");
    line.add("  store ").add(storage, storage == "ok" ? Tone::good : Tone::alarm);
    line.add("  deadlines ");
    if (late < late_ms_warning) {
        line.add("on time", Tone::good);
    } else {
        line.add(duration_text(Millis{late}) + " late",
                 tone_by(late, late_ms_warning, late_ms_alarm));
    }
    line.add("  tables ");
    line.add(std::to_string(behind), tone_by(behind, behind_warning, behind_alarm));
    return line.add(" behind");
}

TextLine keys_line(const TopLook& look) {
    TextLine line;
    if (look.paused) line.add("PAUSED  ", Tone::warning);
    const auto key = [&line](std::string_view name, const std::string& does) {
        line.add(name, Tone::strong).add(" " + does + "   ", Tone::faint);
    };
    key("q", "quit");
    key("s", "sort (" + std::string(name_of(look.sort)) + ")");
    key("p", look.paused ? "go on" : "pause");
    key("?", look.help ? "calls" : "help");
    return line;
}

std::vector<TextLine> help_lines() {
    constexpr std::array texts{
        "q, Ctrl-C   quit (exit status 0, 130)",
        "s           sort: longest talk, most paid, money that ends soonest",
        "p, blank    pause, and go on; calld goes on in any case",
        "?           this help, and back to the calls",
        "",
        "Rates are a minute's worth, taken over the last 10 seconds, minute and 5 minutes",
        "of calld's clock. Coins are what guests paid. LEFT is how long the guest's money",
        "lasts. The same as data: callctl top -o json; all calls: callctl list.",
    };
    return {texts.begin(), texts.end()};
}

std::size_t count_lines(const std::vector<Block>& blocks) {
    std::size_t count = 0;
    for (const Block& block : blocks) count += block.lines.size();
    return count;
}

// Drops what matters least until no more than so many lines are left.
void fit(std::vector<Block>& blocks, std::size_t lines_max) {
    while (blocks.size() > 1 && count_lines(blocks) > lines_max) {
        const auto worst = std::ranges::max_element(blocks, {}, &Block::rank);
        if (worst->rank == 0) return;
        blocks.erase(worst);
    }
}

std::vector<Block> upper_blocks(const TopState& state, const TopLook& look) {
    std::vector<Block> blocks;
    blocks.push_back({0, {header_line(state, look)}});
    blocks.push_back({0, alarm_lines(state)});
    if (!state.heard()) return blocks;
    blocks.push_back({0, {live_line(state)}});
    blocks.push_back({5, {ever_line(state)}});
    blocks.push_back({2, {health_line(state)}});
    blocks.push_back({6, {TextLine()}});
    blocks.push_back({1, rate_lines(state, look.look.width, look.utf8)});
    blocks.push_back({4, {reasons_line(state)}});
    blocks.push_back({3, {TextLine()}});
    return blocks;
}

}  // namespace

std::vector<TextLine> lay_out_top(const TopState& state, const TopLook& look) {
    const bool endless = look.height == 0;
    const std::size_t keys = endless || look.height < 4 ? 0 : 1;
    const std::size_t room = endless ? 1000 : look.height - keys;
    std::vector<Block> blocks = upper_blocks(state, look);
    fit(blocks, room - std::min(room - 1, calls_lines_min));
    std::vector<TextLine> lines;
    for (Block& block : blocks) std::ranges::move(block.lines, std::back_inserter(lines));

    const std::size_t left = room - std::min(room, lines.size());
    std::vector<TextLine> lower;
    if (look.help) {
        lower = help_lines();
    } else if (state.heard() && left > 2) {
        lower =
            lay_out_calls(state.calls, look.sort, endless ? top_rows_printed : left - 2, look.look);
    }
    std::ranges::move(lower, std::back_inserter(lines));
    if (!endless) lines.resize(room);
    if (keys > 0) lines.push_back(keys_line(look));
    if (look.look.width > 0) {
        for (TextLine& line : lines) line.cut(look.look.width);
    }
    return lines;
}

}  // namespace calls::cli
