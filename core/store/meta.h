#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/store/sqlite.h"

// The few single values of a file: app_meta, in the tables and in the journal.

namespace calls::store {

namespace meta {
inline constexpr std::string_view store_id = "store_id";  // both files: they know each other by it
inline constexpr std::string_view pruned = "pruned";      // journal: begins after this event
inline constexpr std::string_view pruned_time = "pruned_time";  // journal: when it was booked
inline constexpr std::string_view projected = "projected";      // tables: complete up to this event
inline constexpr std::string_view latest = "latest";            // tables: the latest time in them
inline constexpr std::string_view state = "state";              // tables: one of the three below
inline constexpr std::string_view state_open = "open";          // need their journal
inline constexpr std::string_view state_clean = "clean";        // complete: calld was stopped
inline constexpr std::string_view state_backup = "backup";      // complete: made by a backup
}  // namespace meta

class Meta {
  public:
    explicit Meta(Database& database);  // outlives this

    std::int64_t whole(std::string_view key);  // 0: not there
    std::string text(std::string_view key);    // "": not there
    void put(std::string_view key, std::int64_t value);
    void put(std::string_view key, std::string_view value);

  private:
    Statement get_;
    Statement put_;
};

}  // namespace calls::store
