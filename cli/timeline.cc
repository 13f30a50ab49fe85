#include "cli/timeline.h"

#include <algorithm>
#include <array>

#include "cli/times.h"

namespace calls::cli {

namespace {

constexpr std::size_t bar_width_min = 24;

struct Part {
    std::string_view name;
    char mark;
    Millis length;
};

std::array<Part, 3> parts_of(const Timeline& call) {
    return {Part{"ring", '.', call.ring}, Part{"wait", '~', call.wait},
            Part{"talk", '=', call.talk}};
}

Millis whole_of(const Timeline& call) {
    return call.ring + call.wait + call.talk;
}

// Where in the bar a time lies; the last column for the end and what is later.
std::size_t place_of(Millis after_dial, Millis whole, std::size_t bar_width) {
    const double share = whole.count() <= 0 ? 0.0
                                            : static_cast<double>(after_dial.count()) /
                                                  static_cast<double>(whole.count());
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(bar_width);
    return std::min(static_cast<std::size_t>(place), bar_width - 1);
}

// Each part that lasted at all has a mark at least.
std::string bar_of(const Timeline& call, std::size_t bar_width) {
    std::string bar(bar_width, ' ');
    const Millis whole = whole_of(call);
    Millis begin{0};
    std::size_t free = 0;
    for (const Part& part : parts_of(call)) {
        if (part.length.count() <= 0) continue;
        const std::size_t from = std::max(place_of(begin, whole, bar_width), free);
        const std::size_t last = place_of(begin + part.length - Millis{1}, whole, bar_width);
        for (std::size_t i = from; i <= std::max(last, from) && i < bar_width; ++i) {
            bar[i] = part.mark;
        }
        free = std::max(last, from) + 1;
        begin += part.length;
    }
    return bar;
}

// ^ for a ticket, a digit for several in one place, + for more than nine.
std::string ticks_of(const Timeline& call, std::size_t bar_width) {
    std::vector<int> counts(bar_width, 0);
    for (const Instant at : call.tickets) {
        ++counts[place_of(at - call.dialed, whole_of(call), bar_width)];
    }
    std::string ticks;
    for (const int count : counts) {
        ticks += count == 0   ? ' '
                 : count == 1 ? '^'
                 : count > 9  ? '+'
                              : static_cast<char>('0' + count);
    }
    ticks.erase(ticks.find_last_not_of(' ') + 1);
    return ticks;
}

std::string times_line(const Timeline& call, std::size_t line_width, TimeStyle times) {
    std::string begin = whole_seconds_text(call.dialed, times);
    const std::string end =
        call.live ? "now" : whole_seconds_text(call.dialed + whole_of(call), times);
    if (begin.size() + end.size() + 1 > line_width) return begin;
    return begin + std::string(line_width - begin.size() - end.size(), ' ') + end;
}

std::string legend_of(const Timeline& call) {
    std::string legend;
    for (const Part& part : parts_of(call)) {
        if (part.length.count() <= 0) continue;
        legend += std::string(1, part.mark) + ' ' + std::string(part.name) + ' ' +
                  whole_seconds_text(part.length) + "   ";
    }
    if (!call.tickets.empty()) legend += "^ ticket";
    legend.erase(legend.find_last_not_of(' ') + 1);
    return legend;
}

}  // namespace

std::string draw(const Timeline& call, std::size_t width, TimeStyle times) {
    const std::size_t bar_width = std::max(width, bar_width_min) - 2;
    std::string lines = times_line(call, bar_width + 2, times) + '\n';
    lines += '[' + bar_of(call, bar_width) + (call.live ? '>' : ']') + '\n';
    if (!call.tickets.empty()) lines += ' ' + ticks_of(call, bar_width) + '\n';
    const std::string legend = legend_of(call);
    return legend.empty() ? lines : lines + legend + '\n';
}

}  // namespace calls::cli
