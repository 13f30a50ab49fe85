#pragma once

#include <string>

#include "core/model/call_file.h"
#include "core/model/counters.h"
#include "core/store/sqlite.h"

// Calls as rows: app_call_ing, app_call_record, app_rtc_value, app_call_money.

namespace calls::store {

// The writing side; belongs to the connection that projects.
class CallTables {
  public:
    explicit CallTables(Database& tables);  // outlives this

    void remove_live(model::CallId call);
    void put_live(const model::Call& call);
    void add_record(const model::Call& call);
    void put_counters(const model::Counters& counters);
    void put_totals(const model::CallTotals& totals);
    void mark_heartbeats(model::CallId call, base::Instant host, base::Instant guest);

  private:
    Statement remove_live_;
    Statement put_live_;
    Statement add_record_;
    Statement put_counters_;
    Statement put_totals_;
    Statement mark_heartbeats_;
};

inline constexpr const char* call_columns =
    "call_id, host_user_id, guest_user_id, dial_time, dial_user_id, idal_time, helo_time,"
    " ehlo_time, hang_time, hang_user_id, guest_hb_time, host_hb_time";  // and the reason
model::Call read_call(Statement& row);

// A query for whole files, with c for the call's row; `where` may name it.
std::string select_live_files(const std::string& where);
std::string select_record_files(const std::string& where);
model::CallFile read_call_file(Statement& row);

}  // namespace calls::store
