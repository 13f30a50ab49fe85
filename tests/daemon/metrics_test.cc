#include "daemon/metrics.h"

#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "core/model/refusal.h"
#include "daemon/metrics_writer.h"

namespace {

using namespace calls;
using daemon::Counters;

struct Told {
    explicit Told(const std::string& text) {
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("# TYPE ")) types.insert(line.substr(7));
            if (line.starts_with("#")) continue;
            const auto blank = line.rfind(' ');
            CHECK(values.emplace(line.substr(0, blank), line.substr(blank + 1)).second);
        }
    }
    std::set<std::string> types;
    std::map<std::string, std::string> values;
};

model::StatusReply status_of(const std::string& storage) {
    model::StatusReply status;
    status.storage = storage;
    return status;
}

Told told(const Counters& counters, const model::StatusReply& status = status_of("ok")) {
    return Told{daemon::metrics_text(status, {.version = "1.2", .settings = {}}, counters,
                                     {.sessions = 3, .watchers = 1})};
}

}  // namespace

TEST_CASE("metrics: what is in progress, and how calld is") {
    model::StatusReply status = status_of("ok");
    status.ringing = 1;
    status.talking = 4;
    status.late = base::Millis{1500};
    const Told ok = told({}, status);
    CHECK(ok.values.at(R"(calld_live_calls{phase="ringing"})") == "1");
    CHECK(ok.values.at(R"(calld_live_calls{phase="talking"})") == "4");
    CHECK(ok.values.at("calld_timer_late_seconds") == "1.5");
    CHECK(ok.values.at("calld_storage_ok") == "1");
    CHECK(ok.values.at("calld_connections") == "3");
    CHECK(ok.values.at(R"(calld_build_info{version="1.2"})") == "1");
    CHECK(ok.types.contains("calld_live_calls gauge"));
    CHECK(ok.types.contains("calld_turn_seconds histogram"));
    CHECK(told({}, status_of("no room")).values.at("calld_storage_ok") == "0");
}

TEST_CASE("metrics: requests by method, answers by result") {
    Counters counters;
    const auto* dial = protocol::find_method("dialWithRtcValue");
    REQUIRE(dial != nullptr);
    counters.asked(*dial);
    counters.asked(*dial);
    counters.answered({.answer = model::PingReply{}});
    counters.answered({.answer = model::refuse(model::RefusalKind::busy, "")});
    counters.failed(protocol::ErrorCode::parse_error);
    counters.failed(protocol::ErrorCode::invalid_params);
    const Told it = told(counters);
    CHECK(it.values.at(R"(calld_requests_total{method="dialWithRtcValue"})") == "2");
    CHECK(it.values.at(R"(calld_requests_total{method="hang"})") == "0");
    CHECK(it.values.at(R"(calld_answers_total{result="ok"})") == "1");
    CHECK(it.values.at(R"(calld_answers_total{result="busy"})") == "1");
    CHECK(it.values.at(R"(calld_answers_total{result="invalid"})") == "2");
    CHECK_FALSE(it.values.contains(R"(calld_answers_total{result="unreachable"})"));
}

TEST_CASE("metrics: what was booked, why calls ended, and what tickets moved") {
    Counters counters;
    model::Event hang;
    hang.kind = model::EventKind::hang;
    hang.rows.call.emplace().hang_reason = model::HangReason::no_funds;
    model::Event ticket;
    ticket.kind = model::EventKind::ticket;
    ticket.rows.ticket.emplace().paid = {100};
    ticket.rows.ticket->earned = {70};
    counters.committed({hang, ticket, ticket});
    const Told it = told(counters);
    CHECK(it.values.at(R"(calld_hangs_total{reason="no-funds"})") == "1");
    CHECK(it.values.at(R"(calld_hangs_total{reason="cancel"})") == "0");
    CHECK(it.values.at(R"(calld_booked_total{kind="ticket"})") == "2");
    CHECK(it.values.at(R"(calld_ticket_coins_total{side="paid"})") == "200");
    CHECK(it.values.at(R"(calld_ticket_coins_total{side="earned"})") == "140");
}

TEST_CASE("metrics: the buckets of a histogram hold all that is smaller") {
    using Seconds = std::chrono::duration<double>;
    Counters counters;
    for (const double took : {0.0004, 0.001, 0.002, 9.0}) counters.turned(Seconds{took});
    const Told it = told(counters);
    CHECK(it.values.at(R"(calld_turn_seconds_bucket{le="0.0005"})") == "1");
    CHECK(it.values.at(R"(calld_turn_seconds_bucket{le="0.001"})") == "2");
    CHECK(it.values.at(R"(calld_turn_seconds_bucket{le="0.0025"})") == "3");
    CHECK(it.values.at(R"(calld_turn_seconds_bucket{le="2.5"})") == "3");
    CHECK(it.values.at(R"(calld_turn_seconds_bucket{le="+Inf"})") == "4");
    CHECK(it.values.at("calld_turn_seconds_count") == "4");
    CHECK(it.values.at("calld_turn_seconds_sum") == daemon::decimal(9.0034));
}
