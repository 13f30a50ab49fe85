#include <array>

#include "core/store/audit_checks.h"

// Sums that may pass 64 bits on the way are kept as two halves: high * 2^32 + low.

namespace calls::store {
namespace {

constexpr AuditCheck sum_is_zero{
    "all balances add up to 0",
    "SELECT 0, '0', CASE WHEN abs(high) < 2147483648 THEN high * 4294967296 + low"
    " ELSE 'more than 64 bits hold' END FROM"
    " (SELECT sum(balance >> 32) AS high, sum(balance & 4294967295) AS low FROM app_account)"
    " WHERE (low & 4294967295) <> 0 OR high + (low >> 32) <> 0"};

constexpr AuditCheck balance_is_entries{
    "a balance is the sum of its ledger entries, and they are counted",
    "SELECT user_id, 'balance ' || (coalesce(a.balance, 0) + high * 4294967296 + low)"
    " || ', entries ' || (coalesce(a.entry_count, 0) + n),"
    " 'balance ' || coalesce(a.balance, 0) || ', entries ' || coalesce(a.entry_count, 0) FROM"
    " (SELECT user_id, sum(high) AS high, sum(low) AS low, sum(n) AS n FROM"
    "  (SELECT credit_user_id AS user_id, amount >> 32 AS high, amount & 4294967295 AS low, 1 AS n"
    "   FROM app_ledger"
    "   UNION ALL SELECT debit_user_id, -(amount >> 32), -(amount & 4294967295), 1 FROM app_ledger"
    "   UNION ALL SELECT user_id, -(balance >> 32), -(balance & 4294967295), -entry_count"
    "   FROM app_account)"
    "  GROUP BY user_id) LEFT JOIN app_account a USING (user_id)"
    " WHERE n <> 0 OR (low & 4294967295) <> 0 OR high + (low >> 32) <> 0"};

constexpr AuditCheck right_parties{
    "an entry moves money between the right accounts, for what it says",
    "SELECT e.entry_id, 'the parties of a ' || e.kind, e.debit_user_id || ' to '"
    " || e.credit_user_id || ', ticket ' || e.ticket_id || ', call ' || e.call_id"
    " FROM app_ledger e LEFT JOIN app_trade_ticket t USING (ticket_id)"
    " LEFT JOIN app_ticket_money m USING (ticket_id)"
    " LEFT JOIN app_trade_server s USING (server_id)"
    " WHERE NOT coalesce(CASE e.kind"
    "  WHEN 'deposit' THEN e.debit_user_id = -1 AND e.credit_user_id > 0 AND e.ticket_id = 0"
    "   AND e.call_id = 0"
    "  WHEN 'withdrawal' THEN e.debit_user_id > 0 AND e.credit_user_id = -1 AND e.ticket_id = 0"
    "   AND e.call_id = 0"
    "  WHEN 'ticket' THEN e.debit_user_id = t.user_id AND e.credit_user_id = s.user_id"
    "   AND m.free = 0"
    "  WHEN 'ticket-fee' THEN e.debit_user_id = t.user_id AND e.credit_user_id = 0 AND m.free = 0"
    "  WHEN 'free-ticket' THEN e.debit_user_id = 0 AND e.credit_user_id = s.user_id AND m.free = 1"
    "  END AND (t.ticket_id IS NULL"
    "   OR e.call_id = CASE s.module_enum WHEN 'CALL' THEN s.mode_id ELSE 0 END), 0)"};

constexpr AuditCheck ticket_is_entries{
    "what a ticket moved is in the ledger",
    "SELECT ticket_id, 'no difference to app_ticket_money',"
    " 'the ledger has ' || sum(paid) || ' more paid, ' || sum(earned) || ' more earned' FROM"
    " (SELECT ticket_id, CASE kind WHEN 'free-ticket' THEN 0 ELSE amount END AS paid,"
    "   CASE kind WHEN 'ticket-fee' THEN 0 ELSE amount END AS earned"
    "  FROM app_ledger WHERE ticket_id <> 0"
    "  UNION ALL SELECT ticket_id, -paid, -earned FROM app_ticket_money)"
    " GROUP BY ticket_id HAVING sum(paid) <> 0 OR sum(earned) <> 0"};

constexpr AuditCheck price_was_paid{
    "a ticket cost the offer's price, or nothing where it was free",
    "SELECT t.ticket_id, 'paid ' || CASE m.free WHEN 1 THEN 0 ELSE s.price END, 'paid ' || m.paid"
    " FROM app_trade_ticket t JOIN app_ticket_money m USING (ticket_id)"
    " JOIN app_trade_server s USING (server_id)"
    " WHERE m.paid <> CASE m.free WHEN 1 THEN 0 ELSE s.price END OR m.earned > s.price"};

constexpr AuditCheck booked_in_order{
    "the times of the ledger never fall",
    "SELECT entry_id, before || ' or later', time FROM"
    " (SELECT entry_id, time, lag(time) OVER (ORDER BY entry_id) AS before FROM app_ledger)"
    " WHERE time < before"};

constexpr std::array checks{sum_is_zero,       balance_is_entries, right_parties,
                            ticket_is_entries, price_was_paid,     booked_in_order};

}  // namespace

std::span<const AuditCheck> money_checks() {
    return checks;
}

}  // namespace calls::store
