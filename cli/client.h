#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include <boost/json.hpp>

#include "cli/connection.h"
#include "cli/deadline.h"
#include "cli/failure.h"
#include "cli/request.h"

// JSON-RPC over one connection. Requests are answered in the order sent, so what waits is a queue.
// A handler runs while the client is waiting for whatever else.

namespace calls::cli {

class Client {
  public:
    // The answer: a result, or why there is none (also a connection that died).
    using Answer = std::function<void(boost::json::value result, const Failure* failure)>;

    explicit Client(Connection connection) : connection_(std::move(connection)) {}

    // Sends it behind those before and goes on.
    void submit(const Request& request, const Deadline& deadline, Answer answer);

    // Sends it and waits for its answer. Throws its Failure.
    boost::json::value call(const Request& request, const Deadline& deadline);

    // The next notification; none if the deadline passed. Throws where the connection is lost.
    std::optional<boost::json::object> next_notification(const Deadline& deadline);

    // One has been received already.
    bool has_notification();

    // Lets bytes come and go until something was answered, at most until the deadline. Requests
    // without an answer fail when their own deadline passes or the connection is lost.
    void wait(const Deadline& deadline);
    // For a caller that polls by itself: after the connection handled what was found.
    void dispatch();

    [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
    [[nodiscard]] Deadline next_deadline() const;
    Connection& connection() { return connection_; }
    [[nodiscard]] const Connection& connection() const { return connection_; }

  private:
    struct Waiting {
        std::int64_t id;
        std::size_t end;  // of all bytes queued: where its line ends
        Deadline deadline;
        Answer answer;
    };

    void take(std::string_view line);
    void answer_first(boost::json::object& message);
    void fail_all(const std::string& why);
    [[nodiscard]] Failure no_answer(const Waiting& waiting, const std::string& why) const;

    Connection connection_;
    std::deque<Waiting> waiting_;
    std::deque<boost::json::object> notifications_;
    std::int64_t last_id_ = 0;
    std::size_t queued_bytes_ = 0;
};

}  // namespace calls::cli
