#include "cli/sandbox.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/child.h"
#include "cli/context.h"
#include "cli/deadline.h"
#include "cli/failure.h"

namespace calls::cli {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds start_limit{10'000};
constexpr milliseconds stop_limit{10'000};
constexpr milliseconds look_pause{5};

std::string temporary_folder() {
    const char* folder = std::getenv("TMPDIR");
    return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

bool names_option(const std::vector<std::string>& words, const std::string& option) {
    return std::ranges::any_of(words, [&option](const std::string& word) {
        return word == option || word.starts_with(option + "=");
    });
}

// calld beside callctl itself, as in a build folder; else wherever PATH has it.
std::string calld_program() {
    std::error_code error;
    for (const char* place : {"calld", "../sbin/calld"}) {
        const fs::path own = fs::read_symlink("/proc/self/exe", error);
        const fs::path beside = own.parent_path() / place;
        if (!error && ::access(beside.c_str(), X_OK) == 0) return beside;
    }
    return "calld";
}

// Settings of another calld on this machine are none of the sandbox's.
void forget_environment() {
    std::vector<std::string> names{"NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (text.starts_with("CALLD_")) names.emplace_back(text.substr(0, text.find('=')));
    }
    for (const std::string& name : names) ::unsetenv(name.c_str());
}

}  // namespace

Sandbox::Sandbox(Options options) : options_(std::move(options)) {
    try {
        make_folder();
        copy_store();
        start_calld();
    } catch (...) {
        clean_up();
        throw;
    }
}

Sandbox::~Sandbox() {
    stop_calld();
    clean_up();
}

void Sandbox::wait_until_ready(const std::function<bool()>& given_up) {
    const Deadline until = Deadline::in(start_limit);
    Globals globals;
    globals.socket = socket_path();
    globals.timeout = start_limit;
    while (!given_up()) {
        if (has_ended()) throw SandboxError("calld did not start:\n" + log_text());
        try {
            Output nowhere(-1);
            Context(nowhere, globals, false).ask({"ping"});
            return;
        } catch (const Failure& failure) {
            if (until.passed()) {
                throw SandboxError(std::string("calld does not answer: ") + failure.what() + '\n' +
                                   log_text());
            }
        }
        until.sleep(look_pause);
    }
}

void Sandbox::make_folder() {
    folder_ = temporary_folder() + "/callctl-XXXXXX";
    // Made with mode 0700.
    if (::mkdtemp(folder_.data()) == nullptr) {
        const std::string why = std::strerror(errno);
        throw SandboxError("cannot make " + std::exchange(folder_, "") + ": " + why);
    }
    std::error_code error;
    folder_ = fs::canonical(folder_, error).string();
}

void Sandbox::copy_store() const {
    if (options_.from.empty()) return;
    std::error_code error;
    fs::copy_file(options_.from, store_path(), error);
    if (error) throw SandboxError("cannot copy " + options_.from + ": " + error.message());
    fs::permissions(store_path(), fs::perms::owner_read | fs::perms::owner_write, error);
}

void Sandbox::start_calld() {
    // An empty file of settings, so that the user's own has no say.
    std::ofstream(folder_ + "/calld.toml").flush();
    calld_ = ::fork();
    if (calld_ < 0) {
        calld_ = 0;
        throw SandboxError(std::string("cannot fork: ") + std::strerror(errno));
    }
    if (calld_ == 0) become_calld();
}

void Sandbox::become_calld() const {
    ::setpgid(0, 0);  // Ctrl-C is for the command, not for calld
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int log = ::open((folder_ + "/calld.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    if (!names_option(options_.calld_words, "--log-target")) ::dup2(log, STDERR_FILENO);
    forget_environment();
    execute(calld_command());
}

std::vector<std::string> Sandbox::calld_command() const {
    std::vector<std::string> command{calld_program(), "--socket", socket_path(), "--db",
                                     store_path()};
    const auto add_default = [&](const std::string& option, const std::string& value) {
        if (names_option(options_.calld_words, option)) return;
        command.push_back(option);
        command.push_back(value);
    };
    add_default("--config", folder_ + "/calld.toml");
    add_default("--durability", "off");
    std::ranges::copy(options_.calld_words, std::back_inserter(command));
    return command;
}

std::string Sandbox::log_text() const {
    std::ifstream log(folder_ + "/calld.log");
    return {std::istreambuf_iterator<char>(log), {}};
}

bool Sandbox::has_ended() {
    if (calld_ == 0) return true;
    int status = 0;
    const pid_t found = ::waitpid(calld_, &status, WNOHANG);
    if (found == 0 || (found < 0 && errno == EINTR)) return false;
    calld_ = 0;
    return true;
}

void Sandbox::stop_calld() noexcept {
    if (has_ended()) return;
    ::kill(calld_, SIGTERM);
    const Deadline until = Deadline::in(stop_limit);
    while (!has_ended()) {
        if (until.passed()) ::kill(calld_, SIGKILL);
        ::usleep(1000);
    }
}

void Sandbox::clean_up() noexcept {
    if (folder_.empty() || options_.keep) return;
    std::error_code error;
    fs::remove_all(folder_, error);
}

}  // namespace calls::cli
