#include "tests/support/daemon.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "tests/support/programs.h"

namespace tests {

namespace {

bool given(const std::vector<std::string>& options, const std::string& name) {
    return std::ranges::any_of(options, [&](const std::string& option) {
        return option == name || option.starts_with(name + "=");
    });
}

}  // namespace

Daemon::Daemon(std::vector<std::string> options, std::function<void()> in_child)
    : options_(std::move(options)), in_child_(std::move(in_child)) {
    start();
}

Spawn Daemon::spawn() const {
    Spawn spawn{
        .argv = {calld_program().string()}, .env = clean_environment(folder()), .folder = folder()};
    const auto unless_given = [&](const std::string& name, const std::string& value) {
        if (!given(options_, name)) spawn.argv.insert(spawn.argv.end(), {name, value});
    };
    unless_given("--socket", socket().string());
    unless_given("--clock", "manual");
    unless_given("--db", ":memory:");
    spawn.argv.insert(spawn.argv.end(), options_.begin(), options_.end());
    return spawn;
}

void Daemon::start() {
    Spawn how = spawn();
    how.log = log_path();
    how.in_child = in_child_;
    process_ = std::make_unique<Process>(how);
    wait_until_ready();
}

void Daemon::wait_until_ready() {
    wait_until("calld to listen", [this] {
        try {
            return connect().code("ping") == 0;
        } catch (const NoConnection&) {
            return false;
        }
    });
}

void Daemon::wait_until(const std::string& what, const std::function<bool()>& condition) {
    const Deadline deadline;
    const FileDescriptor watch = watch_process(pid());
    while (!condition()) {
        if (!running()) throw std::runtime_error("calld ended, no " + what + ":\n" + log());
        deadline.check(what + ":\n" + log());
        ended_within(watch, 2);
    }
}

Spawn Daemon::callctl_spawn(std::vector<std::string> words) const {
    Spawn spawn{.argv = {callctl_program().string()},
                .env = clean_environment(folder()),
                .folder = folder()};
    spawn.env["CALLCTL_SOCKET"] = socket().string();
    spawn.argv.insert(spawn.argv.end(), words.begin(), words.end());
    return spawn;
}

Finished Daemon::callctl(std::vector<std::string> words, std::string_view input) const {
    return run(callctl_spawn(std::move(words)), input);
}

void Daemon::kill9() {
    process_->signal(SIGKILL);
    process_->wait();
}

int Daemon::terminate() {
    process_->signal(SIGTERM);
    return wait();
}

int Daemon::wait() {
    return process_->wait().status;
}

}  // namespace tests
