#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// A store damaged page by page after a clean stop, and what calld makes of it.

namespace tests {

enum class Damage : std::uint8_t {
    page_wiped,    // all bytes of a page turned over
    byte_flipped,  // one bit of a random byte of a page
    cut_off,       // the file ends where the page begins
    header,        // a random byte of the first hundred
};

struct DamageOutcome {
    int trials = 0;
    int refused = 0;                     // at the start, with the files left as they were
    int found = 0;                       // later: by an answer or the audit
    int harmless = 0;                    // everything there is the same: bytes that nothing uses
    std::vector<std::string> unnoticed;  // another history, and an audit that is content
    std::vector<std::string> faults;     // a crash, a changed file, no word
};

// Each `step`th page of both files. `each` hears of every trial.
DamageOutcome damage_pages(Damage kind, std::uint64_t seed, int step,
                           const std::function<void(const std::string&)>& each = {});

}  // namespace tests
