#include <optional>
#include <string>
#include <vector>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_calls.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

model::CallView view_of(const model::CallFile& file) {
    model::CallView view{.call = file.call, .context = {}, .as_of = file.call.hang_time};
    view.context.counters = file.counters;
    view.context.tickets = file.totals.tickets;
    view.context.paid = file.totals.paid;
    view.context.earned = file.totals.earned;
    if (file.offer) view.context.terms = file.offer->terms;
    return view;
}

// Strands of a user in either role, or in the one that is asked for.
std::optional<std::vector<Strand>> strands_of(const model::CallFilter& filter) {
    const auto host_of = [](model::UserId user) {
        return Strand{.user_column = "host_user_id", .user = user.value, .offer = 0, .ids = {}};
    };
    const auto guest_of = [](model::UserId user) {
        return Strand{.user_column = "guest_user_id", .user = user.value, .offer = 0, .ids = {}};
    };
    if (filter.user) return std::vector{host_of(filter.user), guest_of(filter.user)};
    if (filter.host) return std::vector{host_of(filter.host)};
    if (filter.guest) return std::vector{guest_of(filter.guest)};
    return std::nullopt;
}

Listing listing_of(Database& tables, const model::RecordsQuery& query) {
    Listing listing{.table = "app_call_record",
                    .key = "call_id",
                    .strands = strands_of(query.filter),
                    .in_strands = {},
                    .ids = {},
                    .filter = {}};
    Filter& filter = listing.filter;
    if (query.filter.host) filter.add("host_user_id = ?", query.filter.host.value);
    if (query.filter.guest) filter.add("guest_user_id = ?", query.filter.guest.value);
    if (query.reason) filter.add("hang_reason = '" + std::string{name_of(*query.reason)} + "'");
    if (query.hung.since) filter.add("hang_time >= ?", query.hung.since->ms);
    if (query.hung.until) {
        filter.add("hang_time < ?", query.hung.until->ms);
        if (const auto end = first_call_from(tables, *query.hung.until))
            listing.ids.last = *end - 1;
    }
    return listing;
}

}  // namespace

model::Rows<model::CallView> records(Database& tables, const model::RecordsQuery& query) {
    const PageIds page = page_ids(tables, listing_of(tables, query), query.page);
    return rows_of<model::CallView>(tables, page, select_record_files("WHERE c.call_id = ?"),
                                    [](Statement& row) { return view_of(read_call_file(row)); });
}

}  // namespace calls::store
