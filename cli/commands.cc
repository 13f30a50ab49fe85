#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "cli/nearest.h"

// A new command is a file in cli/commands that defines NAME_command, and a line here.
#define CALLCTL_COMMANDS(X) \
    X(dial)                 \
    X(answer)               \
    X(heartbeat)            \
    X(hang)                 \
    X(ticket)               \
    X(counts_set)           \
    X(counts_add)           \
    X(publish)              \
    X(offer)                \
    X(show)                 \
    X(list)                 \
    X(records)              \
    X(tickets)              \
    X(account_show)         \
    X(account_deposit)      \
    X(account_withdraw)     \
    X(account_list)         \
    X(account_ledger)       \
    X(report)               \
    X(watch)                \
    X(top)                  \
    X(wait)                 \
    X(batch)                \
    X(rpc)                  \
    X(status)               \
    X(ping)                 \
    X(metrics)              \
    X(audit)                \
    X(backup)               \
    X(prune)                \
    X(clock_show)           \
    X(clock_set)            \
    X(clock_advance)        \
    X(shutdown)             \
    X(sandbox)              \
    X(completion)           \
    X(help)

namespace calls::cli {

#define CALLCTL_DECLARE(name) extern const CommandEntry name##_command;
CALLCTL_COMMANDS(CALLCTL_DECLARE)
#undef CALLCTL_DECLARE

namespace {

#define CALLCTL_ADDRESS(name) &name##_command,
constexpr std::array commands{CALLCTL_COMMANDS(CALLCTL_ADDRESS)};
#undef CALLCTL_ADDRESS

std::string_view first_word(std::string_view name) {
    return name.substr(0, name.find(' '));
}

}  // namespace

std::span<const CommandEntry* const> all_commands() {
    return commands;
}

const CommandEntry* find_command(std::string_view name) {
    const auto* found = std::ranges::find(commands, name, &CommandEntry::name);
    return found == commands.end() ? nullptr : *found;
}

bool is_group(std::string_view word) {
    return std::ranges::any_of(commands, [word](const CommandEntry* entry) {
        return entry->name.size() > word.size() && entry->name.starts_with(word) &&
               entry->name[word.size()] == ' ';
    });
}

std::string_view nearest_command(std::string_view name) {
    const bool has_two_words = name.find(' ') != std::string_view::npos;
    std::vector<std::string_view> names;
    names.reserve(commands.size());
    for (const CommandEntry* entry : commands) {
        names.push_back(has_two_words ? entry->name : first_word(entry->name));
    }
    return nearest(name, names);
}

}  // namespace calls::cli
