#include "cli/failure.h"

#include <unistd.h>
#include <utility>

#include "cli/advice.h"
#include "cli/clean_text.h"

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;

namespace {

// To stderr, in one write. Nobody is left to be told when that fails.
void write_line(std::string line) {
    line += '\n';
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

// What is shown of callctl's own codes, which never were on the wire.
int shown_code(ErrorCode code, int exit_status) {
    const bool own = code == ErrorCode::unreachable || code == ErrorCode::io;
    return own ? exit_status : static_cast<int>(code);
}

std::string string_at(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

}  // namespace

Failure::Failure(ErrorCode code, std::string message)
    : code_(code),
      kind_(protocol::error_row(code).kind),
      exit_status_(protocol::error_row(code).exit_status),
      message_(std::move(message)) {}

Failure Failure::from_wire(const json::object& error) {
    const json::value* code = error.if_contains("code");
    const std::int64_t number = code != nullptr && code->is_int64() ? code->get_int64() : 0;
    const auto row = protocol::find_error(static_cast<int>(number));
    Failure failure(row ? row->code : ErrorCode::internal, string_at(error, "message"));
    failure.code_ = static_cast<ErrorCode>(number);
    if (const json::value* data = error.if_contains("data"); data != nullptr && data->is_object()) {
        failure.data_ = data->get_object();
    }
    failure.advice_ = advice_for(failure.kind_, failure.data_);
    return failure;
}

Failure& Failure::advise(std::string advice) {
    advice_ = std::move(advice);
    return *this;
}

Failure& Failure::advise_also(const std::string& advice) {
    if (!advice_.empty()) advice_ += "; ";
    advice_ += advice;
    return *this;
}

Failure& Failure::add_data(std::string_view key, json::value value) {
    data_[key] = std::move(value);
    return *this;
}

json::object Failure::to_json() const {
    json::object data = data_;
    if (!data.contains("kind")) data["kind"] = kind_;
    if (!advice_.empty()) data["advice"] = advice_;
    return {{"code", shown_code(code_, exit_status_)}, {"message", message_}, {"data", data}};
}

std::string Failure::to_line() const {
    std::string line = "callctl: " + kind_ + ": " + message_;
    if (!advice_.empty()) line += (message_.empty() ? "" : "; ") + advice_;
    return clean_text(line);
}

Failure bad_usage(std::string message) {
    return {ErrorCode::invalid_params, std::move(message)};
}

void report(const Failure& failure, bool as_json) {
    write_line(as_json ? json::serialize(failure.to_json()) : failure.to_line());
}

void say(std::string_view text) {
    write_line("callctl: " + clean_text(text));
}

}  // namespace calls::cli
