#pragma once

#include <stdexcept>
#include <string>

namespace calls::simulator {

// A promise was broken. The message begins with the name of the check that saw it.
struct Violation : std::runtime_error {
    Violation(const std::string& check, const std::string& what)
        : std::runtime_error(check + ": " + what) {}
};

inline void expect(bool holds, const char* check, const std::string& what) {
    if (!holds) throw Violation{check, what};
}

}  // namespace calls::simulator
