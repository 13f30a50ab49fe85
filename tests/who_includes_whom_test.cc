#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

// The source tree against share/doc/architecture.md: who includes whom, which library is seen
// where, and what no file may contain.

namespace {

namespace fs = std::filesystem;

struct SourceFile {
    std::string path;  // from the root
    std::string room;  // "core/rules", "daemon", "cli"
    std::vector<std::string> lines;
};

fs::path root() {
    return fs::path(CALLS_SOURCE_FOLDER).lexically_normal();
}

std::string room_of(const fs::path& path) {
    const std::string top = path.begin()->string();
    return top == "core" ? top + "/" + std::next(path.begin())->string() : top;
}

std::vector<SourceFile> sources() {
    std::vector<SourceFile> files;
    for (const char* top : {"core", "daemon", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root() / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".cc" && extension != ".h") continue;
            const fs::path path = fs::relative(entry.path(), root());
            SourceFile file{path.generic_string(), room_of(path), {}};
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);) file.lines.push_back(line);
            files.push_back(std::move(file));
        }
    }
    return files;
}

// What is between the quotes or brackets; empty if the line includes nothing.
std::string included(const std::string& line) {
    static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"].*)");
    std::smatch match;
    return std::regex_match(line, match, include) ? match[1].str() : "";
}

bool begins_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
    return std::ranges::any_of(beginnings, [&](const auto& it) { return text.starts_with(it); });
}

// The rooms that a room may include, itself aside.
const std::map<std::string, std::set<std::string>> arrows{
    {"core/base", {}},
    {"core/model", {"core/base"}},
    {"core/rules", {"core/model", "core/base"}},
    {"core/engine", {"core/rules", "core/model", "core/base"}},
    {"core/protocol", {"core/model", "core/base"}},
    {"core/store", {"core/engine", "core/model", "core/base"}},
    {"cli", {"core/protocol", "core/model", "core/base"}},
    {"daemon",
     {"core/protocol", "core/engine", "core/store", "core/rules", "core/model", "core/base"}},
};

// Of one room, where only these files may be known to another.
const std::map<std::pair<std::string, std::string>, std::set<std::string>> narrow_doors{
    {{"core/store", "core/engine"}, {"core/engine/store.h"}},
    {{"daemon", "core/rules"}, {"core/rules/settings.h"}},
};

struct LibraryRule {
    std::vector<std::string> headers;  // beginnings
    std::vector<std::string> allowed;  // beginnings of paths
};

const std::vector<LibraryRule> library_rules{
    {{"sqlite3"},
     {"core/store/sqlite.cc", "core/store/sqlite_log.cc", "core/store/gentle_writes.cc"}},
    {{"CLI/"}, {"cli/", "daemon/options"}},
    {{"boost/asio"}, {"daemon/", "cli/client"}},
    {{"spdlog/"}, {"daemon/log"}},
    {{"liburing"}, {"daemon/socket_batch"}},
    {{"toml++/", "toml.hpp"}, {"daemon/"}},
    {{"boost/json"}, {"core/protocol/", "daemon/", "cli/"}},
    {{"sys/socket", "sys/un.h"}, {"daemon/", "cli/"}},
};

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line.substr(0, line.find("//")) + '\n';
    return text;
}

// The end of the block that opens at `open`.
std::size_t block_end(const std::string& text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return i;
    }
    return text.size();
}

// A lambda with captures that waits: its frame outlives what it captured.
bool has_capturing_coroutine(const std::string& text) {
    static const std::regex lambda(R"(\[\s*[&=\w*][^\[\]]*\]\s*(\([^{};]*\))?[^{};()]*\{)");
    static const std::regex waits(R"(\bco_(await|return|yield)\b)");
    for (std::sregex_iterator it(text.begin(), text.end(), lambda), end; it != end; ++it) {
        const auto open = static_cast<std::size_t>(it->position() + it->length() - 1);
        const std::string body = text.substr(open, block_end(text, open) - open);
        if (std::regex_search(body, waits)) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("sources: includes follow the arrows") {
    for (const auto& file : sources()) {
        INFO(file.path);
        REQUIRE(arrows.contains(file.room));
        for (const auto& line : file.lines) {
            const std::string target = included(line);
            if (!begins_with_any(target, {"core/", "daemon/", "cli/", "tests/"})) continue;
            const std::string room = room_of(target);
            INFO(line);
            if (room == file.room) continue;
            CHECK(arrows.at(file.room).contains(room));
            const auto door = narrow_doors.find({file.room, room});
            if (door != narrow_doors.end()) CHECK(door->second.contains(target));
        }
    }
}

TEST_CASE("sources: project headers are included by their full path") {
    for (const auto& file : sources()) {
        for (const auto& line : file.lines) {
            if (included(line).empty() || line.find('"') == std::string::npos) continue;
            INFO(file.path << ": " << line);
            CHECK(fs::exists(root() / included(line)));
        }
    }
}

TEST_CASE("sources: each library is seen in its own rooms only") {
    for (const auto& file : sources()) {
        for (const auto& line : file.lines) {
            const std::string target = included(line);
            for (const auto& rule : library_rules) {
                if (!begins_with_any(target, rule.headers)) continue;
                INFO(file.path << ": " << line);
                CHECK(begins_with_any(file.path, rule.allowed));
            }
        }
    }
}

TEST_CASE("sources: nothing in core or the rules asks for the time") {
    static const std::regex clock(
        R"(_clock::now|\bgettimeofday\b|\bclock_gettime\b|\btime\(nullptr)");
    for (const auto& file : sources()) {
        if (!file.room.starts_with("core/")) continue;
        INFO(file.path);
        CHECK(!std::regex_search(joined(file.lines), clock));
    }
}

TEST_CASE("sources: no lambda that captures is a coroutine") {
    CHECK(has_capturing_coroutine("spawn([&]() -> awaitable<void> { co_await wait(); });"));
    CHECK(has_capturing_coroutine("spawn([this] { if (x) { y(); } co_return; });"));
    CHECK(!has_capturing_coroutine("values[i] = 3; { co_await wait(); }"));
    CHECK(!has_capturing_coroutine("sort([&](int a) { return a; }); co_await wait();"));
    for (const auto& file : sources()) {
        INFO(file.path);
        CHECK(!has_capturing_coroutine(joined(file.lines)));
    }
}

TEST_CASE("sources: no file has grown past 350 lines") {
    for (const auto& file : sources()) {
        INFO(file.path);
        CHECK(file.lines.size() <= 350);
    }
}

TEST_CASE("sources: headers are guarded and say what they are") {
    for (const auto& file : sources()) {
        if (!file.path.ends_with(".h")) continue;
        INFO(file.path);
        REQUIRE(!file.lines.empty());
        CHECK(file.lines.front() == "#pragma once");
        CHECK(std::ranges::any_of(file.lines,
                                  [](const auto& line) { return line.starts_with("// "); }));
    }
}
