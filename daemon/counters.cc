#include "daemon/counters.h"

#include <algorithm>
#include <variant>

namespace calls::daemon {

void Counters::asked(const protocol::Method& method) {
    ++requests.at(static_cast<std::size_t>(&method - protocol::methods().data()));
}

void Counters::answered(const model::Reply& reply) {
    if (const auto* refusal = std::get_if<model::Refusal>(&reply.answer))
        failed(protocol::code_of(refusal->kind));
    else
        ++granted;
}

void Counters::failed(protocol::ErrorCode code) {
    const auto* const row =
        std::ranges::find(protocol::error_table, code, &protocol::ErrorRow::code);
    ++errors.at(static_cast<std::size_t>(row - protocol::error_table.begin()));
}

void Counters::committed(const model::EventBatch& batch) {
    for (const model::Event& event : batch) {
        ++events.at(static_cast<std::size_t>(event.kind));
        if (event.kind == model::EventKind::hang && event.rows.call)
            ++hangs.at(static_cast<std::size_t>(event.rows.call->hang_reason));
        if (event.kind == model::EventKind::ticket && event.rows.ticket) {
            paid += static_cast<std::uint64_t>(event.rows.ticket->paid.value);
            earned += static_cast<std::uint64_t>(event.rows.ticket->earned.value);
        }
    }
}

void Counters::turned(std::chrono::duration<double> took) {
    const auto* const bound = std::ranges::lower_bound(turn_bounds, took.count());
    ++turns.at(static_cast<std::size_t>(bound - turn_bounds.begin()));
    turns_took += took;
}

}  // namespace calls::daemon
