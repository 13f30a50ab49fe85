#include "core/store/audit.h"

#include <array>
#include <string>
#include <utility>

#include "core/store/audit_checks.h"

namespace calls::store {
namespace {

// Of each check: a store that has more wrong with it needs no longer list.
constexpr const char* findings_max = "100";

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

model::AuditFinding not_checked(const char* what, const engine::StoreBroken& error) {
    return {.what = what, .id = 0, .expected = "to be checked", .found = error.what()};
}

void check_file(Database& tables, model::AuditReport& report) {
    Statement check{tables, std::string{"PRAGMA quick_check("} + findings_max + ")"};
    check.each([&](Statement& row) {
        auto found = row.get<std::string>();
        if (found != "ok")
            report.findings.push_back(
                {.what = "file", .id = 0, .expected = "ok", .found = std::move(found)});
    });
}

void check_rows(Database& tables, const AuditCheck& check, model::AuditReport& report) {
    Statement query{tables, std::string{check.findings} + " LIMIT " + findings_max};
    query.each([&](Statement& row) {
        model::AuditFinding finding;
        finding.what = check.what;
        row.read(finding.id, finding.expected, finding.found);
        report.findings.push_back(std::move(finding));
    });
}

template <class Check>
void attempt(const char* what, model::AuditReport& report, Check check) {
    try {
        check();
    } catch (const engine::StoreBroken& error) {
        report.findings.push_back(not_checked(what, error));
    }
}

}  // namespace

model::AuditReport audit(Database& tables) {
    model::AuditReport report;
    for (const AuditCount& count : counts)
        attempt(count.what, report,
                [&] { report.checked.emplace_back(count.what, tables.whole(count.count)); });
    attempt("file", report, [&] { check_file(tables, report); });
    for (const auto checks : {call_checks(), trade_checks(), money_checks()})
        for (const AuditCheck& check : checks)
            attempt(check.what, report, [&] { check_rows(tables, check, report); });
    return report;
}

}  // namespace calls::store
