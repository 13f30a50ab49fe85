#include "cli/complete.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace calls::cli;

int asked = 0;

std::vector<Candidate> two_calls(const std::vector<std::string>& /*words*/) {
    ++asked;
    return {{"7", "talking"}, {"@12", "talking"}};
}

std::vector<std::string> words(std::vector<std::string> typed) {
    std::vector<std::string> found;
    for (const Candidate& one : complete(std::move(typed), two_calls).words)
        found.push_back(one.word);
    return found;
}

bool offers(const std::vector<std::string>& found, const std::string& word) {
    return std::ranges::count(found, word) == 1;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("complete: commands, those of a group by their second word") {
    CHECK(words({"he"}) == Words{"heartbeat", "help"});
    CHECK(offers(words({""}), "account"));
    CHECK(words({"account", "de"}) == Words{"deposit"});
    CHECK(words({"--socket", "/s", "di"}) == Words{"dial"});
    CHECK(words({"nonsense", ""}).empty());
    CHECK(words({}) == words({""}));
}

TEST_CASE("complete: options of a command and those of all") {
    CHECK(words({"dial", "--pri"}) == Words{"--price"});
    CHECK(words({"dial", "--req"}) == Words{"--request-id"});
    CHECK(words({"list", "--req"}).empty());
    CHECK(words({"dial", "--ho"}) == Words{"--host"});  // the other form of a positional
    CHECK(words({"sandbox", "--clock", "m"}) == Words{"manual"});
    CHECK(offers(words({"list", "-"}), "--output"));
    CHECK(words({"--ver"}) == Words{"--version"});
}

TEST_CASE("complete: values that are words of a list, behind a blank or an equals sign") {
    CHECK(words({"report", "--by", "h"}) == Words{"host"});
    CHECK(words({"report", "--by=r"}) == Words{"--by=reason"});
    CHECK(words({"list", "-o", "j"}) == Words{"json", "jsonl"});
    CHECK(words({"completion", ""}) == Words{"bash", "zsh", "fish"});
    CHECK(words({"watch", "--kind", "hel"}) == Words{"hello", "hello-back"});
    CHECK(words({"account", "deposit", "--request-id", ""}).empty());
}

TEST_CASE("complete: a call is asked for only where one may stand") {
    asked = 0;
    CHECK(words({"show", ""}) == Words{"7", "@12"});
    CHECK(words({"show", "@"}) == Words{"@12"});
    CHECK(words({"hang", "-q", ""}) == Words{"7", "@12"});
    CHECK(words({"watch", "--call", "7"}) == Words{"7"});
    CHECK(words({"clock", "advance", "5m", "--alive="}) == Words{"--alive=7", "--alive=@12"});
    CHECK(asked == 5);
    CHECK(words({"heartbeat", "7", ""}).empty());
    CHECK(words({"dial", ""}).empty());
    CHECK(asked == 5);
}

TEST_CASE("complete: files where a file is wanted") {
    CHECK(complete({"backup", ""}, two_calls).files);
    CHECK(complete({"metrics", "--write", ""}, two_calls).files);
    CHECK(complete({"sandbox", "--", ""}, two_calls).files);
    CHECK_FALSE(complete({"dial", ""}, two_calls).files);
}

TEST_CASE("complete: help knows the commands too") {
    CHECK(words({"help", "exit"}) == Words{"exit-codes"});
    CHECK(words({"help", "acc"}) == Words{"account"});
}
