#include "tests/support/process.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace tests {

namespace {

struct Pipe {
    FileDescriptor read, write;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

void no_blocking(const FileDescriptor& fd) {
    ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
}

// In the child, which has this thread alone.
[[noreturn]] void become(const Spawn& spawn, int in, int out, int err) {
    spawn.own_session ? ::setsid() : ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // However the tests were started themselves: nohup, for one, has SIGHUP ignored.
    for (const int number : {SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM}) ::signal(number, SIG_DFL);
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    for (const auto& [name, value] : spawn.env) {
        value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
    }
    if (!spawn.folder.empty() && ::chdir(spawn.folder.c_str()) != 0) ::_exit(127);
    if (spawn.in_child) spawn.in_child();
    std::vector<char*> argv;
    argv.reserve(spawn.argv.size() + 1);
    for (const auto& word : spawn.argv) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    ::execvp(argv[0], argv.data());
    std::perror(argv[0]);
    ::_exit(127);
}

void drain(FileDescriptor& from, std::string& into) {
    std::array<char, 65536> chunk{};
    while (from.open()) {
        const ssize_t got = ::read(from.get(), chunk.data(), chunk.size());
        if (got > 0) {
            into.append(chunk.data(), static_cast<std::size_t>(got));
        } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
            from.reset();
        } else if (errno == EAGAIN) {
            return;
        }
    }
}

}  // namespace

Process::Process(const Spawn& spawn) {
    ::signal(SIGPIPE, SIG_IGN);
    Pipe in = make_pipe();
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    if (!spawn.log.empty()) {
        out.write = FileDescriptor(
            ::open(spawn.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }
    const bool one_output = spawn.merged || !spawn.log.empty();
    std::fflush(nullptr);
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) {
        become(spawn, in.read.get(), out.write.get(),
               one_output ? out.write.get() : err.write.get());
    }
    watch_ = watch_process(pid_);
    in_ = std::move(in.write);
    out_ = std::move(out.read);
    err_ = std::move(err.read);
    for (const auto* fd : {&in_, &out_, &err_}) no_blocking(*fd);
}

Process::~Process() {
    if (!status_) {
        ::kill(-pid_, SIGKILL);
        ::kill(pid_, SIGKILL);
        reap();
    }
}

bool Process::running() {
    if (!status_ && ended_within(watch_, 0)) reap();
    return !status_;
}

void Process::signal(int number) {
    if (!status_) ::kill(pid_, number);
}

void Process::write(std::string_view text) {
    input_ += text;
    step(0);
}

void Process::close_input() {
    close_input_ = true;
    step(0);
}

std::optional<std::string> Process::read_line(const Deadline& deadline) {
    while (true) {
        if (const auto end = output_.find('\n'); end != std::string::npos) {
            std::string line = output_.substr(0, end);
            output_.erase(0, end + 1);
            return line;
        }
        if (!out_.open()) return std::nullopt;
        deadline.check("a line of output");
        step(deadline.left_ms());
    }
}

Finished Process::wait(const Deadline& deadline) {
    close_input_ = true;
    while (running()) {
        if (deadline.passed()) {
            ::kill(-pid_, SIGKILL);
            reap();
            throw TooLate("a process did not end; so far it said:\n" + output_ + errors_);
        }
        step(deadline.left_ms());
    }
    drain(out_, output_);
    drain(err_, errors_);
    return {status_.value_or(-1), std::exchange(output_, {}), std::exchange(errors_, {})};
}

void Process::step(int timeout_ms) {
    if (input_.empty() && close_input_) in_.reset();
    std::array<pollfd, 4> fds{};
    fds[0] = {input_.empty() ? -1 : in_.get(), POLLOUT, 0};
    fds[1] = {out_.get(), POLLIN, 0};
    fds[2] = {err_.get(), POLLIN, 0};
    fds[3] = {status_ ? -1 : watch_.get(), POLLIN, 0};
    ::poll(fds.data(), fds.size(), timeout_ms);
    if (fds[0].revents != 0) {
        const ssize_t sent = ::write(in_.get(), input_.data(), input_.size());
        if (sent > 0) input_.erase(0, static_cast<std::size_t>(sent));
        if (sent < 0 && errno == EPIPE) input_.clear();
        if (input_.empty() && close_input_) in_.reset();
    }
    drain(out_, output_);
    drain(err_, errors_);
}

void Process::reap() {
    int raw = 0;
    if (::waitpid(pid_, &raw, 0) != pid_) raw = 0xff00;
    status_ = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
}

Finished run(const Spawn& spawn, std::string_view input, const Deadline& deadline) {
    Process process(spawn);
    process.write(input);
    return process.wait(deadline);
}

FileDescriptor watch_process(pid_t pid) {
    FileDescriptor watch(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!watch.open()) throw std::runtime_error("pidfd_open failed");
    return watch;
}

bool ended_within(const FileDescriptor& process, int timeout_ms) {
    pollfd fd{process.get(), POLLIN, 0};
    return ::poll(&fd, 1, timeout_ms) > 0;
}

}  // namespace tests
