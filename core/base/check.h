#pragma once

// CHECK guards what can only be false through a bug: a transition, a sum of postings, a sequence
// number. It is compiled into every build; a wrong state stops the process rather than going on
// with money in it.

namespace calls::base {

[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace calls::base

#define CHECK(condition)                                                 \
    do {                                                                 \
        if (!(condition)) [[unlikely]]                                   \
            ::calls::base::check_failed(#condition, __FILE__, __LINE__); \
    } while (false)
