#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/report_sums.h"
#include "cli/talk_times.h"
#include "cli/time_series.h"
#include "cli/top_users.h"
#include "cli/week_grid.h"

// All that a report page shows, asked of calld. Calls and tickets come a page at a time and are
// only added up, so that a month with a million calls needs no more memory than one with ten.

namespace calls::cli {

struct ReportData {
    struct Reason {
        std::string name;  // or `live`, `chat`: of tickets whose call goes on, or without one
        ReportSums sums;
    };

    std::optional<Instant> since;  // as asked for
    Instant until;                 // exclusive; never past what calld's clock said
    bool until_now = false;        // that was later than `made`, or not asked for
    Instant made;                  // by calld's clock
    bool manual_clock = false;
    std::string calld_version;
    std::int64_t live_calls = 0;

    ReportSums totals;
    std::vector<Reason> reasons;
    TimeSeries series;  // calls by when they ended, money by when tickets were taken
    WeekGrid week;      // of calls, likewise
    TalkTimes talk;     // of calls that talked
    TopUsers hosts{10, &ReportSums::earned};
    TopUsers guests{10, &ReportSums::paid};
};

// `shows_progress`: on stderr, if that is a terminal.
ReportData gather_report(Context& context, std::optional<Instant> since,
                         std::optional<Instant> until, bool shows_progress);

}  // namespace calls::cli
