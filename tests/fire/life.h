#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "tests/support/connection.h"

// One paid call from the deposit to the hang, with all that writes: the same commands at the same
// times in every run, each with its request id. So what comes out in the end does not depend on the
// crashes on the way, and whoever follows it can compare.

namespace tests {

class Life {
  public:
    Life();

    // Carries out what is left, each command only once the one before it was acknowledged. True if
    // the end was reached; false when the connection died or a command stayed refused for longer
    // than `patience`: the next call begins with that one.
    bool go_on(Connection& connection, std::chrono::milliseconds patience);

    // What was acknowledged and is not any more, in words; empty: all is there, with one effect.
    [[nodiscard]] std::vector<std::string> lost(Connection& connection) const;
    // What somebody else would see of it afterwards: balances, the calls' money, counters.
    [[nodiscard]] static std::string outcome(Connection& connection);

    [[nodiscard]] std::size_t acknowledged() const { return acknowledged_.size(); }

  private:
    struct Step {
        std::string method;
        json::object params;
    };
    void add(std::string method, json::object params);
    [[nodiscard]] json::object ask(Connection& connection, const Step& step) const;

    std::vector<Step> steps_;
    std::vector<json::object> acknowledged_;  // results of the first steps
};

}  // namespace tests
