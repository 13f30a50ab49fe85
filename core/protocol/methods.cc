#include "core/protocol/methods.h"

#include <algorithm>
#include <variant>

#include "core/protocol/parse.h"

namespace calls::protocol {
namespace {

using Names = std::string_view;

// The signatures of the seed, for those who call by position.
constexpr std::array dial_positions{Names{"hostUserId"}, Names{"guestUserId"}, Names{"direct"},
                                    Names{"cmap"}};
constexpr std::array party_positions{Names{"callId"}, Names{"userId"}};
constexpr std::array counts_positions{Names{"callId"}, Names{"indexAndCount"}};
constexpr std::array ticket_positions{Names{"userId"}, Names{"provideUserId"}, Names{"resourceId"},
                                      Names{"free"}};

constexpr std::array method_table{
    Method{"dialWithRtcValue", Role::operating, parse::dial, dial_positions},
    Method{"idal", Role::operating, parse::idal},
    Method{"heartbeat", Role::operating, parse::heartbeat, party_positions},
    Method{"hang", Role::operating, parse::hang, party_positions},
    Method{"updateCounts", Role::operating, parse::update_counts, counts_positions},
    Method{"incrCounts", Role::operating, parse::incr_counts, counts_positions},
    Method{"publishServer", Role::operating, parse::publish},
    Method{"ticketByResourceId", Role::operating, parse::ticket, ticket_positions},
    Method{"listAll", Role::viewer, parse::list_all},
    Method{"getCall", Role::viewer, parse::get_call},
    Method{"records", Role::viewer, parse::records},
    Method{"getServer", Role::viewer, parse::get_server},
    Method{"tickets", Role::viewer, parse::tickets},
    Method{"deposit", Role::admin, parse::deposit},
    Method{"withdraw", Role::admin, parse::withdraw},
    Method{"account", Role::viewer, parse::account},
    Method{"accounts", Role::viewer, parse::accounts},
    Method{"ledger", Role::viewer, parse::ledger},
    Method{"report", Role::viewer, parse::report},
    Method{"subscribe", Role::viewer, parse::subscribe},
    Method{"status", Role::viewer, parse::status},
    Method{"ping", Role::viewer, parse::ping},
    Method{"audit", Role::viewer, parse::audit},
    Method{"metrics", Role::viewer, parse::metrics},
    Method{"backup", Role::admin, parse::backup},
    Method{"prune", Role::admin, parse::prune},
    Method{"clock", Role::viewer, parse::clock},
    Method{"shutdown", Role::admin, parse::shutdown},
};

}  // namespace

std::span<const Method> methods() {
    return method_table;
}

const Method* find_method(std::string_view name) {
    const auto* found = std::ranges::find(method_table, name, &Method::name);
    return found == method_table.end() ? nullptr : found;
}

// Reading the clock is a read, moving it is not.
Role role_for(const Method& method, const Ask& ask) {
    const auto* command = std::get_if<model::Command>(&ask);
    if (command == nullptr) return method.role;
    const auto* change = std::get_if<model::Change>(&command->what);
    const bool moves = change != nullptr && std::holds_alternative<model::MoveClock>(*change);
    return moves ? Role::admin : method.role;
}

}  // namespace calls::protocol
