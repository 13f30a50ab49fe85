#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/model/call.h"
#include "core/model/query.h"

// Filters and pages over rows that stand in order of their ids.

namespace calls::simulator {

inline bool passes(const model::CallFilter& filter, const model::Call& call) {
    return (!filter.user || call.side_of(filter.user).has_value()) &&
           (!filter.host || filter.host == call.host) &&
           (!filter.guest || filter.guest == call.guest);
}

inline bool within(const model::Span& span, base::Instant time) {
    return (!span.since || time >= *span.since) && (!span.until || time < *span.until);
}

// The newest `last`, and with these nothing follows.
template <class Shown, class Rows, class Wanted, class Show>
model::Rows<Shown> newest_of(const Rows& rows, std::int64_t last, const Wanted& wanted,
                             const Show& show) {
    model::Rows<Shown> page;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (static_cast<std::int64_t>(page.rows.size()) == last) break;
        if (wanted(*row)) page.rows.push_back(show(*row));
    }
    std::ranges::reverse(page.rows);
    return page;
}

// Rows that are wanted, as they are shown; `next` is set only where a further wanted row exists.
template <class Shown, class Rows, class Wanted, class Show, class Id>
model::Rows<Shown> page_of(const Rows& rows, const model::Page& page, const Wanted& wanted,
                           const Show& show, const Id& id_of) {
    if (page.last) return newest_of<Shown>(rows, *page.last, wanted, show);
    model::Rows<Shown> answer;
    std::int64_t last_id = 0;
    for (const auto& row : rows) {
        if (id_of(row) <= page.after || !wanted(row)) continue;
        if (static_cast<std::int64_t>(answer.rows.size()) == page.limit) {
            answer.next = last_id;
            break;
        }
        answer.rows.push_back(show(row));
        last_id = id_of(row);
    }
    return answer;
}

}  // namespace calls::simulator
