#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// The things that a load asks for, and how each server is told them. Every server answers in the
// order in which it was asked.

namespace bench {

enum class Verb { echo, deposit, dial, heartbeat, ticket, hang };
inline constexpr std::size_t verb_count = 6;
std::string_view name_of(Verb verb);

// What each verb says of it; `now` is for those servers that have no clock of their own.
struct Request {
    Verb verb = Verb::echo;
    std::int64_t call = 0;
    std::int64_t host = 0;
    std::int64_t guest = 0;
    bool by_host = false;     // heartbeat, hang: who does it
    std::int64_t amount = 0;  // deposit, to the guest
    std::int64_t now = 0;     // milliseconds since 1970
};

struct Answer {
    std::string refusal;    // empty: it was done
    std::int64_t call = 0;  // dial, heartbeat, hang: the call that came back
    bool issued = false;    // ticket: a payment was made
};

// Every call costs this much, from its guest to its host.
inline constexpr std::int64_t price = 10;
inline constexpr std::int64_t period_ms = 60'000;

class Wire {
  public:
    virtual ~Wire() = default;

    // Once for each connection, before anything else; may send and receive on the blocking socket.
    virtual void greet(int socket) = 0;
    virtual void say(std::string& out, const Request& request) = 0;
    // The length of the first whole answer in `bytes`, which is to this request, and what it says;
    // none: not whole yet. Throws std::runtime_error for what is no answer at all.
    virtual std::optional<std::size_t> read(std::string_view bytes, const Request& request,
                                            Answer& answer) = 0;
};

// `timed`: each request says what time it is, for a server without a clock.
std::unique_ptr<Wire> lines_of_json(bool timed);
// The same questions, put to a server that gives any line for an answer.
std::unique_ptr<Wire> lines_echoed();
std::unique_ptr<Wire> redis(const std::string& folder_of_scripts);
std::unique_ptr<Wire> postgres();

}  // namespace bench
