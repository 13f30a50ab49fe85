#include "cli/arguments.h"

#include <algorithm>

#include <CLI/App.hpp>

#include "cli/counter_text.h"
#include "cli/times.h"
#include "core/base/whole_text.h"

namespace calls::cli {

namespace {

[[noreturn]] void fail(const std::string& why) {
    throw CLI::ValidationError(why, CLI::ExitCodes::ValidationError);
}

[[noreturn]] void refuse(const std::string& text, std::string_view wanted) {
    fail("'" + text + "' is not " + std::string(wanted));
}

constexpr std::string_view whole_wanted = "a whole number";
constexpr std::string_view duration_wanted = "a duration such as 1500ms, 90s, 1h30m or 0";
constexpr std::string_view time_wanted =
    "a time such as 2026-11-22, '2026-11-22 10:00', 2026-10, today, last-month or -2h";
constexpr std::string_view call_wanted = "a call: an id, or @USER for the live call of a user";

}  // namespace

void Arguments::required() {
    last_->required();
}

void Arguments::flag(std::string_view spec, bool& into, std::string_view help) {
    last_ = app_.add_flag(describe(spec, help), into);
}

void Arguments::text(std::string_view spec, std::string& into, std::string_view help) {
    add(spec, help, [&into](const std::string& text) { into = text; });
}

void Arguments::name(std::string_view spec, std::string& into, std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        if (text.empty()) refuse(text, "a name");
        into = text;
    });
}

void Arguments::file(std::string_view spec, std::string& into, std::string_view help) {
    name(spec, into, help);
    suggest(Suggestion::file);
}

void Arguments::choice(std::string_view spec, std::string& into, std::vector<std::string> words,
                       std::string_view help) {
    add(spec, help, [&into, words](const std::string& text) {
        if (std::ranges::find(words, text) == words.end()) {
            std::string list;
            for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
            refuse(text, "one of " + list);
        }
        into = text;
    });
    suggest(std::move(words));
}

void Arguments::whole(std::string_view spec, std::int64_t& into, std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        const auto number = base::parse_whole(text);
        if (!number) refuse(text, whole_wanted);
        into = *number;
    });
}

void Arguments::whole(std::string_view spec, std::optional<std::int64_t>& into,
                      std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        into = base::parse_whole(text);
        if (!into) refuse(text, whole_wanted);
    });
}

void Arguments::duration(std::string_view spec, std::optional<Millis>& into,
                         std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        into = base::parse_duration(text);
        if (!into) refuse(text, duration_wanted);
    });
}

void Arguments::time(std::string_view spec, std::optional<Moment>& into, std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        into = base::parse_time(text);
        if (!into) refuse(text, time_wanted);
    });
}

void Arguments::call(std::string_view spec, std::optional<CallRef>& into, std::string_view help) {
    add(spec, help, [&into](const std::string& text) {
        into = parse_call(text);
        if (!into) refuse(text, call_wanted);
    });
    suggest(Suggestion::call);
}

void Arguments::calls(std::string_view spec, std::vector<CallRef>& into, std::string_view help) {
    add_many(spec, help, [&into](const std::string& text) {
        const auto call = parse_call(text);
        if (!call) refuse(text, call_wanted);
        into.push_back(*call);
    });
    suggest(Suggestion::call);
}

void Arguments::texts(std::string_view spec, std::vector<std::string>& into,
                      std::string_view help) {
    add_many(spec, help, [&into](const std::string& text) { into.push_back(text); });
}

void Arguments::counters(std::string_view spec, std::vector<std::pair<int, std::int64_t>>& into,
                         std::string_view help) {
    add_many(spec, help, [&into](const std::string& text) {
        const auto counter = parse_counter(text);
        if (!counter) refuse(text, "N=V with N from 1 to 9 and V a whole number");
        for (const auto& before : into) {
            if (before.first == counter->first)
                fail("'" + text + "': that counter is named already");
        }
        into.push_back(*counter);
    });
}

void Arguments::rest(std::vector<std::string>& into) {
    app_.allow_extras();
    rest_ = &into;
}

void Arguments::add(std::string_view spec, std::string_view help, const Take& take) {
    last_ = app_.add_option_function<std::string>(describe(spec, help), take);
}

void Arguments::add_many(std::string_view spec, std::string_view help, const Take& take) {
    const std::string names = describe(spec, help);
    described_.back().many = true;
    last_ = app_.add_option_function<std::vector<std::string>>(
        names,
        [take](const std::vector<std::string>& texts) { std::ranges::for_each(texts, take); });
    // An option takes one value each time; what follows it is somebody else's.
    if (names.starts_with('-')) last_->allow_extra_args(false);
}

// Keeps what the help needs and returns the names alone.
std::string Arguments::describe(std::string_view spec, std::string_view help) {
    const std::size_t blank = std::min(spec.find(' '), spec.size());
    std::string names(spec.substr(0, blank));
    const std::string value(spec.substr(std::min(blank + 1, spec.size())));
    described_.push_back({.names = names, .value = value, .help = std::string(help)});
    return names;
}

}  // namespace calls::cli
