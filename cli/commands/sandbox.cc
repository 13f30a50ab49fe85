#include "cli/sandbox.h"

#include <csignal>
#include <cstdlib>
#include <string>
#include <sys/types.h>
#include <unistd.h>
#include <vector>

#include "cli/child.h"
#include "cli/command.h"

namespace calls::cli {

namespace {

constexpr int sandbox_failed_status = 125;

// The command that runs, and the signal that wants an end; 0: none. For the handler.
volatile pid_t running = 0;
volatile std::sig_atomic_t asked_to_end = 0;

// Ctrl-C reaches the command by itself. What would end callctl ends the command instead, and
// callctl cleans up after it.
void take_signal(int signal) {
    asked_to_end = signal;
    if (running > 0 && signal != SIGINT && signal != SIGQUIT) ::kill(running, signal);
}

void arrange_signals() {
    struct sigaction action {};
    action.sa_handler = take_signal;
    for (const int signal : {SIGINT, SIGQUIT, SIGTERM, SIGHUP}) {
        ::sigaction(signal, &action, nullptr);
    }
}

std::vector<std::string> shell() {
    const char* shell = std::getenv("SHELL");
    return {shell != nullptr && *shell != '\0' ? shell : "/bin/sh"};
}

int run_inside(const std::vector<std::string>& command, const std::string& socket) {
    const pid_t process = ::fork();
    if (process < 0) throw SandboxError("cannot fork");
    if (process == 0) {
        ::setenv("CALLCTL_SOCKET", socket.c_str(), 1);
        execute(command);
    }
    running = process;
    if (asked_to_end == SIGTERM || asked_to_end == SIGHUP) ::kill(process, asked_to_end);
    const int status = wait_for(process);
    running = 0;
    return status;
}

class SandboxCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.file("--from FILE", from_, "begins with a copy of this backup");
        arguments.flag("--keep", keep_, "the folder stays, and is named");
        arguments.choice("--clock WHICH", clock_, {"real", "manual"},
                         "a manual clock goes when it is moved: callctl clock");
        arguments.rest(calld_words_);
    }

    int run(Context& context) override {
        refuse_calld_words(context);
        if (!clock_.empty()) calld_words_.push_back("--clock=" + clock_);
        arrange_signals();
        try {
            Sandbox sandbox({from_, keep_, calld_words_});
            if (keep_) say("the sandbox is kept in " + sandbox.folder());
            sandbox.wait_until_ready([] { return asked_to_end != 0; });
            if (asked_to_end != 0) return 128 + asked_to_end;
            context.out().flush();
            return run_inside(context.tail.empty() ? shell() : context.tail, sandbox.socket_path());
        } catch (const SandboxError& error) {
            tell(error.what());
            return sandbox_failed_status;
        }
    }

  private:
    void refuse_calld_words(Context& context) const {
        if (!context.globals().socket.empty()) throw bad_usage("a sandbox has its own --socket");
        for (const std::string& word : calld_words_) {
            if (word == "--db" || word.starts_with("--db=")) {
                throw bad_usage("a sandbox has its own --db; begin with a copy with --from");
            }
        }
        if (!calld_words_.empty() && !calld_words_.front().starts_with("--")) {
            throw bad_usage("a command follows after --: callctl sandbox -- " +
                            calld_words_.front());
        }
    }

    // What calld said on its way out has several lines.
    static void tell(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            say("sandbox: " + std::string(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    std::string from_;
    bool keep_ = false;
    std::string clock_;
    std::vector<std::string> calld_words_;
};

}  // namespace

extern const CommandEntry sandbox_command{
    .name = "sandbox",
    .usage = "[--clock real|manual] [--from FILE] [--keep] [CALLD-OPTION]... [-- COMMAND...]",
    .purpose = "runs a command, or a shell, with a private calld that is thrown away after it",
    .examples =
        "sandbox\nsandbox --clock manual -- ./try.sh\nsandbox --from backup.db -- callctl "
        "audit\n",
    .make = make_command<SandboxCommand>,
    .runs_command = true,
    .in_batch = false,
};

}  // namespace calls::cli
