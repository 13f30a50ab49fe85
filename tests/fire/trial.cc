#include "tests/fire/trial.h"

#include <csignal>
#include <set>

#include "tests/fire/life.h"
#include "tests/fire/victim.h"

namespace tests {

namespace {

// Longer than a full disk takes to be noticed as free again.
constexpr std::chrono::milliseconds patience{2500};

std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

// What a life comes to that nothing disturbs.
const std::string& undisturbed() {
    static const std::string outcome = [] {
        Victim victim;
        Life life;
        if (!victim.start()) throw std::runtime_error("calld does not start:\n" + victim.log());
        Connection connection = victim.connect();
        if (!life.go_on(connection, patience)) throw std::runtime_error("a life was not granted");
        return Life::outcome(connection);
    }();
    return outcome;
}

void live_under(Victim& victim, Life& life, TrialOutcome& outcome) {
    try {
        Connection connection = victim.connect();
        life.go_on(connection, patience);
    } catch (const NoConnection&) {  // it died between
    } catch (const TooLate& late) {
        outcome.faults.emplace_back(late.what());
        victim.signal(SIGKILL);
    }
    victim.signal(SIGTERM);
    outcome.status = victim.end();
}

// 0, or a status of its own with a word about it: no signal, and no silent end.
void judge_end(const Injection& injection, const std::string& log, TrialOutcome& outcome) {
    const std::set<int> sensible = injection.what.starts_with("signal=")
                                       ? std::set<int>{0, 128 + SIGKILL}
                                       : std::set<int>{0, 1, 65, 74, 127};
    if (!sensible.contains(outcome.status))
        outcome.faults.push_back("ended with " + std::to_string(outcome.status) + ":\n" + log);
    if (outcome.status != 0 && outcome.status < 128 && log.empty())
        outcome.faults.push_back("ended without a word");
}

void settle(Victim& victim, Life& life, TrialOutcome& outcome) {
    if (!victim.start()) {
        outcome.faults.push_back("does not start again:\n" + victim.log());
        return;
    }
    Connection connection = victim.connect();
    const auto audit = connection.call("audit");
    if (audit.at("ok") != true) outcome.faults.push_back(json::serialize(audit));
    auto lost = life.lost(connection);
    outcome.faults.insert(outcome.faults.end(), lost.begin(), lost.end());
    if (!life.go_on(connection, patience)) outcome.faults.push_back("the rest is not granted");
    lost = life.lost(connection);
    outcome.faults.insert(outcome.faults.end(), lost.begin(), lost.end());
    const std::string came_to = Life::outcome(connection);
    if (came_to != undisturbed())
        outcome.faults.push_back("came to\n" + came_to + " and not to\n" + undisturbed());
    if (connection.call("audit").at("ok") != true) outcome.faults.push_back("the last audit");
    if (victim.terminate() != 0) outcome.faults.push_back("no clean stop:\n" + victim.log());
}

}  // namespace

TrialOutcome try_out(const Injection& injection) {
    undisturbed();
    TrialOutcome outcome;
    Victim victim;
    Life life;
    const auto trace = victim.folder() / "trace";
    if (victim.start(strace(injection, victim.folder(), trace)))
        live_under(victim, life, outcome);
    else
        outcome.status = victim.end();
    outcome.happened = injected(trace, victim.pid());
    outcome.words = last_line(victim.log());
    judge_end(injection, victim.log(), outcome);
    settle(victim, life, outcome);
    return outcome;
}

}  // namespace tests
