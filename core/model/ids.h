#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

// Each kind of id is a type of its own, so that a call id cannot be given where a user is expected.
// Ids are positive; 0 stands for "none" where a row allows it.

namespace calls::model {

template <class Tag>
struct Id {
    std::int64_t value = 0;

    auto operator<=>(const Id&) const = default;  // NOLINT(modernize-use-nullptr)
    explicit operator bool() const { return value != 0; }
};

using CallId = Id<struct CallTag>;
using UserId = Id<struct UserTag>;  // also the accounts' key
using OfferId = Id<struct OfferTag>;
using TicketId = Id<struct TicketTag>;
using EntryId = Id<struct EntryTag>;
using EventId = Id<struct EventTag>;

// The system accounts, as they show on the wire and in the ledger.
inline constexpr UserId platform_account{0};
inline constexpr UserId world_account{-1};

// User ids of commands and rows: 0 in `dial_user_id`-like places is nobody, in a hang the operator.
inline constexpr UserId nobody{0};
inline constexpr UserId operator_user{0};

template <class Tag>
std::size_t hash_value(const Id<Tag>& id) {
    return std::hash<std::int64_t>{}(id.value);
}

}  // namespace calls::model

template <class Tag>
struct std::hash<calls::model::Id<Tag>> {
    std::size_t operator()(const calls::model::Id<Tag>& id) const {
        return std::hash<std::int64_t>{}(id.value);
    }
};
