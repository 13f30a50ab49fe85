#include "tests/fire/kills.h"

#include <algorithm>
#include <csignal>
#include <random>

#include "tests/fire/lane.h"
#include "tests/fire/victim.h"

namespace tests {

namespace {

using std::chrono::microseconds;

// A store grows with each cycle, and so does its audit: then a new one.
constexpr std::int64_t cycles_a_store = 40;
constexpr std::uint64_t load_max_us = 25'000;
constexpr std::uint64_t start_max_us = 30'000;
constexpr std::size_t faults_max = 20;

class KillRun {
  public:
    KillRun(std::int64_t clients, std::uint64_t seed) : random_(seed) {
        for (std::int64_t i = 0; i < clients; ++i) lanes_.emplace_back(i, random_());
        start();
    }

    void cycle(KillOutcome& outcome) {
        load_for(microseconds(random_() % load_max_us));
        kill(outcome);
        for (std::size_t i = 0; i < lanes_.size(); ++i) lanes_[i].take_replies(connections_[i]);
        connections_.clear();
        if (random_() % 4 == 0) kill_at_start(outcome);
        start();
        audit(outcome);
        for (std::size_t i = 0; i < lanes_.size(); ++i)
            lanes_[i].settle(connections_[i], outcome.faults);
        audit(outcome);
    }

    void add_to(KillOutcome& outcome) const {
        for (const Lane& lane : lanes_) {
            outcome.granted += lane.granted();
            outcome.asked_again += lane.asked_again();
        }
    }

  private:
    void start() {
        if (!victim_.start()) throw std::runtime_error("no start after a kill:\n" + victim_.log());
        for (std::size_t i = 0; i < lanes_.size(); ++i) connections_.push_back(victim_.connect());
    }

    void kill(KillOutcome& outcome) {
        victim_.signal(SIGKILL);
        victim_.end();
        ++outcome.kills;
    }

    void load_for(microseconds time) {
        const auto end = Deadline::Clock::now() + time;
        do {
            for (std::size_t i = 0; i < lanes_.size(); ++i) {
                if (lanes_[i].idle()) lanes_[i].send_burst(connections_[i]);
                if (!lanes_[i].take_replies(connections_[i]))
                    throw std::runtime_error("calld closed:\n" + victim_.log());
            }
        } while (Deadline::Clock::now() < end);
    }

    void kill_at_start(KillOutcome& outcome) {
        Process starting(victim_.spawn());
        const auto end = Deadline::Clock::now() + microseconds(random_() % start_max_us);
        const FileDescriptor watch = watch_process(starting.pid());
        while (Deadline::Clock::now() < end) ended_within(watch, 1);
        starting.signal(SIGKILL);
        starting.wait();
        ++outcome.kills;
    }

    void audit(KillOutcome& outcome) {
        const json::value report = connections_[0].call("audit");
        if (report.at("ok") != true) outcome.faults.push_back(json::serialize(report));
    }

    std::mt19937_64 random_;
    Victim victim_;
    std::vector<Lane> lanes_;
    std::vector<Connection> connections_;
};

}  // namespace

KillOutcome kill_often(const KillSettings& settings,
                       const std::function<void(std::int64_t)>& each) {
    KillOutcome outcome;
    for (std::int64_t done = 0; done < settings.cycles && outcome.faults.size() < faults_max;) {
        KillRun run(settings.clients, settings.seed + static_cast<std::uint64_t>(done));
        const std::int64_t until = std::min(done + cycles_a_store, settings.cycles);
        for (; done < until && outcome.faults.empty(); ++done) {
            run.cycle(outcome);
            if (each) each(done + 1);
        }
        run.add_to(outcome);
        if (!outcome.faults.empty()) break;
    }
    return outcome;
}

}  // namespace tests
