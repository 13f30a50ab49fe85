#pragma once

#include <cstdint>
#include <optional>

// The keys that a terminal sends, byte by byte: those with a character of their own. Arrows and
// other keys come as a sequence after an escape, whose letters nobody typed; they are passed over.

namespace calls::cli {

class Keys {
  public:
    std::optional<char> take(char byte);

  private:
    enum class In : std::uint8_t { text, escape, sequence, single };
    In in_ = In::text;
};

}  // namespace calls::cli
