#include "tests/fire/life.h"

#include <thread>
#include <utility>

namespace tests {

namespace {

constexpr std::int64_t begin = 1'800'000'000'000;  // any time later than the store's
constexpr std::int64_t host = 1;
constexpr std::int64_t guest = 2;

json::object without_replay(json::object result) {
    result.erase("replayed");
    return result;
}

}  // namespace

Life::Life() {
    const json::array alive{1};
    add("clock", {{"set", begin}});
    add("deposit", {{"userId", guest}, {"amount", 1000}});
    add("publishServer", {{"userId", 3},
                          {"resourceId", "album"},
                          {"moduleEnum", "CHAT"},
                          {"mode", "ONCE"},
                          {"periodMills", 0},
                          {"price", 50}});
    add("ticketByResourceId", {{"userId", guest}, {"provideUserId", 3}, {"resourceId", "album"}});
    add("dialWithRtcValue", {{"hostUserId", host},
                             {"guestUserId", guest},
                             {"direct", false},
                             {"cmap", {{"3", 7}}},
                             {"mode", "EACH"},
                             {"periodMills", 60'000},
                             {"price", 10}});
    add("clock", {{"set", begin + 2'000}});
    add("heartbeat", {{"callId", 1}, {"userId", host}});
    add("heartbeat", {{"callId", 1}, {"userId", guest}});
    add("clock", {{"set", begin + 70'000}, {"keepAlive", alive}});
    add("ticketByResourceId",
        {{"userId", guest}, {"provideUserId", host}, {"resourceId", "call-1"}});
    add("incrCounts", {{"callId", 1}, {"indexAndCount", {{"3", 5}}}});
    add("heartbeat", {{"callId", 1}, {"userId", guest}});
    add("heartbeat", {{"callId", 1}, {"userId", host}});
    add("clock", {{"set", begin + 190'000}, {"keepAlive", alive}});
    add("hang", {{"callId", 1}, {"userId", guest}});
    add("withdraw", {{"userId", host}, {"amount", 5}});
    add("dialWithRtcValue", {{"hostUserId", 4}, {"guestUserId", guest}, {"direct", true}});
    add("clock", {{"set", begin + 300'000}});
}

void Life::add(std::string method, json::object params) {
    if (method != "heartbeat") params["requestId"] = "life-" + std::to_string(steps_.size());
    steps_.push_back({std::move(method), std::move(params)});
}

json::object Life::ask(Connection& connection, const Step& step) const {
    return connection.request(step.method, step.params);
}

bool Life::go_on(Connection& connection, std::chrono::milliseconds patience) {
    Deadline deadline(patience);
    try {
        while (acknowledged_.size() < steps_.size()) {
            const json::object reply = ask(connection, steps_[acknowledged_.size()]);
            if (const auto* result = reply.if_contains("result")) {
                acknowledged_.push_back(result->as_object());
                deadline = Deadline(patience);
            } else if (deadline.passed()) {
                return false;
            } else {
                // Nothing tells a client when to ask again but its own patience.
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        }
        connection.call("audit");
        return true;
    } catch (const TooLate&) {
        throw;
    } catch (const std::runtime_error&) {  // gone, or refused for good
        return false;
    }
}

std::vector<std::string> Life::lost(Connection& connection) const {
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < acknowledged_.size(); ++i) {
        if (steps_[i].method == "heartbeat") continue;
        const json::object reply = ask(connection, steps_[i]);
        const auto* result = reply.if_contains("result");
        const bool same = result != nullptr && result->as_object().contains("replayed") &&
                          without_replay(result->as_object()) == without_replay(acknowledged_[i]);
        if (!same) {
            faults.push_back(steps_[i].method + " was answered " +
                             json::serialize(acknowledged_[i]) + ", and now " +
                             json::serialize(reply));
        }
    }
    return faults;
}

std::string Life::outcome(Connection& connection) {
    std::string all = json::serialize(connection.call("accounts"));
    const json::value records = connection.call("records");
    for (const auto& call : records.at("calls").as_array()) {
        for (const char* field : {"callId", "dialTime", "heloTime", "ehloTime", "hangTime",
                                  "hangReason", "value", "tickets", "paid", "earned"}) {
            all += ' ' + json::serialize(call.at(field));
        }
    }
    const auto entries = connection.call("ledger").at("entries").as_array().size();
    return all + ", entries " + std::to_string(entries);
}

}  // namespace tests
