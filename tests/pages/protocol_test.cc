#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/model/query.h"
#include "core/protocol/errors.h"
#include "core/protocol/limits.h"
#include "core/protocol/methods.h"
#include "daemon/limits.h"
#include "tests/pages/kinds.h"
#include "tests/pages/page.h"

// callctl-protocol(7) against the tables and the sources of core/protocol.

using namespace calls;
using tests::PageLines;

namespace {

PageLines page() {
    static const PageLines lines = tests::read_page("callctl-protocol.7");
    return lines;
}

struct ToldMethod {
    std::set<std::string> roles;
    std::vector<std::string> words;  // fields, in their order
};

std::map<std::string, ToldMethod> told_methods() {
    std::map<std::string, ToldMethod> told;
    const PageLines methods = tests::section(page(), "METHODS");
    for (const std::string& title : tests::subsections(methods)) {
        const PageLines lines = tests::section(methods, title);
        const std::string role = tests::phrases(lines, "Em").at(0);
        for (const auto& item : tests::items(lines))
            for (const std::string& name : tests::phrases(item.head, "Ic")) {
                ToldMethod& method = told[name];
                method.roles.insert(role);
                std::ranges::copy(tests::phrases(item.body, "Va"),
                                  std::back_inserter(method.words));
            }
    }
    return told;
}

// Names as they stand in the sources of the protocol: "callId" after a bracket or a comma.
std::set<std::string> names_in_sources() {
    static const std::regex name(R"re([(,]\s*"([a-z][A-Za-z]*)")re");
    std::set<std::string> names;
    std::vector<std::string> files{"daemon/session.cc"};
    for (const auto& entry :
         std::filesystem::directory_iterator(tests::source_root() / "core/protocol")) {
        const std::string file = entry.path().filename();
        const bool is_one = file.starts_with("encode_") || file.starts_with("parse_") ||
                            file == "params.cc" || file == "rpc.cc";
        if (is_one && file.ends_with(".cc")) files.push_back("core/protocol/" + file);
    }
    for (const std::string& file : files) {
        const std::string text = tests::read_source(file);
        for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it)
            names.insert((*it)[1]);
    }
    return names;
}

// Of JSON-RPC itself, and values.
const std::set<std::string> no_fields{"jsonrpc", "method", "params",  "result", "error",
                                      "code",    "id",     "message", "event",  "day"};

}  // namespace

TEST_CASE("pages: callctl-protocol(7) tells each method with its role, and no other") {
    const auto told = told_methods();
    for (const auto& method : protocol::methods()) {
        INFO(method.name);
        const auto found = told.find(std::string{method.name});
        CHECK(found != told.end());
        if (found == told.end()) continue;
        std::set<std::string> roles{std::string{name_of(method.role)}};
        if (method.name == "clock") roles.insert("admin");  // to move it
        CHECK(found->second.roles == roles);
    }
    for (const auto& [name, method] : told) {
        INFO(name);
        CHECK(protocol::find_method(name) != nullptr);
    }
    for (const std::string& name : tests::phrases(page(), "Ic")) {
        INFO(name);
        CHECK(protocol::find_method(name) != nullptr);
    }
}

TEST_CASE("pages: callctl-protocol(7) tells parameters in the order of their positions") {
    const auto told = told_methods();
    for (const auto& method : protocol::methods()) {
        const auto found = told.find(std::string{method.name});
        if (found == told.end()) continue;
        INFO(method.name);
        auto at = found->second.words.begin();
        for (const auto position : method.positions) {
            INFO(position);
            at = std::find(at, found->second.words.end(), position);
            CHECK(at != found->second.words.end());
        }
    }
}

TEST_CASE("pages: callctl-protocol(7) knows the fields that the sources know, and no others") {
    const auto told = tests::set_of_phrases(page(), "Va");
    const auto real = names_in_sources();
    REQUIRE(real.size() > 60);
    for (const std::string& name : real) {
        INFO(name);
        if (!no_fields.contains(name)) CHECK(told.contains(name));
    }
    for (const std::string& name : told) {
        INFO(name);
        CHECK(real.contains(name));
    }
}

TEST_CASE("pages: callctl-protocol(7) has the table of errors") {
    std::set<std::vector<std::string>> real;
    std::set<std::string> kinds;
    for (const auto& row : protocol::error_table) {
        kinds.insert(std::string{row.kind});
        const bool on_the_wire = protocol::find_error(static_cast<int>(row.code)).has_value() &&
                                 row.code != protocol::ErrorCode::timeout &&
                                 row.code != protocol::ErrorCode::unreachable &&
                                 row.code != protocol::ErrorCode::io;
        if (on_the_wire)
            real.insert({std::to_string(static_cast<int>(row.code)), std::string{row.kind},
                         std::to_string(row.exit_status)});
    }
    std::set<std::vector<std::string>> told;
    const PageLines lines = tests::section(page(), "KINDS OF ERRORS");
    for (const auto& line : lines) {
        const auto row = tests::cells(line);
        if (row.size() == 4 && !row[0].empty() && row[0] != "Code")
            told.insert({row[0], row[1], row[2]});
    }
    CHECK(told == real);
    CHECK(tests::set_of_phrases(lines, "Er") == kinds);
}

TEST_CASE("pages: callctl-protocol(7) knows the kinds of events, and those only") {
    std::set<std::string> told;
    for (const auto& line : tests::section(page(), "EVENTS"))
        if (!tests::cells(line).empty()) told.merge(tests::set_of_phrases({line}, "Dv"));
    CHECK(told == tests::event_kinds());
}

TEST_CASE("pages: callctl-protocol(7) knows reasons, phases and kinds of entries") {
    const PageLines objects = tests::section(page(), "OBJECTS");
    auto of_calls = tests::hang_reasons();
    of_calls.merge(tests::live_phases());
    of_calls.insert("ended");
    CHECK(tests::set_of_phrases(tests::section(objects, "Call"), "Dv") == of_calls);
    CHECK(tests::set_of_phrases(tests::section(objects, "Entry"), "Dv") == tests::entry_kinds());
}

TEST_CASE("pages: callctl-protocol(7) tells the limits as they are") {
    std::string text;
    for (const auto& line : page()) text += line.text + '\n';
    const auto mib = [](std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; };
    for (const std::string& limit :
         {"at most " + mib(protocol::line_bytes_max),
          "nested at most " + std::to_string(protocol::depth_max) + " deep",
          "at most " + std::to_string(protocol::array_requests_max) + " requests, and its answer " +
              mib(protocol::array_reply_bytes_max),
          "at most " + std::to_string(protocol::text_bytes_max) + " bytes",
          mib(daemon::unread_bytes_max) + " of answers, or " +
              std::to_string(daemon::unanswered_max) + " of them",
          "nothing for " + std::to_string(daemon::stalled_max.count()) + " s",
          "1 to " + std::to_string(model::page_limit_max) + "; " +
              std::to_string(model::page_limit_default) + " if left out"}) {
        INFO(limit);
        CHECK(text.find(limit) != std::string::npos);
    }
}
