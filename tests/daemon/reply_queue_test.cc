#include "daemon/reply_queue.h"

#include <string>

#include <catch2/catch.hpp>

namespace {

using namespace calls;
using calls::daemon::ReplyQueue;

const protocol::DaemonFacts no_facts;

// Requests with the ids 1, 2 …; a 0 is a notification.
protocol::Message message(bool array, const std::vector<int>& ids) {
    protocol::Message message;
    message.array = array;
    for (const int id : ids)
        message.requests.push_back({.id = id == 0 ? "null" : std::to_string(id),
                                    .notification = id == 0,
                                    .what = protocol::Fault{}});
    return message;
}

std::string taken(ReplyQueue& queue) {
    std::string out;
    const bool moved = queue.take_ready(out);
    CHECK(moved != out.empty());
    return out;
}

std::string line(int id, const std::string& result) {
    return R"({"jsonrpc":"2.0","result":)" + result + R"(,"id":)" + std::to_string(id) + "}";
}

}  // namespace

TEST_CASE("replies: leave in the order of the requests, whenever they are ready") {
    ReplyQueue queue;
    const auto first = queue.open(message(false, {1}));
    const auto second = queue.open(message(false, {2}));
    const auto third = queue.open(message(false, {3}));
    CHECK(queue.unanswered() == 3);
    queue.answer_result(third, "3");
    CHECK(taken(queue).empty());
    queue.answer_result(first, "1");
    CHECK(taken(queue) == line(1, "1") + "\n");
    CHECK(queue.sent(first));
    CHECK_FALSE(queue.sent(second));
    CHECK(queue.unanswered() == 1);
    queue.answer_result(second, "2");
    CHECK(taken(queue) == line(2, "2") + "\n" + line(3, "3") + "\n");
    CHECK(queue.sent(third));
    CHECK(queue.unanswered() == 0);
}

TEST_CASE("replies: an array is one answer, in the order of its requests") {
    ReplyQueue queue;
    const auto first = queue.open(message(true, {1, 0, 2}));
    const auto behind = queue.open(message(false, {9}));
    CHECK(behind == first + 3);
    queue.answer_result(behind, "9");
    queue.answer_result(first + 2, "2");
    queue.answer_result(first + 1, "0");
    CHECK(taken(queue).empty());
    queue.answer_result(first, "1");
    CHECK(taken(queue) == "[" + line(1, "1") + "," + line(2, "2") + "]\n" + line(9, "9") + "\n");
}

TEST_CASE("replies: an array of one is an array still") {
    ReplyQueue queue;
    queue.answer_result(queue.open(message(true, {1})), "1");
    CHECK(taken(queue) == "[" + line(1, "1") + "]\n");
}

TEST_CASE("replies: notifications are answered with nothing, alone and in arrays") {
    ReplyQueue queue;
    queue.answer_fault(queue.open(message(false, {0})), {.code = {}, .message = "no"});
    const auto array = queue.open(message(true, {0, 0}));
    CHECK(queue.unanswered() == 2);
    queue.answer_result(array, "1");
    queue.answer_refusal(array + 1, model::refuse(model::RefusalKind::busy, "no"));
    CHECK(taken(queue).empty());
    CHECK(queue.sent(array + 1));
    const auto behind = queue.open(message(false, {5}));
    queue.answer_result(behind, "5");
    CHECK(taken(queue) == line(5, "5") + "\n");
}

TEST_CASE("replies: of every kind") {
    ReplyQueue queue;
    queue.answer(queue.open(message(false, {1})), {.answer = model::PingReply{}}, no_facts);
    CHECK(taken(queue) == line(1, R"({"ok":true})") + "\n");
    queue.answer_refusal(queue.open(message(false, {2})),
                         model::refuse(model::RefusalKind::conflict, "no"));
    CHECK(taken(queue) ==
          R"({"jsonrpc":"2.0","error":{"code":9,"message":"no","data":{"kind":"conflict"}},"id":2})"
          "\n");
    queue.answer_fault(queue.open(message(false, {3})),
                       {.code = protocol::ErrorCode::method_not_found, .message = "no"});
    CHECK(
        taken(queue) ==
        R"({"jsonrpc":"2.0","error":{"code":-32601,"message":"no","data":{"kind":"invalid"}},"id":3})"
        "\n");
}

TEST_CASE("replies: an array's reply has a bound, past which its calls are refused") {
    ReplyQueue queue;
    const std::string large = '"' + std::string(std::size_t{20} << 20, 'x') + '"';
    const auto first = queue.open(message(true, {1, 2, 3, 4, 5}));
    for (std::uint64_t i = 0; i < 5; ++i) queue.answer_result(first + i, i == 4 ? "5" : large);
    const std::string reply = taken(queue);
    CHECK(reply.size() < (std::size_t{64} << 20) + 1000);
    CHECK(reply.find(R"("id":3})") != std::string::npos);
    CHECK(reply.find(R"("code":-32602)") != std::string::npos);
    CHECK(reply.ends_with(line(5, "5") + "]\n"));
}
