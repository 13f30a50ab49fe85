#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

// libFuzzer's way in. CALLS_FUZZ_TARGET is the function that this program is about.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    calls::fuzz::CALLS_FUZZ_TARGET({bytes, size});
    return 0;
}
