#include "cli/help.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/parse.h"
#include "cli/table.h"
#include "core/protocol/errors.h"

namespace calls::cli {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string indented(const Pairs& pairs) {
    Pairs shifted;
    for (const auto& [name, text] : pairs) shifted.emplace_back("  " + name, text);
    return lay_out_pairs(shifted, 0);
}

std::string usage_of(const CommandEntry& entry) {
    std::string usage = "callctl " + std::string(entry.name);
    if (!entry.usage.empty()) usage += " " + std::string(entry.usage);
    return usage;
}

// "-o,--output" and "FORMAT" as "-o, --output FORMAT".
std::string shown_names(const Arguments::Description& described) {
    std::string names;
    for (const char c : described.names) names += c == ',' ? std::string(", ") : std::string(1, c);
    return described.value.empty() ? names : names + " " + described.value;
}

std::string section(std::string_view title, const std::vector<Arguments::Description>& all) {
    Pairs pairs;
    for (const auto& described : all) pairs.emplace_back(shown_names(described), described.help);
    return pairs.empty() ? "" : "\n" + std::string(title) + ":\n" + indented(pairs);
}

std::string examples_of(const CommandEntry& entry) {
    if (entry.examples.empty()) return "";
    std::string text = "\nExamples:\n";
    std::string_view left = entry.examples;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find('\n'), left.size());
        text += "  callctl " + std::string(left.substr(0, end)) + '\n';
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return text;
}

Pairs purposes(std::string_view group) {
    Pairs pairs;
    for (const CommandEntry* entry : all_commands()) {
        if (!group.empty() && !entry->name.starts_with(std::string(group) + ' ')) continue;
        pairs.emplace_back(entry->name, entry->purpose);
    }
    return pairs;
}

}  // namespace

std::string help_overview() {
    return "callctl: paid calls from the command line; it speaks with calld over a Unix socket.\n"
           "\nUsage: callctl [OPTION]... COMMAND [ARGUMENT]...\n\nCommands:\n" +
           indented(purposes("")) + section("Options of every command", describe_globals()) +
           "\nDurations: 1500ms, 90s, 5m, 1h30m, 0. Times: 2026-11-22, '2026-11-22 10:00', "
           "2026-10,\n"
           "today, yesterday, this-month, last-month, -2h, milliseconds since 1970; the zone is "
           "TZ.\n"
           "CALL is an id, or @USER for the live call of that user.\n"
           "\nMore: callctl help COMMAND, callctl help exit-codes\n";
}

std::string help_for(const CommandEntry& entry) {
    return std::string(entry.purpose) + "\n\nUsage: " + usage_of(entry) + '\n' +
           section("Arguments", describe_command(entry)) +
           section("Options of every command", describe_globals()) + examples_of(entry);
}

std::string help_for_group(std::string_view group) {
    return "Usage: callctl " + std::string(group) + " COMMAND\n\nCommands:\n" +
           indented(purposes(group));
}

std::string help_exit_codes() {
    Pairs rows{{"0", "success"}};
    auto table = protocol::error_table;
    std::ranges::stable_sort(table, {}, &protocol::ErrorRow::exit_status);
    for (const auto& row : table) {
        rows.emplace_back(std::to_string(row.exit_status),
                          std::string(row.kind) + ": " + std::string(row.meaning));
    }
    rows.emplace_back("130", "ended by Ctrl-C");
    rows.emplace_back("141", "whoever read the output has gone");
    return "callctl exits with:\n" + indented(rows) +
           "\nsandbox and `watch -- COMMAND` end as COMMAND did (128+N by signal N); 126 and 127: "
           "it\n"
           "could not be run; 125: the sandbox itself failed.\n";
}

}  // namespace calls::cli
