#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

// Other programs that callctl runs, and how they ended.

namespace calls::cli {

inline constexpr int not_executable_status = 126;
inline constexpr int not_found_status = 127;

// In a new process: replaces it by the command, with the signals a program expects. Exits with 126
// or 127 where that cannot be done.
[[noreturn]] void execute(const std::vector<std::string>& command);

// The exit status a shell would show: 128 + N for a death by signal N.
int shown_status(int wait_status);

// Waits for the process to end; its shown status. Throws Failure (io) where that cannot be told.
int wait_for(pid_t process);

using Environment = std::vector<std::pair<std::string, std::string>>;

// Runs the command with `input` on its stdin and these variables beside ours, and waits; its shown
// status.
int run_with_input(const std::vector<std::string>& command, std::string_view input,
                   const Environment& more);

}  // namespace calls::cli
