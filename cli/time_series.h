#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "cli/calendar.h"
#include "cli/report_sums.h"

// Sums over time in a bounded number of pieces, whatever the span turns out to be: it begins with
// minutes, and where these become too many goes over to hours, days, months and so on. Each step
// is made of whole pieces of the one before, so nothing is lost on the way.

namespace calls::cli {

class TimeSeries {
  public:
    struct Piece {
        std::int64_t number = 0;
        ReportSums sums;
    };
    struct Pieces {
        Step step = Step::minute;
        std::vector<Piece> list;  // in order, without gaps
    };

    // Without sums: the series reaches to there, though there is nothing.
    void add(WallTime time, const ReportSums& sums);
    // Many days are shown as weeks.
    [[nodiscard]] Pieces pieces() const;

  private:
    [[nodiscard]] std::int64_t length() const;
    void go_over_to_next_step();

    Step step_ = Step::minute;
    std::map<std::int64_t, ReportSums> sums_;
};

}  // namespace calls::cli
