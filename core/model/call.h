#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/ids.h"

// A call: the row of app_call_ing while it lives, of app_call_record once it has ended.

namespace calls::model {

using base::Instant;
using base::Millis;

enum class Side : std::uint8_t { host, guest };

// Derived from the times, never stored.
enum class Phase : std::uint8_t { ringing, connecting, talking, ended };

enum class HangReason : std::uint8_t {
    none,  // while the call lives
    cancel,
    reject,
    hangup,
    operator_hang,
    ring_timeout,
    host_timeout,
    guest_timeout,
    no_funds,
};

struct Call {
    CallId id;
    UserId host;
    UserId guest;
    Instant dial_time;
    UserId dial_user;  // host or guest
    Instant idal_time;
    Instant helo_time;
    Instant ehlo_time;
    Instant hang_time;
    UserId hang_user;  // 0: nobody who takes part asked for it
    Instant guest_hb_time;
    Instant host_hb_time;
    HangReason hang_reason = HangReason::none;

    bool operator==(const Call&) const = default;

    [[nodiscard]] Phase phase() const {
        if (hang_time.happened()) return Phase::ended;
        if (ehlo_time.happened()) return Phase::talking;
        return idal_time.happened() ? Phase::connecting : Phase::ringing;
    }
    [[nodiscard]] bool live() const { return !hang_time.happened(); }
    [[nodiscard]] bool talking() const { return phase() == Phase::talking; }
    [[nodiscard]] UserId caller() const { return dial_user; }
    [[nodiscard]] UserId callee() const { return dial_user == host ? guest : host; }
    [[nodiscard]] std::optional<Side> side_of(UserId user) const {
        if (user == host) return Side::host;
        if (user == guest) return Side::guest;
        return std::nullopt;
    }
    [[nodiscard]] Instant heartbeat_time(Side side) const {
        return side == Side::host ? host_hb_time : guest_hb_time;
    }

    static constexpr auto fields() {
        return std::make_tuple(&Call::id, &Call::host, &Call::guest, &Call::dial_time,
                               &Call::dial_user, &Call::idal_time, &Call::helo_time,
                               &Call::ehlo_time, &Call::hang_time, &Call::hang_user,
                               &Call::guest_hb_time, &Call::host_hb_time, &Call::hang_reason);
    }
};

// The words of the wire, the tables and the terminal.
std::string_view name_of(Phase phase);
std::string_view name_of(HangReason reason);  // "" for none
std::optional<Phase> find_phase(std::string_view name);
std::optional<HangReason> find_hang_reason(std::string_view name);

}  // namespace calls::model
