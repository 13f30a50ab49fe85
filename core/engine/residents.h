#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/engine/scope.h"
#include "core/engine/store.h"
#include "core/model/event.h"
#include "core/rules/state.h"

namespace calls::engine {

// Which rows are in memory beside those of live calls: brings in what a command names, and lets go,
// oldest first, of what the tables hold as well. Borrows the state and the store.
class Residents {
  public:
    Residents(rules::State& state, Store& store) : state_(state), store_(store) {}

    // Throws StoreBroken.
    void bring_in(const Scope& scope);
    void bring_in_receipt(const std::string& request_id);
    void bring_in_call(model::CallId id);

    // After a commit: what these events changed stays until the tables have it.
    void hold(const model::EventBatch& events);
    // Drops what is more than cached_rows_max and no longer needed.
    void trim();

  private:
    enum class Kind : std::uint8_t { call, account, chat_offer, chat_ticket, receipt };
    struct Key {
        Kind kind = Kind::call;
        std::int64_t first = 0;
        std::int64_t second = 0;
        std::string text;

        bool operator==(const Key&) const = default;
        friend std::size_t hash_value(const Key& key) { return key.hash(); }

        [[nodiscard]] std::size_t hash() const;
    };
    struct Held {
        Key key;
        model::EventId until;  // in the tables from this projected event on
    };

    void bring_in_account(model::UserId user);
    void bring_in_chat(const rules::OfferKey& key, model::UserId payer);
    void hold(Key key, model::EventId until);
    void hold_rows(const model::Event& event);
    void drop(const Key& key);
    [[nodiscard]] bool stays(model::UserId account) const;

    rules::State& state_;
    Store& store_;
    std::deque<Held> queue_;  // by age; a key stands here as often as it was held
    boost::unordered_flat_map<Key, std::uint32_t> held_;
};

}  // namespace calls::engine
