#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <boost/container/small_vector.hpp>

#include "core/model/reply.h"
#include "core/protocol/encode.h"
#include "core/protocol/rpc.h"

namespace calls::daemon {

// The answers of one connection, sent in the order of the requests, whenever they become ready. An
// array of requests is one answer, ready when all of its requests are.
class ReplyQueue {
  public:
    // Opens the answer to a message. Each of its requests has a number, rising from the one that
    // this gives.
    std::uint64_t open(const protocol::Message& message);

    // The answer to one request; for a notification nothing is sent. Results go in as JSON text.
    void answer(std::uint64_t number, const model::Reply& reply,
                const protocol::DaemonFacts& facts);
    void answer_result(std::uint64_t number, std::string_view result);
    void answer_fault(std::uint64_t number, const protocol::Fault& fault);
    void answer_refusal(std::uint64_t number, const model::Refusal& refusal);

    // Answered, but nobody will take it.
    void drop(std::uint64_t number) { find(number); }

    // Moves what can be sent to `out`, a line an answer. True if anything was moved.
    bool take_ready(std::string& out);

    [[nodiscard]] std::size_t unanswered() const { return unanswered_; }
    // Whether the answer to this request has been moved out.
    [[nodiscard]] bool sent(std::uint64_t number) const;

  private:
    struct Request {
        std::string id;
        bool silent = false;
        bool answered = false;
        std::string text;
    };
    struct Answer {
        std::uint64_t first = 0;
        bool array = false;
        std::size_t waiting = 0;
        std::size_t bytes = 0;  // of the texts that are there
        boost::container::small_vector<Request, 1> requests;
    };

    struct Place {
        Answer& answer;
        Request& request;
    };
    Place find(std::uint64_t number);
    template <class Write>
    void put(std::uint64_t number, const Write& write);
    static void write_array(std::string& out, const Answer& answer);

    std::deque<Answer> answers_;
    std::uint64_t next_ = 0;
    std::size_t unanswered_ = 0;
};

}  // namespace calls::daemon
