#include "tests/end_to_end/replay.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <queue>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>

#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

namespace tests {

namespace {

// "yyyymmdd hhmm"
std::int64_t seconds_of(const std::string& minute) {
    const auto part = [&](std::size_t from, std::size_t size) {
        return std::stoi(minute.substr(from, size));
    };
    const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(part(4, 2))),
                                          std::chrono::day(static_cast<unsigned>(part(6, 2)))};
    const auto at = std::chrono::sys_days(day) + std::chrono::hours(part(9, 2)) +
                    std::chrono::minutes(part(11, 2));
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

struct HangUp {
    std::int64_t at_s;
    std::int64_t call;
    std::int64_t caller;

    bool operator>(const HangUp& other) const {
        return std::tie(at_s, call) > std::tie(other.at_s, other.call);
    }
};

class Replay {
  public:
    explicit Replay(Connection& connection) : pipeline_(connection) {}

    ReplayTotals run(const std::vector<RecordedCall>& calls) {
        for (const RecordedCall& call : calls) {
            hang_up_until(call.start_s);
            dial(call);
        }
        hang_up_until(INT64_MAX);
        pipeline_.flush();
        read_replies();
        return totals_;
    }

  private:
    void dial(const RecordedCall& call) {
        move_clock(call.start_s);
        pipeline_.queue("dialWithRtcValue", {{"hostUserId", call.to},
                                             {"guestUserId", call.from},
                                             {"direct", false},
                                             {"mode", "EACH"},
                                             {"periodMills", replay_period_s * 1000},
                                             {"price", replay_price}});
        pipeline_.flush();
        const json::object reply = read_replies();
        if (const auto* error = reply.if_contains("error")) {
            if (error->at("data").at("kind") != "busy") fail(reply);
            ++totals_.busy;
            return;
        }
        ++totals_.accepted;
        const std::int64_t id = reply.at("result").at("callId").as_int64();
        for (const std::int64_t user : {call.to, call.from}) {
            pipeline_.queue("heartbeat", {{"callId", id}, {"userId", user}});
        }
        hang_ups_.push({call.start_s + call.seconds, id, call.from});
    }

    void hang_up_until(std::int64_t now_s) {
        while (!hang_ups_.empty() && hang_ups_.top().at_s <= now_s) {
            const HangUp next = hang_ups_.top();
            hang_ups_.pop();
            move_clock(next.at_s);
            pipeline_.queue("hang", {{"callId", next.call}, {"userId", next.caller}});
        }
    }

    void move_clock(std::int64_t now_s) {
        if (now_s == clock_s_) return;
        clock_s_ = now_s;
        pipeline_.queue("clock", {{"set", now_s * 1000}});
    }

    // All that are outstanding; the last one is returned. What hung up is added up.
    json::object read_replies() {
        json::object reply;
        while (pipeline_.unanswered() > 0) {
            reply = pipeline_.read();
            const auto* result = reply.if_contains("result");
            if (result == nullptr) {
                if (pipeline_.unanswered() > 0) fail(reply);
                break;
            }
            const auto* phase = result->as_object().if_contains("phase");
            if (phase == nullptr || *phase != "ended") continue;
            if (result->at("hangReason") != "hangup") fail(reply);
            totals_.tickets += result->at("tickets").as_int64();
            totals_.coins += result->at("paid").as_int64();
        }
        return reply;
    }

    [[noreturn]] static void fail(const json::object& reply) {
        throw std::runtime_error("not what a replay may meet: " + json::serialize(reply));
    }

    Pipeline pipeline_;
    std::priority_queue<HangUp, std::vector<HangUp>, std::greater<>> hang_ups_;
    std::int64_t clock_s_ = 0;
    ReplayTotals totals_;
};

}  // namespace

std::vector<RecordedCall> read_records(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);  // the header
    std::vector<RecordedCall> calls;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        std::string from, to, start, seconds;
        std::getline(fields, from, ',');
        std::getline(fields, to, ',');
        std::getline(fields, start, ',');
        std::getline(fields, seconds, ',');
        calls.push_back({std::stoll(from) + 1, std::stoll(to) + 1, seconds_of(start),
                         std::max(0LL, std::stoll(seconds))});
    }
    return calls;
}

ReplayTotals expected_totals(const std::vector<RecordedCall>& calls) {
    ReplayTotals totals;
    std::map<std::int64_t, std::int64_t> busy_until_s;
    for (const RecordedCall& call : calls) {
        if (std::max(busy_until_s[call.from], busy_until_s[call.to]) > call.start_s) {
            ++totals.busy;
            continue;
        }
        ++totals.accepted;
        busy_until_s[call.from] = busy_until_s[call.to] = call.start_s + call.seconds;
        totals.tickets +=
            std::max<std::int64_t>(1, (call.seconds + replay_period_s - 1) / replay_period_s);
    }
    totals.coins = totals.tickets * replay_price;
    return totals;
}

ReplayTotals replay(const std::vector<RecordedCall>& calls) {
    if (calls.empty()) return {};
    Daemon daemon({"--start-time", std::to_string(calls.front().start_s * 1000), "--credit-limit",
                   "1000000000", "--heartbeat-timeout", "0"});
    Connection connection = daemon.connect();
    const ReplayTotals totals = Replay(connection).run(calls);
    const json::value audit = connection.call("audit");
    if (audit.at("ok") != true) throw std::runtime_error("audit: " + json::serialize(audit));
    return totals;
}

}  // namespace tests
