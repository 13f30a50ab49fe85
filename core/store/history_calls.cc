#include <string>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_calls.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

constexpr TimeColumn dialled{.table = "app_call_record", .key = "call_id", .time = "dial_time"};

model::CallView view_of(const model::CallFile& file) {
    model::CallView view{.call = file.call, .context = {}, .as_of = file.call.hang_time};
    view.context.counters = file.counters;
    view.context.tickets = file.totals.tickets;
    view.context.paid = file.totals.paid;
    view.context.earned = file.totals.earned;
    if (file.offer) view.context.terms = file.offer->terms;
    return view;
}

Filter common_filter(Database& tables, const model::RecordsQuery& query) {
    Filter filter;
    if (query.filter.host) filter.add("host_user_id = ?", query.filter.host.value);
    if (query.filter.guest) filter.add("guest_user_id = ?", query.filter.guest.value);
    if (query.reason) filter.add("hang_reason = '" + std::string{name_of(*query.reason)} + "'");
    if (query.hung.since) filter.add("hang_time >= ?", query.hung.since->ms);
    if (query.hung.until) {
        filter.add("hang_time < ?", query.hung.until->ms);
        // Whoever hung up before then had dialled before then.
        if (const auto end = first_key_from(tables, dialled, *query.hung.until))
            filter.add("call_id < ?", *end);
    }
    return filter;
}

}  // namespace

model::Rows<model::CallView> records(Database& tables, const model::RecordsQuery& query) {
    std::vector<Filter> branches(1, common_filter(tables, query));
    if (query.filter.user) {
        branches.push_back(branches.front());
        branches[0].add("host_user_id = ?", query.filter.user.value);
        branches[1].add("guest_user_id = ?", query.filter.user.value);
    }
    const PageIds page = page_ids(tables, "app_call_record", "call_id", branches, query.page);
    return rows_of<model::CallView>(tables, page, select_record_files("WHERE c.call_id = ?"),
                                    [](Statement& row) { return view_of(read_call_file(row)); });
}

}  // namespace calls::store
