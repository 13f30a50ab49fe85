#include "cli/client.h"

#include <utility>

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;

namespace {

// calld bounds what it nests; this bounds what we read.
constexpr std::size_t answer_depth_max = 64;

json::object parse_message(std::string_view line) {
    json::parse_options options;
    options.max_depth = answer_depth_max;
    json::error_code error;
    json::value message = json::parse(line, error, {}, options);
    if (error || !message.is_object()) {
        throw Failure(ErrorCode::internal, "what came back is not JSON-RPC")
            .advise("is it calld that listens there?");
    }
    return std::move(message.get_object());
}

}  // namespace

void Client::submit(const Request& request, const Deadline& deadline, Answer answer) {
    const std::string params =
        request.raw_params.empty() ? json::serialize(request.params) : request.raw_params;
    const std::string line = R"({"jsonrpc":"2.0","id":)" + std::to_string(++last_id_) +
                             R"(,"method":)" + json::serialize(json::string(request.method)) +
                             R"(,"params":)" + params + "}\n";
    queued_bytes_ += line.size();
    connection_.queue(line);
    waiting_.push_back({last_id_, queued_bytes_, deadline, std::move(answer)});
}

json::value Client::call(const Request& request, const Deadline& deadline) {
    json::value outcome;
    std::optional<Failure> refused;
    bool answered = false;
    submit(request, deadline, [&](json::value result, const Failure* failure) {
        answered = true;
        if (failure != nullptr) refused = *failure;
        outcome = std::move(result);
    });
    while (!answered) wait(Deadline::never());
    if (refused) throw Failure(*refused);
    return outcome;
}

std::optional<json::object> Client::next_notification(const Deadline& deadline) {
    while (notifications_.empty()) {
        dispatch();
        if (!notifications_.empty()) break;
        if (connection_.lost()) throw Failure(ErrorCode::timeout, connection_.why_lost());
        if (deadline.passed()) return std::nullopt;
        connection_.exchange(deadline);
    }
    json::object first = std::move(notifications_.front());
    notifications_.pop_front();
    return first;
}

bool Client::has_notification() {
    if (notifications_.empty()) dispatch();
    return !notifications_.empty();
}

void Client::wait(const Deadline& deadline) {
    if (!connection_.lost()) connection_.exchange(deadline.or_earlier(next_deadline()));
    dispatch();
}

void Client::dispatch() {
    while (const auto line = connection_.take_line()) take(*line);
    if (connection_.lost()) {
        fail_all(connection_.why_lost());
    } else if (next_deadline().passed()) {
        fail_all("no answer in time");
    }
}

Deadline Client::next_deadline() const {
    return waiting_.empty() ? Deadline::never() : waiting_.front().deadline;
}

void Client::take(std::string_view line) {
    json::object message = parse_message(line);
    if (message.contains("method")) {
        if (json::value* params = message.if_contains("params"); params != nullptr) {
            if (params->is_object()) notifications_.push_back(std::move(params->get_object()));
        }
        return;
    }
    answer_first(message);
}

void Client::answer_first(json::object& message) {
    const json::value* id = message.if_contains("id");
    const json::value* error = message.if_contains("error");
    json::value* result = message.if_contains("result");
    const bool refused = error != nullptr && error->is_object();
    // An error without an id is about the connection as a whole: there are too many, say.
    const bool about_all = refused && (id == nullptr || id->is_null());
    if (about_all && waiting_.empty()) throw Failure::from_wire(error->get_object());
    if (waiting_.empty() || (!about_all && (id == nullptr || *id != waiting_.front().id)) ||
        (!refused && result == nullptr)) {
        throw Failure(ErrorCode::internal, "an answer came that belongs to no question");
    }
    const Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    if (refused) {
        const Failure failure = Failure::from_wire(error->get_object());
        first.answer({}, &failure);
    } else {
        first.answer(std::move(*result), nullptr);
    }
}

void Client::fail_all(const std::string& why) {
    while (!waiting_.empty()) {
        const Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        const Failure failure = no_answer(first, why);
        first.answer({}, &failure);
    }
}

Failure Client::no_answer(const Waiting& waiting, const std::string& why) const {
    if (connection_.sent_bytes() < waiting.end) {
        return {ErrorCode::unreachable, "calld took no request: " + why};
    }
    return {ErrorCode::timeout, "sent, but not answered: " + why};
}

}  // namespace calls::cli
