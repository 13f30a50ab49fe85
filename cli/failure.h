#pragma once

#include <exception>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "core/protocol/errors.h"

// Why a command did not succeed: an error of calld as it came over the wire, or one of callctl's
// own. Thrown by whoever finds out, caught where a command (or a line of a batch) ends.

namespace calls::cli {

class Failure : public std::exception {
  public:
    Failure(protocol::ErrorCode code, std::string message);

    // `error` is the error object of a JSON-RPC answer.
    static Failure from_wire(const boost::json::object& error);

    // What to do about it, said after the message.
    Failure& advise(std::string advice);

    Failure& advise_also(const std::string& advice);
    // For scripts: one more thing in `data`.
    Failure& add_data(std::string_view key, boost::json::value value);

    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] protocol::ErrorCode code() const { return code_; }
    [[nodiscard]] std::string_view kind() const { return kind_; }
    [[nodiscard]] int exit_status() const { return exit_status_; }

    // {code, message, data}, as in a line of a batch.
    [[nodiscard]] boost::json::object to_json() const;

    // `callctl: KIND: what, and what to do`, without the line's end.
    [[nodiscard]] std::string to_line() const;

  private:
    protocol::ErrorCode code_;
    std::string kind_;
    int exit_status_;
    std::string message_;
    std::string advice_;
    boost::json::object data_;
};

// The program ends with this status and says nothing: a closed pipe, Ctrl-C.
struct Quit {
    int status = 0;
};
inline constexpr int interrupted_status = 130;
inline constexpr int closed_pipe_status = 141;  // 128 + SIGPIPE, as a shell shows it

Failure bad_usage(std::string message);

// Writes it to stderr, as a line or as JSON.
void report(const Failure& failure, bool as_json);

// One line to stderr for whoever looks on; nothing a script should read.
void say(std::string_view text);

}  // namespace calls::cli
