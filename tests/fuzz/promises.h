#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/model/command.h"
#include "core/model/reply.h"

namespace calls::fuzz {

// What was asked and what was answered: CHECKs that each command has one answer, and that a request
// id has the same outcome for ever, whatever happened in between.
class Promises {
  public:
    void asked(std::uint64_t slot, const model::Command& command) {
        waiting_.emplace(slot, command);
    }
    void answered(std::uint64_t slot, const model::Reply& reply);

    [[nodiscard]] bool all_answered() const { return waiting_.empty(); }

  private:
    struct Kept {
        std::string fingerprint;
        std::string outcome;  // packed
    };

    void hold_against(const model::Change& change, const Kept& kept, const model::Reply& reply);

    std::map<std::uint64_t, model::Command> waiting_;
    std::map<std::string, Kept> granted_;
    std::set<std::string> unknown_;  // request ids whose outcome nobody could tell
};

}  // namespace calls::fuzz
