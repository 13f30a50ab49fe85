#include <array>

#include "core/store/audit_checks.h"

namespace calls::store {
namespace {

constexpr AuditCheck busy_once{"a user is in at most one live call",
                               "SELECT user_id, 'one live call', count(*) || ' live calls' FROM"
                               " (SELECT host_user_id AS user_id FROM app_call_ing"
                               "  UNION ALL SELECT guest_user_id FROM app_call_ing)"
                               " GROUP BY user_id HAVING count(*) > 1"};

constexpr AuditCheck live_or_ended{"a call is live or ended, not both",
                                   "SELECT call_id, 'one row', 'live and ended' FROM app_call_ing"
                                   " JOIN app_call_record USING (call_id)"};

constexpr AuditCheck has_counters{
    "a call has its counters",
    "SELECT c.call_id, 'a row of app_rtc_value', 'none' FROM"
    " (SELECT call_id FROM app_call_ing UNION ALL SELECT call_id FROM app_call_record) c"
    " LEFT JOIN app_rtc_value v ON v.rtc_unit_id = c.call_id"
    "  AND v.user_id = c.call_id AND v.module = 'call'"
    " WHERE v.rtc_unit_id IS NULL"};

constexpr AuditCheck counters_of_call{
    "counters belong to a call",
    "SELECT v.rtc_unit_id, 'a call', 'none' FROM app_rtc_value v"
    " WHERE NOT EXISTS (SELECT 1 FROM app_call_ing WHERE call_id = v.rtc_unit_id)"
    " AND NOT EXISTS (SELECT 1 FROM app_call_record WHERE call_id = v.rtc_unit_id)"};

constexpr AuditCheck times_in_order{
    "the times of a call are in order",
    "SELECT call_id, 'dial <= answer <= hello <= hello-back <= hang',"
    " dial_time || ' ' || idal_time || ' ' || helo_time || ' ' || ehlo_time || ' ' || hang_time"
    " FROM (SELECT call_id, dial_time, idal_time, helo_time, ehlo_time, hang_time, 1 AS live"
    "  FROM app_call_ing UNION ALL"
    "  SELECT call_id, dial_time, idal_time, helo_time, ehlo_time, hang_time, 0"
    "  FROM app_call_record)"
    " WHERE dial_time <= 0 OR (hang_time = 0) <> live"
    " OR (idal_time <> 0 AND idal_time < dial_time)"
    " OR (helo_time <> 0 AND (idal_time = 0 OR helo_time < idal_time))"
    " OR (ehlo_time <> 0 AND (helo_time = 0 OR ehlo_time < helo_time))"
    " OR (hang_time <> 0 AND hang_time < max(dial_time, idal_time, helo_time, ehlo_time))"};

constexpr AuditCheck reason_fits{
    "the reason of a hang fits the call",
    "SELECT call_id, 'a reason of ' || CASE idal_time WHEN 0 THEN 'an unanswered'"
    " ELSE 'an answered' END || ' call', hang_reason FROM app_call_record"
    " WHERE CASE WHEN hang_reason IN ('cancel', 'reject', 'ring-timeout') THEN idal_time <> 0"
    "  WHEN hang_reason IN ('hangup', 'host-timeout', 'guest-timeout') THEN idal_time = 0"
    "  WHEN hang_reason = 'no-funds' THEN ehlo_time = 0"
    "  ELSE hang_reason <> 'operator' END"};

// A period is forgiven only where calld started while the call lived and one side was not heard of
// again: or both were, and the guest could not pay for what was missed.
constexpr AuditCheck paid_to_the_end{
    "a call's tickets reach to its end",
    "SELECT call_id, 'paid until ' || hang_time, 'paid until ' || reach FROM"
    " (SELECT c.*, s.mode, last.done_time AS done,"
    "   max(c.ehlo_time, coalesce(last.done_time, s.create_time)) AS reach"
    "  FROM app_call_record c"
    "  JOIN app_trade_server s ON s.module_enum = 'CALL' AND s.mode_id = c.call_id"
    "  LEFT JOIN app_trade_ticket last ON last.ticket_id = (SELECT max(ticket_id)"
    "   FROM app_trade_ticket WHERE server_id = s.server_id AND user_id = c.guest_user_id)"
    "  WHERE c.ehlo_time > 0) c"
    " WHERE reach < hang_time AND (mode = 'EACH' OR done IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM app_start a WHERE a.time BETWEEN c.dial_time AND c.hang_time"
    "  AND (a.time >= min(c.host_hb_time, c.guest_hb_time) OR c.hang_reason = 'no-funds'))"};

constexpr std::array checks{busy_once,      live_or_ended, has_counters,   counters_of_call,
                            times_in_order, reason_fits,   paid_to_the_end};

}  // namespace

std::span<const AuditCheck> call_checks() {
    return checks;
}

}  // namespace calls::store
