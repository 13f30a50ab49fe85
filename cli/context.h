#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "cli/client.h"
#include "cli/globals.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/request.h"
#include "cli/socket_path.h"
#include "cli/times.h"

// What a running command works with: the connection, made on first use, and the ways out.

namespace calls::cli {

class Context {
  public:
    // Both outlive it. `patient`: without --timeout nothing is limited.
    Context(Output& out, const Globals& globals, bool patient);

    // One question, one answer; throws Failure.
    boost::json::object ask(Request request);

    // Gives it a request id, where it takes one.
    void stamp(Request& request) const;

    Client& client();
    // Where calld was found, once it was asked something.
    [[nodiscard]] const std::string& socket_path() const { return socket_.path; }
    // Forgets a connection that died; the next use makes a new one.
    void disconnect() { client_.reset(); }

    // Connects anew, for as long as nobody is there, until the deadline; a false start (calld is
    // about to stop, or its folder is not there yet) is tried again too.
    void reconnect(const Deadline& deadline);

    // calld's clock; asked for once in a command.
    Instant now();
    Instant at(const Moment& moment);

    // The limit for one answer, or for all of a command that waits.
    [[nodiscard]] Deadline limit() const { return Deadline::in(limit_); }

    Printer& print() { return printer_; }
    Output& out() { return out_; }
    [[nodiscard]] const Globals& globals() const { return globals_; }

    // As given with --request-id; empty if not.
    [[nodiscard]] const std::string& request_id() const { return request_id_; }

    // The words after `--`.
    std::vector<std::string> tail;

    // From here on it is another line of a batch: only ids that the line itself gives, and a clock
    // that may have moved.
    void begin_line(std::string request_id);

  private:
    Output& out_;
    const Globals& globals_;
    Printer printer_;
    std::optional<std::chrono::milliseconds> limit_;
    SocketChoice socket_;  // chosen once: another daemon would be another ledger
    std::optional<Client> client_;
    std::optional<Instant> now_;
    std::string request_id_;  // given; empty: make one
    bool makes_request_ids_ = true;
};

// Says how to ask again where nobody can tell whether it was done, or where it was not.
void explain_open_outcome(Failure& failure, const Request& request);

// The connection died or calld is about to stop: worth trying again for those who go on.
bool is_passing(const Failure& failure);

}  // namespace calls::cli
