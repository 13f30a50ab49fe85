#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

// strace as the hand that makes a system call fail, or kills at it.

namespace tests {

// Whether strace works here; else a word that the test case was skipped.
bool strace_or_skip();

struct Injection {
    std::string syscalls;  // as strace names them, with commas between
    std::string what;      // "error=EIO", "signal=SIGKILL"
    std::string when;      // "7": the seventh call of each thread; "7+": that and all later ones
};

// The words to put before a calld whose store, socket and locks lie in this folder: only calls on
// those are met, not the loader's. calld remains the child itself (the tracer is a grandchild).
std::vector<std::string> strace(const Injection& injection, const std::filesystem::path& folder,
                                const std::filesystem::path& trace);
// Once `pid`, which was traced, has ended.
bool injected(const std::filesystem::path& trace, pid_t pid);

}  // namespace tests
