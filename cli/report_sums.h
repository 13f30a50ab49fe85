#pragma once

#include <cstdint>
#include <string>

#include <boost/json.hpp>

// What a report adds up, of one piece of time, one user or one reason. All sums stop at the largest
// number there is.

namespace calls::cli {

struct ReportSums {
    std::int64_t calls = 0;
    std::int64_t answered = 0;
    std::int64_t talk_ms = 0;
    std::int64_t tickets = 0;
    std::int64_t free_tickets = 0;
    std::int64_t paid = 0;
    std::int64_t earned = 0;  // by hosts, with free tickets
    std::int64_t fees = 0;    // the platform's part of what was paid

    bool operator==(const ReportSums&) const = default;

    void add(const ReportSums& more);
    // What the platform gave hosts for free tickets.
    [[nodiscard]] std::int64_t earned_free() const;
    [[nodiscard]] bool empty() const { return *this == ReportSums{}; }
};

ReportSums sums_of_report_row(const boost::json::object& row);
ReportSums sums_of_call(const boost::json::object& call);      // a call that has ended, no money
ReportSums sums_of_ticket(const boost::json::object& ticket);  // its money alone

}  // namespace calls::cli
