#include "daemon/reply_queue.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/protocol/limits.h"

namespace calls::daemon {

std::uint64_t ReplyQueue::open(const protocol::Message& message) {
    Answer answer;
    answer.first = next_;
    answer.array = message.array;
    answer.waiting = message.requests.size();
    for (const protocol::Request& request : message.requests)
        answer.requests.push_back({.id = request.id, .silent = request.notification, .text = {}});
    next_ += message.requests.size();
    unanswered_ += message.requests.size();
    answers_.push_back(std::move(answer));
    return answers_.back().first;
}

ReplyQueue::Place ReplyQueue::find(std::uint64_t number) {
    const auto after = std::ranges::upper_bound(answers_, number, {}, &Answer::first);
    CHECK(after != answers_.begin());
    Answer& answer = *std::prev(after);
    Request& request = answer.requests.at(number - answer.first);
    CHECK(!request.answered);
    request.answered = true;
    --answer.waiting;
    --unanswered_;
    return {.answer = answer, .request = request};
}

// An array's calls are carried out in their order, so that those past the bound are the last ones.
template <class Write>
void ReplyQueue::put(std::uint64_t number, const Write& write) {
    auto [answer, request] = find(number);
    if (request.silent) return;
    write(request.text, request.id);
    if (answer.array && answer.bytes + request.text.size() > protocol::array_reply_bytes_max) {
        std::string{}.swap(request.text);
        protocol::write_fault(request.text, request.id,
                              {.code = protocol::ErrorCode::invalid_params,
                               .message = "the reply to this array would pass 64 MiB"});
        return;
    }
    answer.bytes += request.text.size();
}

void ReplyQueue::answer(std::uint64_t number, const model::Reply& reply,
                        const protocol::DaemonFacts& facts) {
    put(number, [&](std::string& text, std::string_view id) {
        protocol::write_reply(text, id, reply, facts);
    });
}

void ReplyQueue::answer_result(std::uint64_t number, std::string_view result) {
    put(number,
        [&](std::string& text, std::string_view id) { protocol::write_result(text, id, result); });
}

void ReplyQueue::answer_fault(std::uint64_t number, const protocol::Fault& fault) {
    put(number,
        [&](std::string& text, std::string_view id) { protocol::write_fault(text, id, fault); });
}

void ReplyQueue::answer_refusal(std::uint64_t number, const model::Refusal& refusal) {
    put(number, [&](std::string& text, std::string_view id) {
        protocol::write_refusal(text, id, refusal);
    });
}

bool ReplyQueue::take_ready(std::string& out) {
    const std::size_t before = out.size();
    while (!answers_.empty() && answers_.front().waiting == 0) {
        const Answer& answer = answers_.front();
        if (answer.array) {
            write_array(out, answer);
        } else if (!answer.requests.front().text.empty()) {
            out += answer.requests.front().text;
            out += '\n';
        }
        answers_.pop_front();
    }
    return out.size() > before;
}

bool ReplyQueue::sent(std::uint64_t number) const {
    return answers_.empty() || number < answers_.front().first;
}

// An array of notifications alone is answered with nothing at all.
void ReplyQueue::write_array(std::string& out, const Answer& answer) {
    bool any = false;
    for (const Request& request : answer.requests) {
        if (request.text.empty()) continue;
        out += std::exchange(any, true) ? ',' : '[';
        out += request.text;
    }
    if (any) out += "]\n";
}

}  // namespace calls::daemon
