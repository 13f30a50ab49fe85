#include "cli/batch_run.h"

#include <array>
#include <iterator>
#include <poll.h>
#include <unistd.h>
#include <utility>

#include "cli/commands.h"
#include "cli/parse.h"
#include "cli/progress.h"
#include "cli/shell_words.h"
#include "cli/verb.h"

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;

namespace {

// Enough to keep calld busy, and a bound on what is kept here.
constexpr std::size_t waiting_max = 1024;
constexpr std::size_t unsent_bytes_max = 1UL << 20U;

// After these nobody answers any more.
bool is_end_of_connection(const Failure& failure) {
    return failure.code() == ErrorCode::timeout || failure.code() == ErrorCode::unreachable;
}

}  // namespace

BatchRun::Summary BatchRun::run() {
    context_.client();  // no calld: nothing is tried
    // Outcomes that scroll by are progress enough, and where lines are typed nobody waits.
    const bool shows_progress =
        (options_.quiet || !context_.out().is_terminal()) && ::isatty(input_.fd()) == 0;
    Progress progress(shows_progress);
    progress.begin("commands", std::nullopt);
    while (true) {
        start_lines();
        write_done();
        progress.at(summary_.lines - std::ssize(outcomes_));
        if (outcomes_.empty() && (halted_ || (input_.at_end() && !input_.has_line()))) break;
        if (may_start() && input_.has_line()) continue;
        context_.out().flush();
        wait();
    }
    summary_.why_lost = context_.client().connection().why_lost();
    input_.read_what_is_there();
    const bool lost = !summary_.why_lost.empty();
    summary_.cut_short = input_.has_line() || (lost && !input_.at_end());
    context_.out().flush();
    return std::move(summary_);
}

bool BatchRun::may_start() const {
    if (halted_) return false;
    return options_.stop ? outcomes_.empty() : outcomes_.size() < waiting_max;
}

void BatchRun::start_lines() {
    while (may_start() && input_.has_line() &&
           context_.client().connection().unsent_bytes() < unsent_bytes_max) {
        ++line_;
        start(*input_.take_line());
        if (options_.stop) write_done();
    }
}

void BatchRun::start(const std::string& line) {
    const auto words = split_words(line);
    if (words && words->empty()) return;
    ++summary_.lines;
    Outcome& outcome = outcomes_.emplace_back(Outcome{line_});
    try {
        if (!words) throw bad_usage("a quote is not closed");
        carry_out(*words, outcome);
    } catch (const Failure& failure) {
        outcome.failure = failure;
        outcome.done = true;
    }
}

void BatchRun::carry_out(const std::vector<std::string>& words, Outcome& outcome) {
    Verb verb = find_verb(words);
    if (verb.entry == nullptr) throw bad_usage("there is no command in it");
    if (!verb.entry->in_batch) {
        throw bad_usage(std::string(verb.entry->name) + " cannot be used in a batch");
    }
    const std::shared_ptr<Command> command = verb.entry->make();
    std::string request_id;
    parse_line(*verb.entry, *command, std::move(verb.words), request_id);
    context_.begin_line(std::move(request_id));
    auto request = command->request(context_);
    if (!request) {
        outcome.result = command->outcome(context_);
        outcome.done = true;
        return;
    }
    context_.stamp(*request);
    const auto answer = [&outcome, command, asked = *request](json::value result,
                                                              const Failure* failure) {
        outcome.done = true;
        outcome.result = std::move(result);
        if (failure == nullptr) {
            if (const json::object* object = outcome.result.if_object())
                outcome.failure = command->verdict(*object);
            return;
        }
        outcome.failure = *failure;
        explain_open_outcome(*outcome.failure, asked);
    };
    context_.client().submit(*request, context_.limit(), answer);
}

// In the order of the lines, as far as they are known.
void BatchRun::write_done() {
    while (!outcomes_.empty() && outcomes_.front().done) {
        write(outcomes_.front());
        outcomes_.pop_front();
    }
}

void BatchRun::write(const Outcome& outcome) {
    json::object shown{{"line", outcome.line}, {"ok", !outcome.failure}};
    if (outcome.failure) {
        shown["error"] = outcome.failure->to_json();
        if (summary_.failed++ == 0) {
            summary_.first_failed_line = outcome.line;
            summary_.first_failure = outcome.failure;
        }
        if (options_.stop || is_end_of_connection(*outcome.failure)) halted_ = true;
    } else {
        shown["result"] = outcome.result;
    }
    if (!options_.quiet) context_.out().write(json::serialize(shown) + '\n');
}

// For an answer or for more input, whichever is of use now.
void BatchRun::wait() {
    Client& client = context_.client();
    const bool wants_input = may_start() && !input_.at_end() && !input_.has_line();
    std::array<pollfd, 2> watched{{{client.connection().fd(), client.connection().wanted(), 0},
                                   {wants_input ? input_.fd() : -1, POLLIN, 0}}};
    ::poll(watched.data(), watched.size(), client.next_deadline().poll_ms());
    if (watched[0].revents != 0) client.connection().handle(watched[0].revents);
    client.dispatch();
    if (watched[1].revents != 0) input_.read_some();
    if (client.connection().lost() && outcomes_.empty()) halted_ = true;
}

}  // namespace calls::cli
