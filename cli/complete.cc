#include "cli/complete.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/parse.h"
#include "cli/verb.h"

namespace calls::cli {

namespace {

using Description = Arguments::Description;
using Descriptions = std::vector<Description>;

std::vector<std::string> split(const std::string& names) {
    std::vector<std::string> all;
    for (std::size_t from = 0; from <= names.size();) {
        const std::size_t to = std::min(names.find(',', from), names.size());
        all.push_back(names.substr(from, to - from));
        from = to + 1;
    }
    return all;
}

const Description* find_option(const Descriptions& all, std::string_view name) {
    const auto has_name = [name](const Description& one) {
        const auto names = split(one.names);
        return std::ranges::find(names, name) != names.end();
    };
    const auto found = std::ranges::find_if(all, has_name);
    return found == all.end() ? nullptr : &*found;
}

void add_names(Candidates& candidates, std::string_view group) {
    for (const CommandEntry* entry : all_commands()) {
        std::string_view name = entry->name;
        const std::size_t blank = name.find(' ');
        if (group.empty() && blank != std::string_view::npos) {
            name = name.substr(0, blank);
            const std::string word(name);
            const auto same = [&](const Candidate& one) { return one.word == word; };
            if (std::ranges::none_of(candidates.words, same))
                candidates.words.push_back({word, "commands about this"});
        } else if (group.empty()) {
            candidates.words.push_back({std::string(name), std::string(entry->purpose)});
        } else if (name.starts_with(std::string(group) + ' ')) {
            candidates.words.push_back(
                {std::string(name.substr(blank + 1)), std::string(entry->purpose)});
        }
    }
}

void add_options(Candidates& candidates, const Descriptions& all) {
    for (const Description& one : all) {
        for (std::string& name : split(one.names))
            if (name.starts_with("--")) candidates.words.push_back({std::move(name), one.help});
    }
}

class Completion {
  public:
    Completion(std::vector<std::string> words, const LiveCalls& live_calls)
        : live_calls_(live_calls), typed_(std::move(words)) {
        if (typed_.empty()) typed_.emplace_back();
        partial_ = typed_.back();
        typed_.pop_back();
    }

    Candidates find() {
        look_up();
        keep_fitting();
        return std::move(found_);
    }

  private:
    void look_up() {
        Verb verb;
        try {
            verb = find_verb(typed_);
        } catch (const Failure&) {  // a command that does not exist
            return;
        }
        if (!verb.tail.empty() || std::ranges::find(typed_, "--") != typed_.end()) {
            found_.files = verb.entry != nullptr && verb.entry->runs_command;
            return;
        }
        Descriptions all = describe_globals();
        if (verb.entry != nullptr) {
            Descriptions own = describe_command(*verb.entry);
            all.insert(all.begin(), own.begin(), own.end());
        }
        if (value_of_option(all)) return;
        if (partial_.starts_with('-')) return add_options(found_, all);
        if (verb.entry == nullptr) return add_names(found_, verb.group);
        positional(all, verb.words);
    }

    // --name=PARTIAL, or PARTIAL behind --name.
    bool value_of_option(const Descriptions& all) {
        const std::size_t equals = partial_.find('=');
        if (partial_.starts_with("--") && equals != std::string::npos) {
            const Description* option = find_option(all, partial_.substr(0, equals));
            if (option != nullptr) value(*option, partial_.substr(0, equals + 1));
            return true;
        }
        if (typed_.empty() || !typed_.back().starts_with('-')) return false;
        const Description* option = find_option(all, typed_.back());
        if (option == nullptr || option->value.empty()) return false;
        value(*option, "");
        return true;
    }

    void value(const Description& wanted, const std::string& before) {
        for (const std::string& word : wanted.words) found_.words.push_back({before + word, ""});
        switch (wanted.suggestion) {
            case Suggestion::call:
                for (Candidate& call : live_calls_(typed_)) {
                    call.word.insert(0, before);
                    found_.words.push_back(std::move(call));
                }
                break;
            case Suggestion::file:
                found_.files = true;
                break;
            case Suggestion::command:
                add_names(found_, "");
                found_.words.push_back({"exit-codes", "what callctl exits with"});
                break;
            case Suggestion::none:
                break;
        }
    }

    // `words`: those of the command without its name.
    void positional(const Descriptions& all, const std::vector<std::string>& words) {
        std::size_t place = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!words[i].starts_with('-')) {
                ++place;
                continue;
            }
            const Description* option = find_option(all, words[i]);
            if (option != nullptr && !option->value.empty()) ++i;
        }
        const Description* wanted = nullptr;
        for (const Description& one : all) {
            if (!one.positional()) continue;
            if (place == 0 || one.many) wanted = &one;
            if (wanted != nullptr) break;
            --place;
        }
        if (wanted != nullptr) value(*wanted, "");
    }

    void keep_fitting() {
        std::erase_if(found_.words, [this](const Candidate& one) {
            return !std::string_view(one.word).starts_with(partial_);
        });
    }

    const LiveCalls& live_calls_;
    std::vector<std::string> typed_;
    std::string partial_;
    Candidates found_;
};

}  // namespace

Candidates complete(std::vector<std::string> words, const LiveCalls& live_calls) {
    return Completion{std::move(words), live_calls}.find();
}

}  // namespace calls::cli
