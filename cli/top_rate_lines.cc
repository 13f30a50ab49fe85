#include "cli/top_rate_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "cli/look.h"
#include "cli/spark.h"

namespace calls::cli {

namespace {

constexpr std::size_t label_width = 10;
constexpr std::size_t rate_width_min = 8;
constexpr std::size_t gap = 2;

struct Length {
    std::string_view title;
    Millis length;
};
constexpr std::array lengths{Length{"10s", Millis{10'000}}, Length{"1m", Millis{60'000}},
                             Length{"5m", Millis{300'000}}};

struct Counted {
    std::string_view title;
    const RateWindow& (TopRates::*window)() const;
};
constexpr std::array counted{
    Counted{"dials", &TopRates::dials}, Counted{"hang-ups", &TopRates::hangs},
    Counted{"tickets", &TopRates::tickets}, Counted{"coins", &TopRates::coins}};

// How finely a minute is drawn: as many bars as there is room for.
constexpr std::array<std::size_t, 4> bar_counts{60, 30, 20, 12};
constexpr Millis minute{60'000};

Instant now_of(const TopState& state) {
    return Instant{whole_or_zero(state.status, "clock.now")};
}

// A tenth is told where it tells something.
std::string rate_text(const std::optional<std::int64_t>& tenths) {
    constexpr std::int64_t tenths_told = 1000;
    if (!tenths) return "-";
    if (*tenths >= tenths_told) return std::to_string((*tenths + 5) / 10);
    if (*tenths == 0) return "0";
    return std::to_string(*tenths / 10) + "." + std::to_string(*tenths % 10);
}

using Rates = std::array<std::array<std::string, lengths.size()>, counted.size()>;

Rates rates_of(const TopState& state) {
    Rates rates;
    for (std::size_t row = 0; row < counted.size(); ++row) {
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const RateWindow& window = (state.rates.*counted[row].window)();
            rates[row][i] =
                rate_text(state.rates.per_minute(window, now_of(state), lengths[i].length));
        }
    }
    return rates;
}

std::size_t width_of(const Rates& rates) {
    std::size_t width = rate_width_min;
    for (const auto& row : rates)
        for (const std::string& text : row) width = std::max(width, text.size());
    return width;
}

void add_right(TextLine& line, std::string_view text, std::size_t width, Tone tone) {
    line.pad_to(line.columns() + gap + width - std::min(width, text.size()));
    line.add(text, tone);
}

std::size_t bars_within(std::size_t room) {
    for (const std::size_t bars : bar_counts)
        if (bars <= room) return bars;
    return 0;
}

std::string known_note(const TopState& state) {
    const Millis known = state.rates.known(now_of(state));
    if (known >= lengths.back().length) return "";
    return " (known for " + whole_seconds_text(known) + ")";
}

}  // namespace

std::vector<TextLine> rate_lines(const TopState& state, std::size_t width, bool utf8) {
    const Rates rates = rates_of(state);
    const std::size_t rate_width = width_of(rates);
    const std::size_t used = label_width + lengths.size() * (gap + rate_width) + gap;
    const std::size_t room = width == 0 ? bar_counts.front() : width - std::min(width, used);
    const std::size_t bars = bars_within(room);

    std::vector<TextLine> lines{TextLine("per minute", Tone::strong)};
    for (const Length& length : lengths) {
        add_right(lines[0], length.title, rate_width, Tone::strong);
    }
    if (bars > 0) lines[0].add("  last minute", Tone::strong);
    lines[0].add(known_note(state), Tone::faint);
    for (std::size_t row = 0; row < counted.size(); ++row) {
        TextLine line = TextLine(counted[row].title, Tone::faint).pad_to(label_width);
        for (const std::string& text : rates[row]) add_right(line, text, rate_width, Tone::plain);
        if (bars > 0) {
            const auto cells = (state.rates.*counted[row].window)().cells(
                now_of(state), minute / static_cast<int>(bars), bars);
            line.add("  ").add(draw_spark(cells, utf8), Tone::good);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

TextLine reasons_line(const TopState& state) {
    TextLine line = TextLine("ended 5m", Tone::faint).pad_to(label_width - gap);
    bool any = false;
    for (std::size_t i = 0; i < TopRates::reasons.size(); ++i) {
        const std::int64_t count = state.rates.hangs_for(i, now_of(state), RateWindow::length_max);
        if (count == 0) continue;
        any = true;
        line.add("  " + std::string(TopRates::reasons[i]) + " ")
            .add(std::to_string(count), Tone::strong);
    }
    return any ? line : line.add("  none");
}

}  // namespace calls::cli
