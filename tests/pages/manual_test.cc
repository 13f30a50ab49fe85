#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/pages/kinds.h"
#include "tests/pages/page.h"

// The manual as a whole: its form, and what is told on several pages.

namespace {

const std::vector<std::string> pages{"callctl.1", "calld.8", "calld.toml.5", "callctl-billing.7",
                                     "callctl-protocol.7"};

std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"),
                                                               &pclose);
    REQUIRE(pipe);
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 1; got > 0;) {
        got = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
        text.append(buffer.data(), got);
    }
    return text;
}

bool mandoc_or_skip() {
    if (!output_of("command -v mandoc").empty()) return true;
    WARN("skipped: mandoc is not installed, so nobody looks at the form of the pages");
    return false;
}

std::string path_of(const std::string& page) {
    return "'" + (tests::source_root() / "man" / page).string() + "'";
}

// Without the letters that were struck over for a heavier or an underlined look.
std::string without_overstrikes(const std::string& text) {
    std::string plain;
    for (const char c : text) {
        if (c == '\b')
            plain.pop_back();
        else
            plain += c;
    }
    return plain;
}

}  // namespace

TEST_CASE("pages: each page in the folder is one of these") {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(tests::source_root() / "man"))
        found.insert(entry.path().filename());
    CHECK(found == std::set<std::string>(pages.begin(), pages.end()));
}

TEST_CASE("pages: mandoc has nothing to say against them") {
    if (!mandoc_or_skip()) return;
    for (const std::string& page : pages)
        CHECK(output_of("mandoc -T lint -W warning " + path_of(page) + " 2>&1").empty());
}

TEST_CASE("pages: they fit a terminal of 80 columns") {
    if (!mandoc_or_skip()) return;
    for (const std::string& page : pages) {
        const std::string text =
            without_overstrikes(output_of("mandoc -T ascii -O width=80 " + path_of(page)));
        std::size_t begin = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos;
             end = text.find('\n', begin)) {
            INFO(page << ": " << text.substr(begin, end - begin));
            CHECK(end - begin <= 80);
            begin = end + 1;
        }
    }
}

TEST_CASE("pages: each refers to pages that are there") {
    const std::set<std::string> elsewhere{"cron 8", "sh 1", "logrotate 8"};
    for (const std::string& page : pages)
        for (const std::string& other : tests::phrases(tests::read_page(page), "Xr")) {
            INFO(page << ": " << other);
            std::string name = other;
            name.replace(name.find(' '), 1, ".");
            CHECK((elsewhere.contains(other) ||
                   std::filesystem::exists(tests::source_root() / "man" / name)));
        }
}

TEST_CASE("pages: the two readmes lead to each other and show the same commands") {
    const auto commands = [](const std::string& file) {
        std::istringstream in(tests::read_source(file));
        std::vector<std::string> found;
        bool display = false;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("```")) display = !display;
            if (!display && !line.starts_with("    ")) continue;
            line.erase(std::min(line.find(" # "), line.size()));  // the words are another tongue's
            line.erase(line.find_last_not_of(' ') + 1);
            found.push_back(line);
        }
        return found;
    };
    CHECK(commands("README.md") == commands("README.zh-CN.md"));
    CHECK(tests::read_source("README.md").find("(README.zh-CN.md)") != std::string::npos);
    CHECK(tests::read_source("README.zh-CN.md").find("(README.md)") != std::string::npos);
}

TEST_CASE("pages: callctl-billing(7) knows why calls end, and what moves money") {
    const auto page = tests::read_page("callctl-billing.7");
    CHECK(tests::set_of_phrases(tests::section(page, "Why a call ended"), "Cm") ==
          tests::hang_reasons());
    std::set<std::string> kinds;
    for (const auto& line : tests::section(page, "Accounts and the ledger"))
        if (!tests::cells(line).empty()) kinds.merge(tests::set_of_phrases({line}, "Cm"));
    CHECK(kinds == tests::entry_kinds());
}
