#include "cli/report_sums.h"

#include <algorithm>

#include "cli/look.h"
#include "cli/number_text.h"

namespace calls::cli {

namespace json = boost::json;

void ReportSums::add(const ReportSums& more) {
    for (const auto sum :
         {&ReportSums::calls, &ReportSums::answered, &ReportSums::talk_ms, &ReportSums::tickets,
          &ReportSums::free_tickets, &ReportSums::paid, &ReportSums::earned, &ReportSums::fees})
        this->*sum = capped_sum(this->*sum, more.*sum);
}

std::int64_t ReportSums::earned_free() const {
    return std::max<std::int64_t>(earned - (paid - fees), 0);
}

ReportSums sums_of_report_row(const json::object& row) {
    return {.calls = whole_or_zero(row, "calls"),
            .answered = whole_or_zero(row, "answered"),
            .talk_ms = whole_or_zero(row, "talkMs"),
            .tickets = whole_or_zero(row, "tickets"),
            .free_tickets = whole_or_zero(row, "freeTickets"),
            .paid = whole_or_zero(row, "paid"),
            .earned = whole_or_zero(row, "earned"),
            .fees = whole_or_zero(row, "fees")};
}

ReportSums sums_of_call(const json::object& call) {
    ReportSums sums;
    sums.calls = 1;
    sums.answered = whole_or_zero(call, "idalTime") > 0 ? 1 : 0;
    sums.talk_ms = whole_or_zero(call, "talkMs");
    return sums;
}

ReportSums sums_of_ticket(const json::object& ticket) {
    ReportSums sums;
    const bool free = truth_at(ticket, "free");
    sums.tickets = 1;
    sums.free_tickets = free ? 1 : 0;
    sums.paid = whole_or_zero(ticket, "paid");
    sums.earned = whole_or_zero(ticket, "earned");
    sums.fees = free ? 0 : sums.paid - sums.earned;
    return sums;
}

}  // namespace calls::cli
