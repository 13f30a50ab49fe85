#include "tests/end_to_end/crash_plan.h"

#include <utility>

namespace tests {

namespace {

constexpr std::int64_t users = 12;
constexpr std::size_t calls_remembered = 16;  // the newest: most of them live

}  // namespace

PlannedRequest CrashPlan::next() {
    const std::int64_t dice = number(100);
    if (calls_.empty() || dice < 12) return dial();
    if (dice < 27) return money();
    if (dice < 65) return of_call();
    if (dice < 78) return counters();
    if (dice < 92) return chat();
    return clock();
}

void CrashPlan::saw_call(const KnownCall& call) {
    if (calls_.size() == calls_remembered) calls_.erase(calls_.begin());
    calls_.push_back(call);
}

PlannedRequest CrashPlan::make(std::string method, json::object params) {
    ++made_;
    if (method != "heartbeat") params["requestId"] = "crash-" + std::to_string(made_);
    return {std::move(method), std::move(params)};
}

PlannedRequest CrashPlan::money() {
    if (number(4) == 0) return make("withdraw", {{"userId", user()}, {"amount", 1 + number(500)}});
    return make("deposit", {{"userId", user()}, {"amount", 1 + number(3000)}});
}

PlannedRequest CrashPlan::dial() {
    json::object params{
        {"hostUserId", user()}, {"guestUserId", user()}, {"direct", number(2) == 0}};
    if (number(3) > 0) {
        const bool each = number(4) > 0;
        params["mode"] = each ? "EACH" : "ONCE";
        params["price"] = number(200);
        if (each) params["periodMills"] = 1000 * (1 + number(60));
    }
    if (number(3) == 0) params["cmap"] = json::object{{"2", 1}, {"9", number(1000) - 500}};
    return make("dialWithRtcValue", std::move(params));
}

PlannedRequest CrashPlan::of_call() {
    const KnownCall& call = some_call();
    const std::int64_t party = number(2) == 0 ? call.host : call.guest;
    const std::int64_t dice = number(20);
    if (dice < 13) return make("heartbeat", {{"callId", call.id}, {"userId", party}});
    if (dice < 16) return make("idal", {{"callId", call.id}});
    if (dice < 17) return make("hang", {{"callId", call.id}, {"userId", party}});
    if (dice < 19) {
        return make("ticketByResourceId", {{"userId", call.guest},
                                           {"provideUserId", call.host},
                                           {"resourceId", "call-" + std::to_string(call.id)},
                                           {"free", number(5) == 0}});
    }
    return make("publishServer", {{"userId", call.host},
                                  {"resourceId", "call-" + std::to_string(call.id)},
                                  {"moduleEnum", "CALL"},
                                  {"mode", "EACH"},
                                  {"periodMills", 20000},
                                  {"price", 30}});
}

PlannedRequest CrashPlan::counters() {
    const std::int64_t call = some_call().id;
    const std::string index = std::to_string(2 + number(8));
    return make(number(2) == 0 ? "updateCounts" : "incrCounts",
                {{"callId", call}, {"indexAndCount", json::object{{index, number(100) - 20}}}});
}

PlannedRequest CrashPlan::chat() {
    const std::int64_t host = 1 + number(3);
    const std::string resource = "album-" + std::to_string(number(3));
    const bool each = host == 2;  // so that the same offer always has the same terms
    if (number(4) == 0) {
        return make("publishServer", {{"userId", host},
                                      {"resourceId", resource},
                                      {"moduleEnum", "CHAT"},
                                      {"mode", each ? "EACH" : "ONCE"},
                                      {"periodMills", each ? 30000 : 0},
                                      {"price", 50}});
    }
    return make("ticketByResourceId", {{"userId", user()},
                                       {"provideUserId", host},
                                       {"resourceId", resource},
                                       {"free", number(6) == 0}});
}

PlannedRequest CrashPlan::clock() {
    json::array alive;
    for (const KnownCall& call : calls_) {
        if (number(2) == 0) alive.emplace_back(call.id);
    }
    json::object params{{"advance", number(20000)}};
    if (!alive.empty()) params["keepAlive"] = std::move(alive);
    return make("clock", std::move(params));
}

std::int64_t CrashPlan::user() {
    return 1 + number(users);
}

const KnownCall& CrashPlan::some_call() {
    return calls_[static_cast<std::size_t>(number(static_cast<std::int64_t>(calls_.size())))];
}

}  // namespace tests
