#include <map>
#include <regex>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "daemon/setting.h"
#include "tests/pages/page.h"

// calld(8) and calld.toml(5) against the table of settings and the exit statuses.

using namespace calls;
using tests::PageLines;

namespace {

std::set<std::string> setting_names(const std::string& prefix) {
    std::set<std::string> names;
    for (const auto& setting : daemon::settings()) names.insert(prefix + std::string{setting.name});
    return names;
}

}  // namespace

TEST_CASE("pages: calld(8) tells each option, and those only") {
    auto real = setting_names("--");
    real.insert({"--config", "--check-config", "--version", "--help", "-h"});
    PageLines heads;
    for (const auto& item : tests::items(tests::section(tests::read_page("calld.8"), "OPTIONS")))
        heads.insert(heads.end(), item.head.begin(), item.head.end());
    CHECK(tests::set_of_phrases(heads, "Fl") == real);
}

TEST_CASE("pages: calld(8) tells what calld ends with") {
    const std::string header = tests::read_source("daemon/exit_status.h");
    static const std::regex constant(R"(int exit_\w+ = (\d+);)");
    std::set<std::string> real;
    for (std::sregex_iterator it(header.begin(), header.end(), constant), end; it != end; ++it)
        real.insert((*it)[1]);
    REQUIRE(real.size() >= 5);
    std::set<std::string> told;
    for (const auto& item :
         tests::items(tests::section(tests::read_page("calld.8"), "EXIT STATUS")))
        told.insert(item.head.front().words.at(1));
    CHECK(told == real);
}

TEST_CASE("pages: calld.toml(5) tells each setting and its default, and no other") {
    std::map<std::string, PageLines> told;
    for (const auto& item :
         tests::items(tests::section(tests::read_page("calld.toml.5"), "SETTINGS")))
        told[tests::phrases(item.head, "Cm").at(0)] = item.body;
    std::set<std::string> names;
    for (const auto& [name, body] : told) names.insert(name);
    CHECK(names == setting_names(""));

    for (const auto& setting : daemon::settings()) {
        INFO(setting.name);
        const auto found = told.find(std::string{setting.name});
        if (found == told.end()) continue;
        std::string last;
        bool has_default = false;
        std::string value;
        for (const auto& line : found->second) {
            if (last == "Default:")
                value = tests::phrases({line}, "Li").empty() ? ""
                                                             : tests::phrases({line}, "Li").front();
            has_default = has_default || line.text.starts_with("Default:");
            last = line.text;
        }
        CHECK(has_default);
        if (!setting.initial.empty()) CHECK(value == setting.initial);
    }
}
