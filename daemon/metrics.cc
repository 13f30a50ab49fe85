#include "daemon/metrics.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/model/call.h"
#include "core/model/event.h"
#include "daemon/metrics_writer.h"
#include "daemon/process_facts.h"

namespace calls::daemon {
namespace {

using model::StatusReply;

double seconds(base::Millis span) {
    return static_cast<double>(span.count()) / 1e3;
}

void write_state(MetricsWriter& out, const StatusReply& status) {
    out.gauge("calld_live_calls", "Calls in progress.")
        .sample(label("phase", "ringing"), status.ringing)
        .sample(label("phase", "connecting"), status.connecting)
        .sample(label("phase", "talking"), status.talking);
    out.counter("calld_calls_total", "Calls ever dialled in this store.").sample("", status.calls);
    out.counter("calld_offers_total", "Offers ever made in this store.").sample("", status.offers);
    out.counter("calld_tickets_total", "Tickets ever taken in this store.")
        .sample("", status.tickets);
    out.counter("calld_ledger_entries_total", "Entries of the ledger.").sample("", status.entries);
    out.counter("calld_events_total", "Events ever booked in this store.")
        .sample("", status.events);
    out.gauge("calld_balance_coins", "Balances of the system accounts.")
        .sample(label("account", "platform"), status.platform.value)
        .sample(label("account", "world"), status.world.value);
}

void write_health(MetricsWriter& out, const StatusReply& status) {
    out.gauge("calld_storage_ok", "1 while changes can be committed, else 0.")
        .sample("", std::int64_t{status.storage == "ok"});
    out.gauge("calld_tables_behind_events", "Events that the tables do not hold yet.")
        .sample("", status.events_behind);
    out.gauge("calld_timer_late_seconds", "How long the oldest due deadline has waited.")
        .sample("", seconds(status.late));
}

void write_work(MetricsWriter& out, const Counters& counters) {
    out.counter("calld_requests_total", "Requests since calld started, by method.");
    for (std::size_t i = 0; i < counters.requests.size(); ++i)
        out.sample(label("method", protocol::methods()[i].name), counters.requests[i]);
    out.counter("calld_answers_total", "Answers since calld started, by result.");
    out.sample(label("result", "ok"), counters.granted);
    std::map<std::string_view, std::uint64_t> by_kind;  // some kinds have several codes
    for (std::size_t i = 0; i < counters.errors.size(); ++i) {
        const protocol::ErrorRow& row = protocol::error_table.at(i);
        if (row.exit_status != 3 && row.exit_status != 10 && row.exit_status != 12)
            by_kind[row.kind] += counters.errors.at(i);
    }
    for (const auto& [kind, count] : by_kind) out.sample(label("result", kind), count);
    out.counter("calld_booked_total", "Events booked since calld started, by kind.");
    for (std::size_t i = 0; i < counters.events.size(); ++i)
        if (const auto kind = static_cast<model::EventKind>(i); shown_to_watchers(kind))
            out.sample(label("kind", name_of(kind)), counters.events.at(i));
    out.counter("calld_hangs_total", "Calls ended since calld started, by reason.");
    for (std::size_t i = 1; i < counters.hangs.size(); ++i)
        out.sample(label("reason", name_of(static_cast<model::HangReason>(i))),
                   counters.hangs.at(i));
    out.counter("calld_ticket_coins_total", "What tickets moved since calld started.")
        .sample(label("side", "paid"), counters.paid)
        .sample(label("side", "earned"), counters.earned);
}

void write_turns(MetricsWriter& out, const Counters& counters) {
    out.histogram("calld_turn_seconds", "Turns of the loop, their commit and sync included.");
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < counters.turns.size(); ++i) {
        sum += counters.turns.at(i);
        const bool last = i == Counters::turn_bounds.size();
        out.sample(label("le", last ? "+Inf" : decimal(Counters::turn_bounds.at(i))), sum,
                   "_bucket");
    }
    out.sample("", counters.turns_took.count(), "_sum").sample("", sum, "_count");
}

void write_process(MetricsWriter& out, const protocol::DaemonFacts& facts) {
    const ProcessFacts process = process_facts();
    out.gauge("calld_build_info", "1; the version is in the label.")
        .sample(label("version", facts.version), std::int64_t{1});
    out.gauge("calld_uptime_seconds", "Since calld started.").sample("", seconds(facts.uptime));
    out.counter("process_cpu_seconds_total", "Processor time, user and system.")
        .sample("", process.cpu_seconds);
    out.gauge("process_resident_memory_bytes", "Resident memory.")
        .sample("", process.resident_bytes);
    out.gauge("process_open_fds", "Open descriptors.").sample("", process.open_descriptors);
    out.gauge("process_max_fds", "Descriptors that may be open.")
        .sample("", process.most_descriptors);
}

}  // namespace

std::string metrics_text(const StatusReply& status, const protocol::DaemonFacts& facts,
                         const Counters& counters, const Gauges& gauges) {
    std::string text;
    MetricsWriter out{text};
    write_state(out, status);
    write_health(out, status);
    write_work(out, counters);
    write_turns(out, counters);
    out.gauge("calld_connections", "Open connections.").sample("", std::uint64_t{gauges.sessions});
    out.gauge("calld_watchers", "Connections that follow events.")
        .sample("", std::uint64_t{gauges.watchers});
    out.counter("calld_connections_total", "Connections taken since calld started.")
        .sample("", counters.connections);
    out.counter("calld_connections_refused_total", "Connections past the limit, turned away.")
        .sample("", counters.connections_refused);
    write_process(out, facts);
    return text;
}

}  // namespace calls::daemon
