#include "cli/time_series.h"

#include <limits>

namespace calls::cli {

namespace {

// As many bars as a page can show side by side; of days, which weeks are made from, more.
std::int64_t length_max(Step step) {
    switch (step) {
        case Step::minute:
            return 90;
        case Step::day:
            return std::int64_t{7} * 110;
        case Step::century:
            return std::numeric_limits<std::int64_t>::max();
        default:
            return std::int64_t{4} * 24 + 1;
    }
}
constexpr std::int64_t days_shown_max = 100;

Step next_step(Step step) {
    if (step == Step::day) return Step::month;  // weeks do not make up months
    return static_cast<Step>(static_cast<int>(step) + 1);
}

std::map<std::int64_t, ReportSums> in_steps_of(Step to, Step from,
                                               const std::map<std::int64_t, ReportSums>& sums) {
    std::map<std::int64_t, ReportSums> coarse;
    for (const auto& [piece, of_piece] : sums)
        coarse[piece_of(begin_of(piece, from), to)].add(of_piece);
    return coarse;
}

}  // namespace

void TimeSeries::add(WallTime time, const ReportSums& sums) {
    sums_[piece_of(time, step_)].add(sums);
    while (length() > length_max(step_)) go_over_to_next_step();
}

TimeSeries::Pieces TimeSeries::pieces() const {
    const bool weeks = step_ == Step::day && length() > days_shown_max;
    const auto sums = weeks ? in_steps_of(Step::week, Step::day, sums_) : sums_;
    Pieces pieces{weeks ? Step::week : step_, {}};
    if (sums.empty()) return pieces;
    for (std::int64_t number = sums.begin()->first; number <= sums.rbegin()->first; ++number) {
        const auto found = sums.find(number);
        pieces.list.push_back({number, found == sums.end() ? ReportSums{} : found->second});
    }
    return pieces;
}

std::int64_t TimeSeries::length() const {
    return sums_.empty() ? 0 : sums_.rbegin()->first - sums_.begin()->first + 1;
}

void TimeSeries::go_over_to_next_step() {
    sums_ = in_steps_of(next_step(step_), step_, sums_);
    step_ = next_step(step_);
}

}  // namespace calls::cli
