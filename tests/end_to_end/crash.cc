#include "tests/end_to_end/crash.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "tests/end_to_end/crash_plan.h"
#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

namespace tests {

namespace {

constexpr std::int64_t burst_max = 40;
constexpr std::size_t pipelined_max = 500;
constexpr std::size_t faults_max = 20;

constexpr std::array call_times{"idalTime", "heloTime", "ehloTime", "hangTime"};

struct Acknowledged {
    PlannedRequest request;
    json::value result;
};

// The rows of all pages of a listing.
json::array all_pages(Connection& connection, const char* method, const char* rows) {
    json::array all;
    json::value after = 0;
    while (!after.is_null()) {
        json::value page = connection.call(method, {{"after", after}, {"limit", 10000}});
        for (auto& row : page.at(rows).as_array()) all.push_back(std::move(row));
        after = page.at("next");
    }
    return all;
}

class CrashRun {
  public:
    explicit CrashRun(const CrashSettings& settings)
        : settings_(settings),
          plan_(settings.seed),
          daemon_(options()),
          client_(daemon_.connect()) {
        for (std::int64_t i = 0; i < settings.kills; ++i) {
            kill_points_.insert(plan_.number(settings.commands));
        }
    }

    CrashOutcome run() {
        for (std::int64_t sent = 0; sent < settings_.commands;) {
            const auto burst = std::min(1 + plan_.number(burst_max), settings_.commands - sent);
            send_burst(burst);
            const auto kill = kill_points_.lower_bound(sent);
            sent += burst;
            if (kill != kill_points_.end() && *kill < sent) {
                crash_and_check();
            } else {
                read_replies(unanswered_.size());
            }
        }
        crash_and_check();
        return std::move(outcome_);
    }

  private:
    static std::vector<std::string> options() {
        return {"--db", "calld.db", "--host-share", "70", "--ring-timeout", "40s"};
    }

    void send_burst(std::int64_t size) {
        Pipeline pipeline(client_);
        for (std::int64_t i = 0; i < size; ++i) {
            unanswered_.push_back(plan_.next());
            pipeline.queue(unanswered_.back().method, unanswered_.back().params);
        }
        pipeline.flush();
    }

    void read_replies(std::size_t count) {
        for (; count > 0; --count) {
            const auto line = client_.read_line();
            if (!line) throw NoConnection("calld closed:\n" + daemon_.log());
            const PlannedRequest request = std::move(unanswered_.front());
            unanswered_.pop_front();
            take_reply(request, json::parse(*line).as_object());
        }
    }

    void take_reply(const PlannedRequest& request, const json::object& reply) {
        const auto* result = reply.if_contains("result");
        if (result == nullptr) {
            ++outcome_.refused;
            const auto code = reply.at("error").at("code").as_int64();
            if (code < 4 || code > 9) {
                if (code != -32602) fault("an odd refusal", request, reply);
            }
            return;
        }
        ++outcome_.granted;
        note_call(*result);
        if (request.method == "clock") clock_ = std::max(clock_, result->at("now").as_int64());
        if (request.method != "heartbeat") acknowledged_.push_back({request, *result});
    }

    // The times of a call that a reply has shown: they never go away again.
    void note_call(const json::value& result) {
        const auto& object = result.as_object();
        if (!object.contains("dialTime")) return;
        const auto call = object.at("callId").as_int64();
        if (!times_.contains(call)) {
            plan_.saw_call(
                {call, object.at("hostUserId").as_int64(), object.at("guestUserId").as_int64()});
        }
        for (std::size_t i = 0; i < call_times.size(); ++i) {
            const auto time = object.at(call_times[i]).as_int64();
            if (time != 0) times_[call][i] = time;
        }
    }

    // Half of the time with everything answered, and then the accounts must be the very same.
    void crash_and_check() {
        const bool quiet = plan_.number(2) == 0;
        const auto waiting = static_cast<std::int64_t>(unanswered_.size());
        read_replies(static_cast<std::size_t>(quiet ? waiting : plan_.number(waiting + 1)));
        json::array accounts;
        if (unanswered_.empty()) accounts = all_pages(client_, "accounts", "accounts");
        daemon_.kill9();
        ++outcome_.kills;
        daemon_.start();
        client_ = daemon_.connect();
        if (unanswered_.empty() && accounts != all_pages(client_, "accounts", "accounts")) {
            fault("accounts changed by a kill", {}, {});
        }
        check_audit();
        check_clock();
        check_acknowledged();
        check_calls();
        ask_unanswered_again();
        check_audit();
        check_books();
    }

    void check_audit() {
        const json::object reply = client_.request("audit");
        if (!reply.contains("result") || reply.at("result").at("ok") != true) {
            fault("audit", {}, reply);
        }
    }

    void check_clock() {
        const auto now = client_.call("clock").at("now").as_int64();
        if (now < clock_) fault("the clock went back to " + std::to_string(now), {}, {});
    }

    void check_acknowledged() {
        for (std::size_t from = 0; from < acknowledged_.size(); from += pipelined_max) {
            const auto to = std::min(from + pipelined_max, acknowledged_.size());
            Pipeline pipeline(client_);
            for (auto i = from; i < to; ++i) {
                pipeline.queue(acknowledged_[i].request.method, acknowledged_[i].request.params);
            }
            pipeline.flush();
            for (auto i = from; i < to; ++i) check_same(acknowledged_[i], pipeline.read());
        }
        outcome_.asked_again += static_cast<std::int64_t>(acknowledged_.size());
    }

    void check_same(const Acknowledged& before, const json::object& reply) {
        const auto* result = reply.if_contains("result");
        if (result == nullptr) return fault("an outcome was lost", before.request, reply);
        json::object now = result->as_object();
        json::object then = before.result.as_object();
        const bool replayed = now["replayed"] == json::value(true);
        now.erase("replayed");
        then.erase("replayed");
        if (!replayed || now != then) {
            fault("an outcome changed from " + json::serialize(then), before.request, reply);
        }
    }

    void check_calls() {
        for (const auto& [call, times] : times_) {
            const json::object reply = client_.request("getCall", {{"callId", call}});
            const auto* found = reply.if_contains("result");
            for (std::size_t i = 0; i < times.size(); ++i) {
                if (times[i] == 0) continue;
                if (found == nullptr || found->at(call_times[i]).as_int64() != times[i]) {
                    fault(std::string("a call lost its ") + call_times[i], {}, reply);
                }
            }
        }
    }

    void ask_unanswered_again() {
        outcome_.unanswered += static_cast<std::int64_t>(unanswered_.size());
        while (!unanswered_.empty()) {
            const PlannedRequest request = std::move(unanswered_.front());
            unanswered_.pop_front();
            take_reply(request, client_.request(request.method, request.params));
        }
    }

    // Every balance is what the ledger adds up to, and they add up to nothing.
    void check_books() {
        std::map<std::int64_t, std::int64_t> balances;
        std::set<std::int64_t> entries;
        for (const auto& entry : all_pages(client_, "ledger", "entries")) {
            const auto amount = entry.at("amount").as_int64();
            balances[entry.at("debitUserId").as_int64()] -= amount;
            balances[entry.at("creditUserId").as_int64()] += amount;
            entries.insert(entry.at("entryId").as_int64());
        }
        for (const auto& account : all_pages(client_, "accounts", "accounts")) {
            const auto user = account.at("userId").as_int64();
            if (account.at("balance").as_int64() != balances[user]) {
                fault("a balance and its entries differ", {}, account.as_object());
            }
        }
        for (const auto& known : acknowledged_) {
            const auto* entry = known.result.as_object().if_contains("entryId");
            if (entry != nullptr && !entries.contains(entry->as_int64())) {
                fault("an entry is gone", known.request, {});
            }
        }
    }

    void fault(const std::string& what, const PlannedRequest& request, const json::object& reply) {
        if (outcome_.faults.size() >= faults_max) return;
        outcome_.faults.push_back("after kill " + std::to_string(outcome_.kills) + ": " + what +
                                  ": " + request.method + " " + json::serialize(request.params) +
                                  " -> " + json::serialize(reply));
    }

    CrashSettings settings_;
    CrashPlan plan_;
    std::set<std::int64_t> kill_points_;  // numbers of commands
    Daemon daemon_;
    Connection client_;
    std::deque<PlannedRequest> unanswered_;
    std::vector<Acknowledged> acknowledged_;
    std::map<std::int64_t, std::array<std::int64_t, call_times.size()>> times_;
    std::int64_t clock_ = 0;
    CrashOutcome outcome_;
};

}  // namespace

CrashOutcome crash(const CrashSettings& settings) {
    return CrashRun(settings).run();
}

}  // namespace tests
