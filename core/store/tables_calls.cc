#include "core/store/tables_calls.h"

#include "core/store/tables_trade.h"
#include "core/store/words.h"

namespace calls::store {
namespace {

constexpr std::string_view module_call = "call";

std::string select_files(const std::string& table, const std::string& reason,
                         const std::string& where) {
    return "SELECT c.call_id, c.host_user_id, c.guest_user_id, c.dial_time, c.dial_user_id,"
           " c.idal_time, c.helo_time, c.ehlo_time, c.hang_time, c.hang_user_id,"
           " c.guest_hb_time, c.host_hb_time, " +
           reason +
           ", v.numb1, v.numb2, v.numb3, v.numb4, v.numb5, v.numb6, v.numb7, v.numb8, v.numb9,"
           " m.tickets, m.paid, m.earned,"
           " s.server_id, s.mode, s.period_mills, s.price, s.create_time,"
           " " +
           last_ticket_columns + " FROM " + table +
           " c"
           " LEFT JOIN app_rtc_value v ON v.rtc_unit_id = c.call_id"
           " LEFT JOIN app_call_money m ON m.call_id = c.call_id"
           " LEFT JOIN app_trade_server s ON s.module_enum = 'CALL' AND s.mode_id = c.call_id"
           " LEFT JOIN app_offer_payer p"
           "  ON p.server_id = s.server_id AND p.user_id = c.guest_user_id" +
           last_ticket_joins + " " + where;
}

}  // namespace

CallTables::CallTables(Database& tables)
    : remove_live_(tables, "DELETE FROM app_call_ing WHERE call_id = ?"),
      put_live_(tables,
                "INSERT INTO app_call_ing (call_id, host_user_id, guest_user_id, dial_time,"
                " dial_user_id, idal_time, helo_time, ehlo_time, hang_time, hang_user_id,"
                " guest_hb_time, host_hb_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (call_id) DO UPDATE SET idal_time = excluded.idal_time,"
                " helo_time = excluded.helo_time, ehlo_time = excluded.ehlo_time,"
                " guest_hb_time = max(guest_hb_time, excluded.guest_hb_time),"
                " host_hb_time = max(host_hb_time, excluded.host_hb_time)"),
      add_record_(tables,
                  "INSERT INTO app_call_record (call_id, host_user_id, guest_user_id, dial_time,"
                  " dial_user_id, idal_time, helo_time, ehlo_time, hang_time, hang_user_id,"
                  " guest_hb_time, host_hb_time, hang_reason)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      put_counters_(tables,
                    "INSERT INTO app_rtc_value (rtc_unit_id, user_id, module, numb1, numb2, numb3,"
                    " numb4, numb5, numb6, numb7, numb8, numb9)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (rtc_unit_id) DO UPDATE SET numb1 = excluded.numb1,"
                    " numb2 = excluded.numb2, numb3 = excluded.numb3, numb4 = excluded.numb4,"
                    " numb5 = excluded.numb5, numb6 = excluded.numb6, numb7 = excluded.numb7,"
                    " numb8 = excluded.numb8, numb9 = excluded.numb9"),
      put_totals_(tables,
                  "INSERT INTO app_call_money (call_id, tickets, paid, earned) VALUES (?, ?, ?, ?)"
                  " ON CONFLICT (call_id) DO UPDATE SET tickets = excluded.tickets,"
                  " paid = excluded.paid, earned = excluded.earned"),
      mark_heartbeats_(tables,
                       "UPDATE app_call_ing SET host_hb_time = max(host_hb_time, ?),"
                       " guest_hb_time = max(guest_hb_time, ?) WHERE call_id = ?") {}

void CallTables::remove_live(model::CallId call) {
    remove_live_.run(call);
}

void CallTables::put_live(const model::Call& call) {
    put_live_.run(call.id, call.host, call.guest, call.dial_time, call.dial_user, call.idal_time,
                  call.helo_time, call.ehlo_time, call.hang_time, call.hang_user,
                  call.guest_hb_time, call.host_hb_time);
}

void CallTables::add_record(const model::Call& call) {
    add_record_.run(call.id, call.host, call.guest, call.dial_time, call.dial_user, call.idal_time,
                    call.helo_time, call.ehlo_time, call.hang_time, call.hang_user,
                    call.guest_hb_time, call.host_hb_time, name_of(call.hang_reason));
}

void CallTables::put_counters(const model::Counters& counters) {
    const auto& numb = counters.value;
    put_counters_.run(counters.call, counters.call, module_call, numb[0], numb[1], numb[2], numb[3],
                      numb[4], numb[5], numb[6], numb[7], numb[8]);
}

void CallTables::put_totals(const model::CallTotals& totals) {
    put_totals_.run(totals.call, totals.tickets, totals.paid, totals.earned);
}

void CallTables::mark_heartbeats(model::CallId call, base::Instant host, base::Instant guest) {
    mark_heartbeats_.run(host, guest, call);
}

model::Call read_call(Statement& row) {
    model::Call call;
    row.read(call.id, call.host, call.guest, call.dial_time, call.dial_user, call.idal_time,
             call.helo_time, call.ehlo_time, call.hang_time, call.hang_user, call.guest_hb_time,
             call.host_hb_time);
    call.hang_reason = known(model::find_hang_reason, row.get<std::string>());
    return call;
}

std::string select_live_files(const std::string& where) {
    return select_files("app_call_ing", "''", where);
}

std::string select_record_files(const std::string& where) {
    return select_files("app_call_record", "c.hang_reason", where);
}

model::CallFile read_call_file(Statement& row) {
    model::CallFile file;
    file.call = read_call(row);
    for (std::int64_t& value : file.counters) row.read(value);
    file.totals.call = file.call.id;
    row.read(file.totals.tickets, file.totals.paid, file.totals.earned);
    file.offer = read_call_offer(row);
    file.last_ticket = read_last_ticket(row);
    return file;
}

}  // namespace calls::store
