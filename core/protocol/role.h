#pragma once

#include <cstdint>
#include <string_view>

namespace calls::protocol {

// What a peer may do; each may do what those before it may.
enum class Role : std::uint8_t {
    none,       // got through the socket's mode and is in no group of ours
    viewer,     // reads, subscribe
    operating,  // calls, tickets, counters, offers
    admin,      // money in and out, backup, prune, clock, shutdown
};

constexpr std::string_view name_of(Role role) {
    switch (role) {
        case Role::none:
            return "none";
        case Role::viewer:
            return "viewer";
        case Role::operating:
            return "operator";
        case Role::admin:
            return "admin";
    }
    return "none";
}

}  // namespace calls::protocol
