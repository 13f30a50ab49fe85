#include "cli/context.h"

#include <utility>

#include "cli/connect.h"

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds limit_default{5000};
constexpr milliseconds reconnect_pause{100};

// --timeout 0 switches the limit off.
std::optional<milliseconds> limit_of(const Globals& globals, bool patient) {
    if (globals.timeout) {
        return globals.timeout->count() == 0 ? std::nullopt : globals.timeout;
    }
    return patient ? std::nullopt : std::optional(limit_default);
}

}  // namespace

Context::Context(Output& out, const Globals& globals, bool patient)
    : out_(out),
      globals_(globals),
      printer_(out, globals),
      limit_(limit_of(globals, patient)),
      request_id_(globals.request_id) {}

json::object Context::ask(Request request) {
    stamp(request);
    try {
        json::value result = client().call(request, limit());
        if (!result.is_object()) return {{"result", std::move(result)}};
        return std::move(result.get_object());
    } catch (Failure& failure) {
        explain_open_outcome(failure, request);
        throw;
    }
}

void Context::stamp(Request& request) const {
    if (!request.takes_request_id || request.params.contains("requestId")) return;
    if (request_id_.empty() && !makes_request_ids_) return;
    request.params["requestId"] = request_id_.empty() ? fresh_request_id() : request_id_;
}

Client& Context::client() {
    if (!client_) {
        if (socket_.path.empty()) socket_ = choose_socket(globals_.socket);
        client_.emplace(Connection(connect_to_calld(socket_, limit())));
    }
    return *client_;
}

void Context::reconnect(const Deadline& deadline) {
    client_.reset();
    while (true) {
        try {
            client();
            return;
        } catch (const Failure& failure) {
            if (!is_passing(failure) || deadline.passed()) throw;
        }
        deadline.sleep(reconnect_pause);
    }
}

Instant Context::now() {
    if (!now_) now_ = Instant{whole_or_zero(ask({"clock"}), "now")};
    return *now_;
}

Instant Context::at(const Moment& moment) {
    return resolve(moment, moment.needs_clock() ? now() : Instant{});
}

void Context::begin_line(std::string request_id) {
    request_id_ = std::move(request_id);
    makes_request_ids_ = false;
    now_.reset();
}

void explain_open_outcome(Failure& failure, const Request& request) {
    if (failure.code() != ErrorCode::timeout && failure.code() != ErrorCode::unavailable) return;
    const std::string id = request_id_of(request);
    if (!request.takes_request_id && !request.as_typed) {
        failure.advise_also("it is safe to ask again");
    } else if (!id.empty()) {
        failure.advise_also("ask again, and it is done once at most, with: --request-id " + id);
        failure.add_data("requestId", json::string(id));
    } else if (request.as_typed) {
        failure.advise_also(
            "if it changes something, look before you ask again: it had no requestId");
    } else {
        failure.advise_also("look before you ask again: it had no --request-id");
    }
}

bool is_passing(const Failure& failure) {
    return failure.code() == ErrorCode::unreachable || failure.code() == ErrorCode::timeout ||
           failure.code() == ErrorCode::unavailable;
}

}  // namespace calls::cli
