#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "tests/support/connection.h"

// One of many clients: users and calls of its own, commands in bursts, and what it knows of them.
// Since nobody else touches its users, it can say to the coin what they must have.

namespace tests {

class Lane {
  public:
    Lane(std::int64_t number, std::uint64_t seed);

    // Sends a burst of new commands; forgets nothing that is unanswered.
    void send_burst(Connection& connection);
    // Takes the replies that are there, without waiting for more. False once the peer is gone.
    bool take_replies(Connection& connection);
    [[nodiscard]] bool idle() const { return unanswered_.empty(); }

    // After a restart: what was acknowledged since the last settle() must be answered the same,
    // what was not is asked again, twice, and must have had one effect. Says what is not so.
    void settle(Connection& connection, std::vector<std::string>& faults);

    [[nodiscard]] std::int64_t granted() const { return granted_; }
    [[nodiscard]] std::int64_t asked_again() const { return asked_again_; }

  private:
    struct Sent {
        std::string method;
        json::object params;
    };
    struct Known {
        Sent sent;
        json::object result;
    };

    Sent next();
    Sent dial_or_hang();
    Sent offer_or_ticket();
    void take(const Sent& sent, const json::object& reply, std::vector<std::string>& faults);
    void note(const Sent& sent, const json::object& result);
    void ask_again(Connection& connection, std::vector<std::string>& faults);
    void check_books(Connection& connection, std::vector<std::string>& faults) const;
    std::int64_t number(std::int64_t below) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
    }

    // Fixed.
    std::int64_t lane_;
    std::int64_t host_;
    std::int64_t guest_;

    // What was acknowledged adds up to this.
    std::map<std::int64_t, std::int64_t> balances_;
    std::map<std::int64_t, std::int64_t> counters_;  // by call
    std::int64_t call_ = 0;                          // the newest
    std::set<std::string> offers_;

    std::mt19937_64 random_;
    std::int64_t made_ = 0;
    std::vector<Sent> unanswered_;  // in the order sent
    std::vector<Known> fresh_;      // acknowledged since the last settle()
    std::vector<std::string> odd_;  // replies that should not have come
    std::int64_t granted_ = 0;
    std::int64_t asked_again_ = 0;
};

}  // namespace tests
