#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <boost/json.hpp>

// Random commands over all that changes something, from a seed: mostly sensible, often refused.

namespace tests {

namespace json = boost::json;

struct PlannedRequest {
    std::string method;
    json::object params;  // with its requestId, heartbeats aside
};

struct KnownCall {
    std::int64_t id;
    std::int64_t host;
    std::int64_t guest;
};

class CrashPlan {
  public:
    explicit CrashPlan(std::uint64_t seed) : random_(seed) {}

    PlannedRequest next();
    void saw_call(const KnownCall& call);

    // 0 to below - 1, the same on every machine.
    std::int64_t number(std::int64_t below) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
    }

  private:
    PlannedRequest make(std::string method, json::object params);
    PlannedRequest money();
    PlannedRequest dial();
    PlannedRequest of_call();
    PlannedRequest counters();
    PlannedRequest chat();
    PlannedRequest clock();
    std::int64_t user();
    const KnownCall& some_call();

    std::mt19937_64 random_;
    std::int64_t made_ = 0;
    std::vector<KnownCall> calls_;
};

}  // namespace tests
