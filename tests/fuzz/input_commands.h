#pragma once

#include <cstdint>

#include "tests/core/engine/random_commands.h"
#include "tests/fuzz/input.h"

namespace calls::fuzz {

// The commands of the random histories, chosen by the bytes of an input, which is borrowed.
class InputCommands : public tests::RandomCommands {
  public:
    InputCommands(Input& input, bool manual_clock)
        : RandomCommands(0, manual_clock), input_(input) {}

    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) override {
        return input_.number(least, most);
    }

  private:
    Input& input_;
};

}  // namespace calls::fuzz
