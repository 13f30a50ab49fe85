#include <variant>

#include "core/protocol/encode.h"
#include "core/protocol/errors.h"

namespace calls::protocol {
namespace {

using namespace model;

constexpr std::int64_t protocol_version = 1;

// Writes the members of the result object.
struct ResultWriter {
    JsonWriter& json;
    const DaemonFacts& facts;

    void operator()(const Outcome& outcome) const { std::visit(*this, outcome); }
    void operator()(const CallView& view) const { write_call(json, view); }
    void operator()(const Offer& offer) const { write_offer(json, offer); }
    void operator()(const TicketReply& reply) const {
        write_ticket(json, reply.view);
        json.member("charged", reply.charged).member("issued", reply.issued);
    }
    void operator()(const MoneyReply& reply) const {
        json.member("userId", reply.user)
            .member("balance", reply.balance)
            .member("entryId", reply.entry);
    }
    void operator()(const ClockReply& reply) const {
        json.member("mode", reply.manual ? "manual" : "real").member("now", reply.now);
    }
    void operator()(const PruneReply& reply) const {
        json.member("events", reply.events).member("requestIds", reply.request_ids);
    }
    void operator()(const PingReply& /*reply*/) const { json.member("ok", true); }
    void operator()(const AccountReply& reply) const {
        write_account(reply.account, reply.credit_limit);
        json.key("liveCallId");
        if (reply.live_call)
            json.value(reply.live_call);
        else
            json.null();
    }
    void operator()(const AccountRows& rows) const {
        list("accounts", rows.page,
             [&](const Account& account) { write_account(account, rows.credit_limit); });
    }
    void operator()(const Rows<CallView>& rows) const {
        list("calls", rows, [&](const CallView& view) { write_call(json, view); });
    }
    void operator()(const Rows<TicketView>& rows) const {
        list("tickets", rows, [&](const TicketView& view) { write_ticket(json, view); });
    }
    void operator()(const Rows<LedgerEntry>& rows) const {
        list("entries", rows, [&](const LedgerEntry& entry) { write_entry(json, entry); });
    }
    void operator()(const Rows<ReportRow>& rows) const {
        list("rows", rows, [&](const ReportRow& row) { write_report_row(json, row); });
    }
    void operator()(const BackupDone& done) const {
        json.member("path", std::string_view{done.path}).member("bytes", done.bytes);
    }
    void operator()(const AuditReport& report) const;
    void operator()(const StatusReply& status) const;
    void operator()(const Refusal& /*refusal*/) const {}  // not a result: write_refusal

    void write_account(const Account& account, Coins credit_limit) const {
        json.member("userId", account.user)
            .member("balance", account.balance)
            .member("creditLimit", credit_limit)
            .member("entryCount", account.entries);
    }

    template <class T, class Write>
    void list(std::string_view name, const Rows<T>& rows, Write write) const {
        json.key(name).begin_array();
        for (const T& row : rows.rows) {
            json.begin_object();
            write(row);
            json.end_object();
        }
        json.end_array().member("next", rows.next);
    }
};

void ResultWriter::operator()(const AuditReport& report) const {
    json.member("ok", report.findings.empty()).key("checked").begin_object();
    for (const auto& [what, count] : report.checked) json.member(what, count);
    json.end_object().key("findings").begin_array();
    for (const AuditFinding& finding : report.findings)
        json.begin_object()
            .member("what", std::string_view{finding.what})
            .member("id", finding.id)
            .member("expected", std::string_view{finding.expected})
            .member("found", std::string_view{finding.found})
            .end_object();
    json.end_array();
}

void ResultWriter::operator()(const StatusReply& status) const {
    json.member("version", facts.version)
        .member("protocol", protocol_version)
        .member("pid", facts.pid)
        .member("uptimeMs", facts.uptime);
    json.key("clock").begin_object();
    json.member("mode", status.manual_clock ? "manual" : "real").member("now", status.now);
    json.end_object().key("live").begin_object();
    json.member("ringing", status.ringing)
        .member("connecting", status.connecting)
        .member("talking", status.talking);
    json.end_object().key("totals").begin_object();
    json.member("calls", status.calls)
        .member("offers", status.offers)
        .member("tickets", status.tickets)
        .member("entries", status.entries)
        .member("events", status.events);
    json.end_object()
        .member("lateMs", status.late)
        .member("eventsBehind", status.events_behind)
        .member("storage", std::string_view{status.storage});
    json.key("settings").begin_object();
    for (const auto& [name, value] : facts.settings) json.key(name).raw(value);
    json.end_object();
}

void write_details(JsonWriter& json, const Refusal& refusal) {
    if (refusal.call) json.member("callId", *refusal.call);
    if (refusal.user) json.member("userId", *refusal.user);
    if (refusal.balance) json.member("balance", *refusal.balance);
    if (refusal.price) json.member("price", *refusal.price);
    if (refusal.oldest) json.member("oldest", *refusal.oldest);
    if (refusal.kind == RefusalKind::unavailable)
        json.member("outcome", refusal.outcome_unknown ? "unknown" : "none");
    if (refusal.ended) {
        json.key("call").begin_object();
        write_call(json, *refusal.ended);
        json.end_object();
    }
}

}  // namespace

void write_reply(std::string& out, std::string_view id, const Reply& reply,
                 const DaemonFacts& facts) {
    if (const auto* refusal = std::get_if<Refusal>(&reply.answer)) {
        write_refusal(out, id, *refusal);
        return;
    }
    JsonWriter json{out};
    json.begin_object().member("jsonrpc", "2.0").key("result").begin_object();
    std::visit(ResultWriter{.json = json, .facts = facts}, reply.answer);
    if (reply.replayed) json.member("replayed", true);
    json.end_object().key("id").raw(id).end_object();
}

void write_refusal(std::string& out, std::string_view id, const Refusal& refusal) {
    const ErrorRow& row = error_row(code_of(refusal.kind));
    JsonWriter json{out};
    json.begin_object().member("jsonrpc", "2.0").key("error").begin_object();
    json.member("code", static_cast<std::int64_t>(row.code))
        .member("message", std::string_view{refusal.message});
    json.key("data").begin_object().member("kind", row.kind);
    write_details(json, refusal);
    json.end_object().end_object().key("id").raw(id).end_object();
}

}  // namespace calls::protocol
