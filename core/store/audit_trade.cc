#include <array>

#include "core/store/audit_checks.h"

namespace calls::store {
namespace {

constexpr AuditCheck offer_of_call{
    "an offer of a call belongs to the call's host",
    "SELECT s.server_id, 'call-' || s.mode_id || ' of its host',"
    " s.resource_id || ' of ' || s.user_id FROM app_trade_server s"
    " LEFT JOIN app_call_ing i ON i.call_id = s.mode_id"
    " LEFT JOIN app_call_record r ON r.call_id = s.mode_id"
    " WHERE s.module_enum = 'CALL' AND (s.resource_id <> 'call-' || s.mode_id"
    "  OR s.user_id IS NOT coalesce(i.host_user_id, r.host_user_id))"};

constexpr AuditCheck ticket_of_offer{
    "a ticket belongs to an offer, and its money is known",
    "SELECT t.ticket_id, 'an offer and a row of app_ticket_money',"
    " CASE WHEN s.server_id IS NULL THEN 'no offer' ELSE 'no money' END FROM app_trade_ticket t"
    " LEFT JOIN app_trade_server s USING (server_id)"
    " LEFT JOIN app_ticket_money m USING (ticket_id)"
    " WHERE s.server_id IS NULL OR m.ticket_id IS NULL"};

constexpr AuditCheck money_of_ticket{
    "what a ticket moved belongs to a ticket",
    "SELECT m.ticket_id, 'a ticket', 'none' FROM app_ticket_money m"
    " LEFT JOIN app_trade_ticket t USING (ticket_id) WHERE t.ticket_id IS NULL"};

constexpr AuditCheck right_payer{
    "a ticket was taken by the guest, or by another than the provider",
    "SELECT t.ticket_id, 'user ' || coalesce(i.guest_user_id, r.guest_user_id, 'not ' || "
    "s.user_id),"
    " 'user ' || t.user_id FROM app_trade_ticket t JOIN app_trade_server s USING (server_id)"
    " LEFT JOIN app_call_ing i ON s.module_enum = 'CALL' AND i.call_id = s.mode_id"
    " LEFT JOIN app_call_record r ON s.module_enum = 'CALL' AND r.call_id = s.mode_id"
    " WHERE t.user_id = s.user_id OR (s.module_enum = 'CALL'"
    "  AND t.user_id IS NOT coalesce(i.guest_user_id, r.guest_user_id))"};

constexpr AuditCheck one_period{
    "a ticket lasts one period",
    "SELECT t.ticket_id, 'done ' || CASE s.mode WHEN 'EACH'"
    " THEN min(t.ticket_time + s.period_mills, 253402300799999) ELSE 0 END,"
    " 'done ' || t.done_time FROM app_trade_ticket t JOIN app_trade_server s USING (server_id)"
    " WHERE t.done_time <> CASE s.mode WHEN 'EACH'"
    "  THEN min(t.ticket_time + s.period_mills, 253402300799999) ELSE 0 END"};

constexpr AuditCheck no_overlap{
    "tickets of one payer and offer do not overlap",
    "SELECT ticket_id, 'from ' || before || ' or later', 'from ' || ticket_time FROM"
    " (SELECT ticket_id, ticket_time, lag(done_time) OVER payments AS before"
    "  FROM app_trade_ticket"
    "  WINDOW payments AS (PARTITION BY server_id, user_id ORDER BY ticket_id))"
    " WHERE before = 0 OR before > ticket_time"};

constexpr AuditCheck no_gap{
    "tickets of one call leave no gap while it is talking",
    "SELECT ticket_id, 'from ' || before, 'from ' || ticket_time FROM"
    " (SELECT t.ticket_id, t.ticket_time, s.mode_id,"
    "   lag(t.done_time) OVER payments AS before FROM app_trade_ticket t"
    "  JOIN app_trade_server s USING (server_id)"
    "  WHERE s.module_enum = 'CALL' AND s.mode = 'EACH'"
    "  WINDOW payments AS (PARTITION BY t.server_id, t.user_id ORDER BY t.ticket_id)) t"
    " WHERE before < ticket_time AND before >="
    "  (SELECT ehlo_time FROM app_call_ing WHERE call_id = t.mode_id AND ehlo_time > 0"
    "   UNION ALL"
    "   SELECT ehlo_time FROM app_call_record WHERE call_id = t.mode_id AND ehlo_time > 0)"};

constexpr AuditCheck call_totals{
    "a call's totals are the sum of its tickets",
    "SELECT call_id, 'tickets ' || sum(n) || ', paid ' || sum(paid) || ', earned ' || sum(earned)"
    "  || ' more', 'the row of app_call_money' FROM"
    " (SELECT s.mode_id AS call_id, 1 AS n, m.paid, m.earned FROM app_trade_ticket t"
    "  JOIN app_ticket_money m USING (ticket_id) JOIN app_trade_server s USING (server_id)"
    "  WHERE s.module_enum = 'CALL'"
    "  UNION ALL SELECT call_id, -tickets, -paid, -earned FROM app_call_money)"
    " GROUP BY call_id HAVING sum(n) <> 0 OR sum(paid) <> 0 OR sum(earned) <> 0"};

constexpr std::array checks{offer_of_call, ticket_of_offer, money_of_ticket, right_payer,
                            one_period,    no_overlap,      no_gap,          call_totals};

}  // namespace

std::span<const AuditCheck> trade_checks() {
    return checks;
}

}  // namespace calls::store
