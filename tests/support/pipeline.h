#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "tests/support/connection.h"

// Many requests on one connection without waiting for each: queue them, then read the replies in
// the same order. The connection must outlive it.

namespace tests {

class Pipeline {
  public:
    explicit Pipeline(Connection& connection) : connection_(connection) {}

    void queue(std::string_view method, const json::value& params) {
        queued_ += connection_.make_request(method, params) + '\n';
        ++unanswered_;
    }
    void flush() {
        connection_.send(queued_);
        queued_.clear();
    }
    [[nodiscard]] std::size_t unanswered() const { return unanswered_; }

    // The next reply, whole.
    json::object read() {
        const auto line = connection_.read_line();
        if (!line) throw NoConnection("calld closed instead of answering");
        --unanswered_;
        return json::parse(*line).as_object();
    }

  private:
    Connection& connection_;
    std::string queued_;
    std::size_t unanswered_ = 0;
};

}  // namespace tests
