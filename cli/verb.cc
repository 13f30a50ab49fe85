#include "cli/verb.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/failure.h"

namespace calls::cli {

namespace {

// Options of every command that take the word after them.
constexpr std::array<std::string_view, 7> takes_value{
    "--socket", "-o", "--output", "--field", "--timeout", "--request-id", "--times"};

// Where the next word is that is neither an option nor its value; words.size() if nowhere.
std::size_t find_name(const std::vector<std::string>& words, std::size_t from) {
    for (std::size_t i = from; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--") return words.size();
        if (word.size() < 2 || word.front() != '-') return i;
        if (std::ranges::find(takes_value, word) != takes_value.end()) ++i;
    }
    return words.size();
}

Failure unknown_command(const std::string& name) {
    const std::string_view near = nearest_command(name);
    Failure failure = bad_usage("there is no command " + name);
    failure.advise(near.empty() ? "see: callctl help" : "did you mean " + std::string(near) + "?");
    return failure;
}

void split_tail(Verb& verb) {
    const auto mark = std::ranges::find(verb.words, "--");
    if (mark == verb.words.end()) return;
    verb.tail.assign(mark + 1, verb.words.end());
    verb.words.erase(mark, verb.words.end());
}

std::string take_word(std::vector<std::string>& words, std::size_t place) {
    std::string word = words[place];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(place));
    return word;
}

}  // namespace

Verb find_verb(std::vector<std::string> words) {
    Verb verb{.words = std::move(words)};
    const std::size_t place = find_name(verb.words, 0);
    if (place == verb.words.size()) return verb;
    std::string name = take_word(verb.words, place);
    if (is_group(name)) {
        const std::size_t second = find_name(verb.words, place);
        if (second == verb.words.size()) {
            verb.group = name;
            return verb;
        }
        name += " " + take_word(verb.words, second);
    }
    verb.entry = find_command(name);
    if (verb.entry == nullptr) throw unknown_command(name);
    if (verb.entry->runs_command) split_tail(verb);
    return verb;
}

}  // namespace calls::cli
