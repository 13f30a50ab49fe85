#include "tests/fire/lane.h"

#include <utility>

#include "tests/support/pipeline.h"

namespace tests {

namespace {

constexpr std::int64_t burst_max = 12;

json::object without_replay(json::object result) {
    result.erase("replayed");
    return result;
}

}  // namespace

Lane::Lane(std::int64_t number, std::uint64_t seed)
    : lane_(number), host_(1000 + 2 * number), guest_(host_ + 1), random_(seed) {}

Lane::Sent Lane::next() {
    Sent sent;
    const std::int64_t dice = number(100);
    if (dice < 35) {
        sent = {"deposit", {{"userId", host_}, {"amount", 1 + number(100)}}};
    } else if (dice < 50) {
        sent = {"withdraw", {{"userId", host_}, {"amount", 1 + number(30)}}};
    } else if (dice < 65) {
        sent = offer_or_ticket();
    } else if (dice < 80 || call_ == 0) {
        sent = dial_or_hang();
    } else {
        sent = {"incrCounts", {{"callId", call_}, {"indexAndCount", {{"3", 1}}}}};
    }
    sent.params["requestId"] = "lane-" + std::to_string(lane_) + "-" + std::to_string(++made_);
    return sent;
}

Lane::Sent Lane::dial_or_hang() {
    if (call_ != 0 && number(2) == 0) return {"hang", {{"callId", call_}}};
    return {"dialWithRtcValue",
            {{"hostUserId", host_}, {"guestUserId", guest_}, {"direct", false}}};
}

Lane::Sent Lane::offer_or_ticket() {
    const std::string resource = "album-" + std::to_string(number(50));
    if (offers_.contains(resource)) {
        return {"ticketByResourceId",
                {{"userId", host_}, {"provideUserId", guest_}, {"resourceId", resource}}};
    }
    return {"publishServer",
            {{"userId", guest_},
             {"resourceId", resource},
             {"moduleEnum", "CHAT"},
             {"mode", "ONCE"},
             {"periodMills", 0},
             {"price", 3}}};
}

void Lane::send_burst(Connection& connection) {
    Pipeline pipeline(connection);
    for (std::int64_t i = 1 + number(burst_max); i > 0; --i) {
        unanswered_.push_back(next());
        pipeline.queue(unanswered_.back().method, unanswered_.back().params);
    }
    pipeline.flush();
}

bool Lane::take_replies(Connection& connection) {
    while (!unanswered_.empty() && connection.readable(0)) {
        const auto line = connection.read_line();
        if (!line) return false;
        const Sent sent = std::move(unanswered_.front());
        unanswered_.erase(unanswered_.begin());
        take(sent, json::parse(*line).as_object(), odd_);
    }
    return true;
}

// Refused is refused: busy, ended, poor. A refusal has no effect and is not kept.
void Lane::take(const Sent& sent, const json::object& reply, std::vector<std::string>& faults) {
    if (const auto* result = reply.if_contains("result")) {
        note(sent, result->as_object());
        fresh_.push_back({sent, result->as_object()});
        ++granted_;
        return;
    }
    const auto code = reply.at("error").at("code").as_int64();
    if (code < 4 || code > 9) {
        faults.push_back("an odd refusal of " + sent.method + ": " + json::serialize(reply));
    }
}

void Lane::note(const Sent& sent, const json::object& result) {
    const auto amount = [&] { return sent.params.at("amount").as_int64(); };
    if (sent.method == "deposit") {
        balances_[host_] += amount();
    } else if (sent.method == "withdraw") {
        balances_[host_] -= amount();
    } else if (sent.method == "ticketByResourceId") {
        balances_[host_] -= result.at("charged").as_int64();
        balances_[guest_] += result.at("charged").as_int64();
    } else if (sent.method == "publishServer") {
        offers_.insert(std::string(result.at("resourceId").as_string()));
    } else if (sent.method == "dialWithRtcValue") {
        call_ = result.at("callId").as_int64();
    } else if (sent.method == "incrCounts") {
        ++counters_[result.at("callId").as_int64()];
    }
}

void Lane::settle(Connection& connection, std::vector<std::string>& faults) {
    ask_again(connection, faults);
    Pipeline pipeline(connection);
    const std::vector<Sent> unanswered = std::exchange(unanswered_, {});
    for (const Sent& sent : unanswered) pipeline.queue(sent.method, sent.params);
    pipeline.flush();
    for (const Sent& sent : unanswered) take(sent, pipeline.read(), faults);
    asked_again_ += static_cast<std::int64_t>(unanswered.size());
    ask_again(connection, faults);
    check_books(connection, faults);
    faults.insert(faults.end(), odd_.begin(), odd_.end());
    odd_.clear();
}

void Lane::ask_again(Connection& connection, std::vector<std::string>& faults) {
    Pipeline pipeline(connection);
    const std::vector<Known> all = std::exchange(fresh_, {});
    for (const Known& known : all) pipeline.queue(known.sent.method, known.sent.params);
    pipeline.flush();
    for (const Known& known : all) {
        const json::object reply = pipeline.read();
        const auto* result = reply.if_contains("result");
        if (result != nullptr && result->as_object().contains("replayed") &&
            without_replay(result->as_object()) == without_replay(known.result)) {
            continue;
        }
        faults.push_back(known.sent.method + " " + json::serialize(known.sent.params) +
                         " was answered " + json::serialize(known.result) + ", and now " +
                         json::serialize(reply));
    }
}

void Lane::check_books(Connection& connection, std::vector<std::string>& faults) const {
    const auto differs = [&](const std::string& what, const json::value& is, std::int64_t wanted) {
        if (is.as_int64() == wanted) return;
        faults.push_back("lane " + std::to_string(lane_) + ": " + what + " is " +
                         json::serialize(is) + " where what was acknowledged makes " +
                         std::to_string(wanted));
    };
    Pipeline pipeline(connection);
    for (const auto& [user, balance] : balances_) pipeline.queue("account", {{"userId", user}});
    for (const auto& [call, count] : counters_) pipeline.queue("getCall", {{"callId", call}});
    pipeline.flush();
    for (const auto& [user, balance] : balances_)
        differs("a balance", pipeline.read().at("result").at("balance"), balance);
    for (const auto& [call, count] : counters_)
        differs("a counter", pipeline.read().at("result").at("value").at(2), count);
}

}  // namespace tests
