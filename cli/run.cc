#include "cli/run.h"

#include <csignal>
#include <exception>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "cli/complete.h"
#include "cli/context.h"
#include "cli/failure.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/verb.h"

namespace calls::cli {

using protocol::ErrorCode;

namespace {

constexpr int usage_status = 2;

// A descriptor that is closed would be given to the next socket, and results written to calld.
// What stands in for it cannot be written to, so that a lost result is still noticed.
void keep_standard_descriptors() {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) >= 0) continue;
        if (::open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0) ::_exit(1);
    }
}

void arrange_signals() {
    // Inherited as ignored, it would keep from us how programs ended that we run.
    std::signal(SIGCHLD, SIG_DFL);  // NOLINT: before any thread
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT: restored before anything is executed
    struct sigaction action {};
    ::sigaction(SIGINT, nullptr, &action);
    if (action.sa_handler == SIG_IGN) return;  // run in the background
    action.sa_handler = [](int) { ::_exit(interrupted_status); };
    ::sigaction(SIGINT, &action, nullptr);
}

int without_command(const Verb& verb, Output& out) {
    switch (parse_without_command(verb.words)) {
        case Parsed::show_help:
            out.write(verb.group.empty() ? help_overview() : help_for_group(verb.group));
            return 0;
        case Parsed::show_version:
            out.write("callctl " CALLS_VERSION "\n");
            return 0;
        case Parsed::run:
            break;
    }
    Output to_stderr(STDERR_FILENO);
    to_stderr.write(verb.group.empty() ? help_overview() : help_for_group(verb.group));
    to_stderr.flush();
    return usage_status;
}

int with_command(Verb verb, Globals& globals, Output& out) {
    const auto command = verb.entry->make();
    switch (parse_words(*verb.entry, *command, std::move(verb.words), globals)) {
        case Parsed::show_help:
            out.write(help_for(*verb.entry));
            return 0;
        case Parsed::show_version:
            out.write("callctl " CALLS_VERSION "\n");
            return 0;
        case Parsed::run:
            break;
    }
    Context context(out, globals, command->patient());
    context.tail = std::move(verb.tail);
    return command->run(context);
}

int dispatch(std::vector<std::string> words, Output& out) {
    if (!words.empty() && words.front() == complete_word)
        return print_completion({words.begin() + 1, words.end()});
    Verb verb = find_verb(std::move(words));
    if (verb.entry == nullptr) return without_command(verb, out);
    Globals globals;
    return with_command(std::move(verb), globals, out);
}

// Runs, gets what was printed out, and turns whatever was thrown into a failure.
int run_and_flush(std::vector<std::string> words, Output& out) {
    try {
        const int status = dispatch(std::move(words), out);
        out.flush();
        return status;
    } catch (const Failure&) {
        out.flush();  // what came before it is true
        throw;
    } catch (const std::exception& error) {
        throw Failure(ErrorCode::internal, std::string("callctl itself failed: ") + error.what());
    }
}

}  // namespace

int run(std::vector<std::string> words) {
    keep_standard_descriptors();
    arrange_signals();
    const bool as_json = wants_json_errors(words);
    Output out(STDOUT_FILENO);
    try {
        return run_and_flush(std::move(words), out);
    } catch (const Failure& failure) {
        report(failure, as_json);
        return failure.exit_status();
    } catch (const Quit& quit) {
        return quit.status;
    }
}

}  // namespace calls::cli
