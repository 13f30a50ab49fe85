#include "core/store/audit.h"

#include <array>
#include <string>
#include <utility>

namespace calls::store {
namespace {

struct AuditCount {
    const char* what;
    const char* count;
};

constexpr std::array counts{
    AuditCount{"pages", "PRAGMA page_count"},
    AuditCount{"liveCalls", "SELECT count(*) FROM app_call_ing"},
    AuditCount{"endedCalls", "SELECT count(*) FROM app_call_record"},
    AuditCount{"offers", "SELECT count(*) FROM app_trade_server"},
    AuditCount{"tickets", "SELECT count(*) FROM app_trade_ticket"},
    AuditCount{"accounts", "SELECT count(*) FROM app_account"},
    AuditCount{"entries", "SELECT count(*) FROM app_ledger"},
    AuditCount{"requests", "SELECT count(*) FROM app_request"},
    AuditCount{"starts", "SELECT count(*) FROM app_start"},
};

struct AuditPart {
    const char* what;
    void (*carry_out)(AuditRun& run);
};

constexpr std::array parts{
    AuditPart{"file", audit_file},          AuditPart{"calls", audit_calls},
    AuditPart{"chat tickets", audit_chats}, AuditPart{"payers", audit_payers},
    AuditPart{"ledger", audit_ledger},      AuditPart{"accounts", audit_accounts},
    AuditPart{"events", audit_events},
};

template <class Work>
void attempt(const char* what, AuditRun& run, Work work) {
    run.check_in();
    try {
        work();
    } catch (const engine::StoreBroken& error) {
        run.findings.add(what, 0, "to be checked", error.what());
    }
}

}  // namespace

model::AuditReport audit(Database& tables, Gate& gate, EventSource& events,
                         const AuditSignals& signals) {
    AuditRun run{.tables = tables,
                 .gate = gate,
                 .events = events,
                 .signals = signals,
                 .pin = {},
                 .findings = {},
                 .events_read = 0};
    model::AuditReport report;
    attempt("tables", run, [&] { run.pin = take_pin(run); });
    for (const AuditCount& count : counts)
        attempt(count.what, run,
                [&] { report.checked.emplace_back(count.what, tables.whole(count.count)); });
    for (const AuditPart& part : parts) attempt(part.what, run, [&] { part.carry_out(run); });
    report.checked.emplace_back("events", run.events_read);
    report.findings = run.findings.take();
    return report;
}

AuditPin take_pin(AuditRun& run) {
    Database& tables = run.tables;
    const Slice slice{run};
    return {.event = {tables.whole("SELECT value FROM app_meta WHERE key = 'projected'")},
            .call = {tables.whole("SELECT max(id) FROM"
                                  " (SELECT max(call_id) AS id FROM app_call_ing"
                                  "  UNION ALL SELECT max(call_id) FROM app_call_record"
                                  "  UNION ALL SELECT max(rtc_unit_id) FROM app_rtc_value"
                                  "  UNION ALL SELECT max(call_id) FROM app_call_money"
                                  "  UNION ALL SELECT max(mode_id) FROM app_trade_server"
                                  "   WHERE module_enum = 'CALL')")},
            .offer = {tables.whole("SELECT max(server_id) FROM app_trade_server")},
            .ticket = {tables.whole("SELECT max(id) FROM"
                                    " (SELECT max(ticket_id) AS id FROM app_trade_ticket"
                                    "  UNION ALL SELECT max(ticket_id) FROM app_ticket_money)")},
            .entry = {tables.whole("SELECT max(entry_id) FROM app_ledger")}};
}

}  // namespace calls::store
