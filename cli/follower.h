#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "cli/context.h"
#include "cli/deadline.h"

// Follows calld's events, through restarts of calld, without losing one and without showing one
// twice: after each loss it subscribes behind the last event it has. Where calld has not come that
// far, as when an older backup was put back, that is a conflict.

namespace calls::cli {

struct EventFilter {
    std::optional<std::int64_t> call;
    std::optional<std::int64_t> user;
    std::vector<std::string> kinds;  // empty: all

    // As calld applies it.
    [[nodiscard]] bool matches(const boost::json::object& event) const;
};

class Follower {
  public:
    // The context outlives it. The filter is calld's to apply.
    Follower(Context& context, EventFilter filter);

    // One of these first; neither position: from now on. Throws where calld cannot be reached.
    void start_after(std::int64_t event);
    void start_since(Instant time);
    void start_now();

    // The next event; none when the deadline passed. A lost connection is made anew.
    std::optional<boost::json::object> next(const Deadline& deadline);

    // An event has come already and waits to be taken.
    bool has_next();

    // Of the last event taken, or before the first that will come.
    [[nodiscard]] std::int64_t position() const { return position_.value_or(0); }

  private:
    void subscribe();
    void come_back(const Failure& why, const Deadline& deadline);

    Context& context_;
    EventFilter filter_;
    std::optional<std::int64_t> position_;
    std::optional<Instant> since_;
};

}  // namespace calls::cli
