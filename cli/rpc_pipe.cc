#include "cli/rpc_pipe.h"

#include <algorithm>
#include <array>
#include <optional>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;

namespace {

constexpr std::size_t unsent_bytes_max = 1UL << 20U;

bool is_notification(const json::value& request) {
    const json::object* object = request.if_object();
    if (object == nullptr || object->contains("id")) return false;
    const json::value* version = object->if_contains("jsonrpc");
    const json::value* method = object->if_contains("method");
    const json::value* params = object->if_contains("params");
    const bool well_made = version != nullptr && *version == "2.0" && method != nullptr &&
                           method->is_string() &&
                           (params == nullptr || params->is_object() || params->is_array());
    return well_made;  // anything else is answered with an error
}

// A line of calld that belongs to no question: an event.
bool is_event(std::string_view line) {
    json::error_code error;
    const json::value message = json::parse(line, error);
    const json::object* object = message.if_object();
    return !error && object != nullptr && object->contains("method");
}

}  // namespace

bool is_answered(std::string_view line) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return false;
    json::error_code error;
    const json::value message = json::parse(line, error);
    if (error) return true;
    const json::array* array = message.if_array();
    if (array == nullptr || array->empty()) return !is_notification(message);
    return !std::ranges::all_of(*array, is_notification);
}

// Answers that scroll by are progress enough, and where lines are typed nobody waits.
RpcPipe::RpcPipe(Context& context, LineInput& input)
    : context_(context),
      input_(input),
      progress_(!context.out().is_terminal() && ::isatty(input.fd()) == 0) {
    progress_.begin("answers", std::nullopt);
}

void RpcPipe::run() {
    const Deadline until = context_.limit();
    Connection& connection = context_.client().connection();
    while (true) {
        send_lines(connection);
        show_lines(connection);
        progress_.at(static_cast<std::int64_t>(answered_));
        const bool all_sent = input_.at_end() && !input_.has_line();
        if (all_sent && all_answered() && !ends_unanswered_) return;
        if (all_sent && ends_unanswered_ && !finished_sending_) {
            connection.finish_sending();  // the end of the connection is the answer
            finished_sending_ = true;
        }
        if (connection.lost()) break;
        if (until.passed()) throw Failure(ErrorCode::timeout, "not all was answered in time");
        context_.out().flush();
        wait(connection, until);
    }
    if (!all_answered()) {
        throw Failure(ErrorCode::timeout, std::to_string(expected_ - answered_) +
                                              " lines were not answered: " + connection.why_lost());
    }
    if (!finished_sending_) throw Failure(ErrorCode::unreachable, connection.why_lost());
}

void RpcPipe::send_lines(Connection& connection) {
    while (input_.has_line() && connection.unsent_bytes() < unsent_bytes_max) {
        const std::string line = *input_.take_line();
        const bool answered = is_answered(line);
        if (answered) ++expected_;
        ends_unanswered_ = !answered && line.find_first_not_of(" \t\r") != std::string::npos;
        connection.queue(line + '\n');
    }
}

void RpcPipe::show_lines(Connection& connection) {
    while (const auto line = connection.take_line()) {
        // Unasked, it is about the connection: there are too many, say.
        if (!is_event(*line) && !all_answered()) ++answered_;
        context_.out().write(*line);
        context_.out().write("\n");
    }
}

void RpcPipe::wait(Connection& connection, const Deadline& until) {
    const bool wants_input = !input_.at_end() && !input_.has_line();
    std::array<pollfd, 2> watched{
        {{connection.fd(), connection.wanted(), 0}, {wants_input ? input_.fd() : -1, POLLIN, 0}}};
    ::poll(watched.data(), watched.size(), until.poll_ms());
    if (watched[0].revents != 0) connection.handle(watched[0].revents);
    if (watched[1].revents != 0) input_.read_some();
}

}  // namespace calls::cli
