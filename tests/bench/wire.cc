#include "tests/bench/wire.h"

#include <array>

namespace bench {

std::string_view name_of(Verb verb) {
    constexpr std::array<std::string_view, verb_count> names{"echo",      "deposit", "dial",
                                                             "heartbeat", "ticket",  "hang"};
    return names[static_cast<std::size_t>(verb)];
}

}  // namespace bench
