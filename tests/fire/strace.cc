#include "tests/fire/strace.h"

#include <iostream>
#include <regex>
#include <thread>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace tests {

bool strace_or_skip() {
    static const bool works = [] {
        const TempFolder folder;
        return run({.argv = {"strace", "-f", "--seccomp-bpf", "-D", "-o",
                             (folder / "trace").string(), "-e", "inject=fsync:error=EIO", "true"}})
                   .status == 0;
    }();
    if (!works) std::cout << "skipped: no strace that may trace here\n";
    return works;
}

std::vector<std::string> strace(const Injection& injection, const std::filesystem::path& folder,
                                const std::filesystem::path& trace) {
    std::vector<std::string> words{
        "strace",
        "-f",
        "-D",
        "-o",
        trace.string(),
        "-e",
        "trace=" + injection.syscalls,
        "-e",
        "inject=" + injection.syscalls + ":" + injection.what + ":when=" + injection.when,
        "-P",
        folder.string(),
        "-P",
        (folder / "calld.sock").string(),
        "-P",
        (folder / "calld.sock.lock").string(),
        "-P",
        (folder / "calld.db.lock").string()};
    // Several times faster; but strace 6.1 then loses the signals that it is to send.
    if (!injection.what.starts_with("signal=")) words.emplace_back("--seccomp-bpf");
    for (const char* file : {"calld.db", "calld-journal.db"}) {
        for (const char* end : {"", "-wal", "-shm", "-journal", ".new", ".new-journal"}) {
            words.emplace_back("-P");
            words.push_back((folder / (std::string(file) + end)).string());
        }
    }
    return words;
}

// The tracer writes its last lines a little after the end.
bool injected(const std::filesystem::path& trace, pid_t pid) {
    const std::regex end(std::to_string(pid) + " +\\+\\+\\+ (exited|killed)");
    const Deadline deadline(std::chrono::seconds(5));
    std::smatch found;
    std::string text = read_file(trace);
    while (!std::regex_search(text, found, end)) {
        deadline.check("the end of the trace:\n" + text);
        std::this_thread::yield();
        text = read_file(trace);
    }
    return text.find("(INJECTED)") != std::string::npos || found[1] == "killed";
}

}  // namespace tests
