#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "cli/commands.h"
#include "cli/parse.h"
#include "core/model/call.h"
#include "core/model/event.h"
#include "core/protocol/errors.h"
#include "core/protocol/methods.h"
#include "daemon/setting.h"

// The manual holds all that the programs have, and nothing that is gone.

namespace {

using namespace calls;
using Words = std::set<std::string>;

std::filesystem::path page_path(const std::string& name) {
    return std::filesystem::path(CALLS_SOURCE_FOLDER) / "man" / name;
}

std::vector<std::string> lines_of(const std::string& page) {
    std::ifstream file{page_path(page)};
    REQUIRE(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

std::string text_of(const std::string& page) {
    std::string text;
    for (const std::string& line : lines_of(page)) text += line + '\n';
    return text;
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream in{line};
    return {std::istream_iterator<std::string>{in}, {}};
}

// The lines of one section.
std::vector<std::string> section(const std::string& page, const std::string& title) {
    std::vector<std::string> found;
    bool inside = false;
    for (const std::string& line : lines_of(page)) {
        if (line.starts_with(".Sh ")) inside = line == ".Sh " + title;
        if (inside) found.push_back(line);
    }
    REQUIRE(!found.empty());
    return found;
}

// Options on a macro line: `Fl -name` is --name.
Words options_on(const std::string& line) {
    Words found;
    const auto words = words_of(line);
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if ((words[i] == "Fl" || words[i] == ".Fl") && words[i + 1].size() > 1)
            found.insert("-" + words[i + 1]);
    return found;
}

// By command: the options on its item lines (.It Ic NAME ...).
std::map<std::string, Words> items_of_commands() {
    std::map<std::string, Words> items;
    for (const std::string& line : lines_of("callctl.1")) {
        if (!line.starts_with(".It Ic ")) continue;
        const auto words = words_of(line.substr(7));
        std::string name = words.at(0);
        if (cli::is_group(name)) name += " " + words.at(1);
        items[name].merge(options_on(line));
    }
    return items;
}

// What stands first on the item lines of a section, whatever its macro; several behind commas.
Words items_of(const std::vector<std::string>& lines, const std::string& macro) {
    Words found;
    for (const std::string& line : lines) {
        if (!line.starts_with(".It ")) continue;
        const auto words = words_of(line.substr(4));
        if (words.empty() || words.front() != macro) continue;
        for (const std::string& word : words) {
            if (word == "Pq" || word == "Ta") break;
            if (word != "," && word != macro) found.insert(word);
        }
    }
    return found;
}

Words long_names(const std::vector<cli::Arguments::Description>& described) {
    Words names;
    for (const auto& one : described) {
        std::istringstream in{one.names};
        for (std::string name; std::getline(in, name, ',');)
            if (name.starts_with("--")) names.insert(name);
    }
    return names;
}

}  // namespace

TEST_CASE("pages: callctl(1) has every command with its options, and no other") {
    auto items = items_of_commands();
    for (const cli::CommandEntry* entry : cli::all_commands()) {
        const std::string name{entry->name};
        CAPTURE(name);
        REQUIRE(items.contains(name));
        Words expected = long_names(cli::describe_command(*entry));
        Words written = items.at(name);
        for (const char* elsewhere : {"--request-id"}) expected.erase(elsewhere);
        if (name == "dial") written.insert({"--host", "--guest"});  // in the text below it
        if (name == "sandbox") written.erase("--clock");            // calld's own
        CHECK(written == expected);
        items.erase(name);
    }
    for (const auto& [name, options] : items) FAIL_CHECK("there is no command " << name);
}

TEST_CASE("pages: callctl(1) has the options of every command, and its exit statuses") {
    Words written;
    for (const std::string& line : section("callctl.1", "DESCRIPTION"))
        if (line.starts_with(".It ")) {
            for (const std::string& word : words_of(line))
                if (word.starts_with("-") && word.size() > 1) written.insert("-" + word);
        }
    Words expected = long_names(cli::describe_globals());
    expected.insert("--request-id");
    CHECK(written == expected);

    std::string statuses;
    for (const std::string& line : section("callctl.1", "EXIT STATUS")) statuses += line + '\n';
    for (const protocol::ErrorRow& row : protocol::error_table) {
        const std::string item =
            ".It " + std::to_string(row.exit_status) + "\n.Em " + std::string(row.kind) + " :";
        CAPTURE(item);
        CHECK(statuses.find(item) != std::string::npos);
    }
}

TEST_CASE("pages: calld(8) and calld.toml(5) have every setting, and no other") {
    Words expected;
    for (const daemon::Setting& setting : daemon::settings())
        expected.insert(std::string{setting.name});
    CHECK(items_of(section("calld.toml.5", "DESCRIPTION"), "Cm") == expected);
    Words written;
    for (const std::string& line : section("calld.8", "DESCRIPTION"))
        if (line.starts_with(".It Fl"))
            for (const std::string& word : words_of(line))
                if (word.starts_with("-") && word.size() > 1) written.insert(word.substr(1));
    expected.insert({"config", "check-config", "version", "help"});
    CHECK(written == expected);
}

TEST_CASE("pages: callctl-protocol(7) has every method, event, error and reason, and no other") {
    Words methods;
    for (const protocol::Method& method : protocol::methods())
        methods.insert(std::string{method.name});
    CHECK(items_of(section("callctl-protocol.7", "METHODS"), "Li") == methods);

    Words kinds;
    for (int i = 0; i <= static_cast<int>(model::EventKind::receipt); ++i)
        if (const auto kind = static_cast<model::EventKind>(i); shown_to_watchers(kind))
            kinds.insert(std::string{name_of(kind)});
    CHECK(items_of(section("callctl-protocol.7", "EVENTS"), "Li") == kinds);

    Words errors;
    for (const protocol::ErrorRow& row : protocol::error_table)
        if (row.exit_status != 3 && row.exit_status != 10 && row.exit_status != 12)
            errors.insert(std::string{row.kind});
    CHECK(items_of(section("callctl-protocol.7", "REFUSALS AND ERRORS"), "Li") == errors);

    const std::string text = text_of("callctl-protocol.7");
    for (int i = 1; i <= static_cast<int>(model::HangReason::no_funds); ++i) {
        const std::string reason{name_of(static_cast<model::HangReason>(i))};
        CAPTURE(reason);
        CHECK(text.find(".Li " + reason + "\n") + text.find(".Li " + reason + " ") !=
              2 * std::string::npos);
    }
}

TEST_CASE("pages: mandoc finds nothing to complain of") {
    if (std::system("command -v mandoc >/dev/null") != 0) {
        WARN("skipped: mandoc is not installed");
        return;
    }
    for (const auto& entry : std::filesystem::directory_iterator{page_path("")}) {
        CAPTURE(entry.path());
        CHECK(std::system(("mandoc -T lint -W warning '" + entry.path().string() + "'").c_str()) ==
              0);
    }
}
