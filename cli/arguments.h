#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/call_ref.h"
#include "cli/times.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
class Option;
}  // namespace CLI

// How a command says what it takes. Each argument has a spec such as "--price P" or "HOST,--host",
// a variable that lives as long as the command, and a line for the help. Nonsense is refused while
// parsing, before anything is asked of calld.

namespace calls::cli {

// What a shell may offer for a value, where it is not a word of a list.
enum class Suggestion : std::uint8_t { none, call, file, command };

class Arguments {
  public:
    // What the help says of one argument.
    struct Description {
        std::string names;  // as declared: "-o,--output", "HOST"
        std::string value;  // "FORMAT"; empty for flags and positionals
        std::string help;
        Suggestion suggestion = Suggestion::none;
        std::vector<std::string> words{};  // the values there are
        bool many = false;                 // may be given again and again

        [[nodiscard]] bool positional() const { return !names.starts_with('-'); }
    };

    // The app outlives it, and every variable the parsing.
    explicit Arguments(CLI::App& app) : app_(app) {}

    // The one last declared must be given.
    void required();

    void flag(std::string_view spec, bool& into, std::string_view help);
    void text(std::string_view spec, std::string& into, std::string_view help);
    // A text that is not empty.
    void name(std::string_view spec, std::string& into, std::string_view help);
    // The same, of a file.
    void file(std::string_view spec, std::string& into, std::string_view help);
    void choice(std::string_view spec, std::string& into, std::vector<std::string> words,
                std::string_view help);
    void whole(std::string_view spec, std::int64_t& into, std::string_view help);
    void whole(std::string_view spec, std::optional<std::int64_t>& into, std::string_view help);
    void duration(std::string_view spec, std::optional<Millis>& into, std::string_view help);
    void time(std::string_view spec, std::optional<Moment>& into, std::string_view help);
    void call(std::string_view spec, std::optional<CallRef>& into, std::string_view help);

    // May be given again and again.
    void calls(std::string_view spec, std::vector<CallRef>& into, std::string_view help);
    void texts(std::string_view spec, std::vector<std::string>& into, std::string_view help);
    // The one last declared is mostly one of these: for a shell to offer, not to be held to.
    void suggest(std::vector<std::string> words) { described_.back().words = std::move(words); }
    void suggest(Suggestion suggestion) { described_.back().suggestion = suggestion; }
    void counters(std::string_view spec, std::vector<std::pair<int, std::int64_t>>& into,
                  std::string_view help);

    // Whatever is not declared, in its order.
    void rest(std::vector<std::string>& into);
    [[nodiscard]] std::vector<std::string>* rest() const { return rest_; }

    [[nodiscard]] const std::vector<Description>& described() const { return described_; }

  private:
    using Take = std::function<void(const std::string&)>;

    void add(std::string_view spec, std::string_view help, const Take& take);
    void add_many(std::string_view spec, std::string_view help, const Take& take);
    std::string describe(std::string_view spec, std::string_view help);

    CLI::App& app_;
    CLI::Option* last_ = nullptr;
    std::vector<Description> described_;
    std::vector<std::string>* rest_ = nullptr;
};

}  // namespace calls::cli
