#pragma once

#include <csignal>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "tests/support/deadline.h"
#include "tests/support/file_descriptor.h"

// A child process: its pipes are only touched through poll, so neither side can wait for the other.
// It does not outlive the test that started it.

namespace tests {

struct Spawn {
    std::vector<std::string> argv;                            // argv[0] is looked up in PATH
    std::map<std::string, std::optional<std::string>> env{};  // changes to ours; none: unset
    std::filesystem::path folder{};                           // to start in; empty: ours
    std::filesystem::path log{};       // takes stdout and stderr; empty: two pipes
    bool merged = false;               // stderr goes into the pipe of stdout
    bool own_session = false;          // and may have a terminal of its own
    std::function<void()> in_child{};  // just before exec
};

struct Finished {
    int status = 0;  // the exit status, or 128 + signal
    std::string out;
    std::string err;
};

class Process {
  public:
    explicit Process(const Spawn& spawn);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] bool running();
    void signal(int number);

    void write(std::string_view text);  // queued; sent while waiting
    void close_input();                 // after what is queued

    // The next line of stdout without its end; none at end of file.
    std::optional<std::string> read_line(const Deadline& deadline = Deadline());

    // Closes the input and waits for the end; kills the child's group if that takes too long.
    Finished wait(const Deadline& deadline = Deadline());

  private:
    void step(int timeout_ms);
    void reap();

    pid_t pid_ = -1;
    FileDescriptor watch_;  // of the process itself: readable once it has ended
    FileDescriptor in_, out_, err_;
    std::string input_, output_, errors_;
    bool close_input_ = false;
    std::optional<int> status_;
};

Finished run(const Spawn& spawn, std::string_view input = {},
             const Deadline& deadline = Deadline());

// Readable once the process has ended.
FileDescriptor watch_process(pid_t pid);
// Waits in poll() for that end, at most this long; for loops that look for what a process does.
bool ended_within(const FileDescriptor& process, int timeout_ms);

}  // namespace tests
