#pragma once

#include <cstdint>
#include <sys/types.h>

// What a process takes of the machine, as the kernel counts it.

namespace tests {

std::int64_t resident_bytes(pid_t pid);
std::int64_t cpu_ms(pid_t pid);  // user and system
std::int64_t open_descriptors(pid_t pid);

}  // namespace tests
