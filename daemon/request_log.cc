#include "daemon/request_log.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/protocol/errors.h"
#include "core/protocol/methods.h"
#include "daemon/log.h"

namespace calls::daemon {
namespace {

using Fields = std::vector<LogField>;

void add_peer(Fields& fields, uid_t uid, pid_t pid) {
    fields.push_back({.name = "peer_uid", .value = std::to_string(uid)});
    fields.push_back({.name = "peer_pid", .value = std::to_string(pid)});
}

void add_id(Fields& fields, std::string_view name, std::int64_t id) {
    if (id != 0) fields.push_back({.name = name, .value = std::to_string(id)});
}

void add_subject(Fields& fields, const model::Command& command) {
    const auto add = [&fields](const auto& what) {
        if constexpr (requires { what.call.value; }) add_id(fields, "call_id", what.call.value);
        if constexpr (requires { what.user.value; }) add_id(fields, "user_id", what.user.value);
        if constexpr (requires { what.payer.value; }) add_id(fields, "user_id", what.payer.value);
    };
    if (const auto* change = std::get_if<model::Change>(&command.what)) std::visit(add, *change);
    if (const auto* heartbeat = std::get_if<model::Heartbeat>(&command.what)) add(*heartbeat);
    if (const auto* read = std::get_if<model::Read>(&command.what)) std::visit(add, *read);
    if (!command.request_id.empty())
        fields.push_back({.name = "request_id", .value = command.request_id});
}

bool moves_money(const protocol::Ask& ask) {
    const auto* command = std::get_if<model::Command>(&ask);
    const auto* change = command == nullptr ? nullptr : std::get_if<model::Change>(&command->what);
    return change != nullptr && (std::holds_alternative<model::Deposit>(*change) ||
                                 std::holds_alternative<model::Withdraw>(*change));
}

}  // namespace

void RequestLog::note(const protocol::Request& request) {
    if (const auto* fault = std::get_if<protocol::Fault>(&request.what)) {
        note_fault(request, *fault);
        return;
    }
    if (!log_wants(LogLevel::info) || request.method == nullptr) return;
    const auto& ask = std::get<protocol::Ask>(request.what);
    const bool weighty =
        protocol::role_for(*request.method, ask) == protocol::Role::admin && !moves_money(ask);
    const LogLevel level = weighty ? LogLevel::info : LogLevel::debug;
    if (!log_wants(level)) return;
    Fields fields{{.name = "method", .value = std::string{request.method->name}}};
    if (const auto* command = std::get_if<model::Command>(&ask)) add_subject(fields, *command);
    add_peer(fields, uid_, pid_);
    log(level, "asked", fields);
}

void RequestLog::note_fault(const protocol::Request& request, const protocol::Fault& fault) {
    const bool first =
        fault.code == protocol::ErrorCode::forbidden && !std::exchange(warned_, true);
    const LogLevel level = first ? LogLevel::warning : LogLevel::debug;
    if (!log_wants(level)) return;
    Fields fields;
    if (request.method != nullptr)
        fields.push_back({.name = "method", .value = std::string{request.method->name}});
    fields.push_back({.name = "kind", .value = std::string{protocol::error_row(fault.code).kind}});
    add_peer(fields, uid_, pid_);
    log(level, "refused: " + fault.message, fields);
}

void RequestLog::note(const model::Reply& reply) const {
    if (!log_wants(LogLevel::debug)) return;
    const auto* refusal = std::get_if<model::Refusal>(&reply.answer);
    if (refusal == nullptr) return;
    Fields fields{
        {.name = "kind",
         .value = std::string{protocol::error_row(protocol::code_of(refusal->kind)).kind}}};
    add_id(fields, "call_id", refusal->call.value_or(model::CallId{}).value);
    add_id(fields, "user_id", refusal->user.value_or(model::UserId{}).value);
    add_peer(fields, uid_, pid_);
    log(LogLevel::debug, "refused: " + refusal->message, fields);
}

}  // namespace calls::daemon
