#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "cli/commands.h"
#include "cli/parse.h"
#include "core/model/call.h"
#include "core/model/event.h"
#include "core/model/ledger_entry.h"
#include "core/protocol/errors.h"
#include "daemon/setting.h"
#include "tests/pages/kinds.h"
#include "tests/pages/page.h"

// callctl(1) against the table of commands, in both directions.

using namespace calls;
using tests::PageLines;

namespace {

const std::string request_id = "--request-id";  // told once, for all that take it

PageLines page() {
    static const PageLines lines = tests::read_page("callctl.1");
    return lines;
}

void add(PageLines& lines, const PageLines& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

struct Told {
    PageLines all;
    PageLines heads;  // of the command's own items, and of those inside
};

// What the page says of each command; some have several items. Under "" the options that all lists
// share.
std::map<std::string, Told> told_commands() {
    std::map<std::string, Told> told;
    for (const auto& item : tests::items(tests::section(page(), "COMMANDS"))) {
        const auto names = tests::phrases(item.head, "Ic");
        Told& here = told[names.empty() ? "" : names.front()];
        add(here.all, item.all());
        add(here.heads, item.head);
        for (const auto& inner : tests::all_items(item.body)) add(here.heads, inner.head);
    }
    return told;
}

std::set<std::string> options_of(const std::vector<cli::Arguments::Description>& described) {
    std::set<std::string> options;
    for (const auto& one : described) {
        std::string names = one.names + ',';
        for (std::size_t comma = names.find(','); comma != std::string::npos;
             comma = names.find(',')) {
            if (names.starts_with('-')) options.insert(names.substr(0, comma));
            names.erase(0, comma + 1);
        }
    }
    return options;
}

std::set<std::string> options_of(const cli::CommandEntry& entry) {
    auto options = options_of(cli::describe_command(entry));
    options.erase(request_id);
    return options;
}

// Of any command, of all, and of calld, which a sandbox takes too.
std::set<std::string> all_options() {
    auto options = options_of(cli::describe_globals());
    options.insert({request_id, "--", "--config", "--check-config"});
    for (const auto* entry : cli::all_commands()) options.merge(options_of(*entry));
    for (const auto& setting : daemon::settings()) options.insert("--" + std::string{setting.name});
    return options;
}

// A command, a group of them, or one with its first words: "callctl clock".
bool is_known(std::string name) {
    if (name.starts_with("callctl ")) name.erase(0, 8);
    return cli::find_command(name) != nullptr || cli::is_group(name);
}

}  // namespace

TEST_CASE("pages: callctl(1) tells each command and each of its options") {
    auto told = told_commands();
    const auto shared = tests::set_of_phrases(told[""].heads, "Fl");
    for (const auto* entry : cli::all_commands()) {
        INFO(entry->name);
        const std::string name{entry->name};
        CHECK(told.contains(name));
        if (!told.contains(name)) continue;
        auto options = tests::set_of_phrases(told[name].all, "Fl");
        if (tests::set_of_phrases(told[name].heads, "Ar").contains("PAGE"))
            options.insert(shared.begin(), shared.end());
        for (const std::string& option : options_of(*entry)) {
            INFO(option);
            CHECK(options.contains(option));
        }
    }
}

TEST_CASE("pages: callctl(1) tells no command and no option that is not there") {
    for (const auto& [name, told] : told_commands()) {
        if (name.empty()) continue;
        INFO(name);
        const auto* entry = cli::find_command(name);
        CHECK(entry != nullptr);
        if (entry == nullptr) continue;
        auto options = options_of(*entry);
        if (entry->runs_command) options.insert("--");
        for (const std::string& option : tests::phrases(told.heads, "Fl")) {
            INFO(option);
            CHECK(options.contains(option));
        }
    }
}

TEST_CASE("pages: callctl(1) tells the options of every command, and those only") {
    auto real = options_of(cli::describe_globals());
    real.insert(request_id);
    PageLines heads;
    for (const auto& item : tests::items(tests::section(page(), "OPTIONS"))) add(heads, item.head);
    CHECK(tests::set_of_phrases(heads, "Fl") == real);
}

TEST_CASE("pages: whatever is named as a command or an option is one, on every page") {
    const auto options = all_options();
    for (const char* name : {"callctl.1", "calld.8", "calld.toml.5", "callctl-billing.7"}) {
        const PageLines lines = tests::read_page(name);
        for (const std::string& command : tests::phrases(lines, "Ic")) {
            if (command.starts_with("systemctl ") || command.starts_with("calld ")) continue;
            INFO(name << ": " << command);
            CHECK(is_known(command));
        }
        for (const std::string& option : tests::phrases(lines, "Fl")) {
            INFO(name << ": " << option);
            CHECK(options.contains(option));
        }
    }
}

TEST_CASE("pages: callctl(1) says which commands have no time limit") {
    std::set<std::string> patient;
    for (const auto* entry : cli::all_commands())
        if (entry->make()->patient()) patient.insert(std::string{entry->name});
    // With some of their options only.
    patient.insert({"heartbeat", "rpc"});
    for (const auto& item : tests::items(tests::section(page(), "OPTIONS")))
        if (tests::set_of_phrases(item.head, "Fl").contains("--timeout"))
            CHECK(tests::set_of_phrases(item.body, "Ic") == patient);
}

TEST_CASE("pages: callctl(1) says what a batch refuses") {
    std::set<std::string> refused{"rpc", "heartbeat", "batch"};
    for (const auto* entry : cli::all_commands())
        if (!entry->in_batch) refused.insert(std::string{entry->name});
    CHECK(tests::set_of_phrases(told_commands()["batch"].all, "Ic") == refused);
}

TEST_CASE("pages: callctl(1) has the exit statuses of the table of errors") {
    std::map<std::string, std::string> real{{"0", "-"}, {"130", "-"}, {"141", "-"}};
    for (const auto& row : protocol::error_table)
        real[std::to_string(row.exit_status)] = std::string{row.kind};
    std::map<std::string, std::string> told;
    for (const auto& line : tests::section(page(), "EXIT STATUS")) {
        const auto row = tests::cells(line);
        if (row.size() == 3 && row[0] != "Status" && !row[0].empty()) told[row[0]] = row[1];
    }
    CHECK(told == real);
}

TEST_CASE("pages: callctl(1) knows reasons, phases, kinds of events and of entries") {
    auto told = told_commands();
    CHECK(tests::set_of_phrases(told["records"].all, "Cm") == tests::hang_reasons());
    CHECK(tests::set_of_phrases(told["list"].all, "Cm") == tests::live_phases());
    CHECK(tests::set_of_phrases(told["account ledger"].all, "Cm") == tests::entry_kinds());
    for (const auto& item : tests::all_items(told["watch"].all))
        if (tests::set_of_phrases(item.head, "Fl").contains("--kind"))
            CHECK(tests::set_of_phrases(item.body, "Cm") == tests::event_kinds());
}
