#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// What may stand where the cursor is, for the shells' completion scripts (completion_scripts.cc).

namespace calls::cli {

struct Candidate {
    std::string word;
    std::string meaning;  // a line; may be empty

    bool operator==(const Candidate&) const = default;
};

struct Candidates {
    std::vector<Candidate> words{};
    bool files = false;  // names of files, which the shell knows best
};

// The calls of the moment, asked for only where a call may stand. `words`: what was typed before,
// for the socket in it.
using LiveCalls = std::function<std::vector<Candidate>(const std::vector<std::string>& words)>;

// `words` are those behind "callctl"; the last one is what was typed of the word at the cursor.
Candidates complete(std::vector<std::string> words, const LiveCalls& live_calls);

// callctl __complete WORD...: a line for each, word and meaning with a tab between; before them a
// line ":files" where the shell is to offer names of files. Never fails, and never waits long.
inline constexpr std::string_view complete_word = "__complete";
int print_completion(const std::vector<std::string>& words);

}  // namespace calls::cli
