#include "cli/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/fd.h"

namespace calls::cli {

void execute(const std::vector<std::string>& command) {
    std::signal(SIGPIPE, SIG_DFL);  // NOLINT: callctl ignores it, programs do not expect that
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words.front(), words.data());
    const int error = errno;
    say("cannot run " + command.front() + ": " + std::strerror(error));
    ::_exit(error == ENOENT ? not_found_status : not_executable_status);
}

int shown_status(int wait_status) {
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

int wait_for(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
        if (errno == EINTR) continue;
        throw Failure(protocol::ErrorCode::io,
                      std::string("cannot tell how it ended: ") + std::strerror(errno));
    }
    return shown_status(status);
}

int run_with_input(const std::vector<std::string>& command, std::string_view input,
                   const Environment& more) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw Failure(protocol::ErrorCode::io, std::string("no pipe: ") + std::strerror(errno));
    }
    Fd reading(ends[0]);
    Fd writing(ends[1]);
    const pid_t process = ::fork();
    if (process < 0) {
        throw Failure(protocol::ErrorCode::io, std::string("cannot fork: ") + std::strerror(errno));
    }
    if (process == 0) {
        ::dup2(reading.get(), STDIN_FILENO);
        for (const auto& [name, value] : more) ::setenv(name.c_str(), value.c_str(), 1);
        execute(command);
    }
    reading = Fd();
    while (!input.empty()) {
        const ssize_t written = ::write(writing.get(), input.data(), input.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) break;  // it does not want to read: its status tells
        input.remove_prefix(static_cast<std::size_t>(written));
    }
    writing = Fd();
    return wait_for(process);
}

}  // namespace calls::cli
