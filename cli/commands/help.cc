#include "cli/help.h"

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/commands.h"

namespace calls::cli {

namespace {

class HelpCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.texts("COMMAND", words_, "a command, or exit-codes");
        arguments.suggest(Suggestion::command);
    }

    int run(Context& context) override {
        context.out().write(text());
        return 0;
    }

  private:
    [[nodiscard]] std::string text() const {
        std::string name;
        for (const std::string& word : words_) name += (name.empty() ? "" : " ") + word;
        if (name.empty()) return help_overview();
        if (name == "exit-codes") return help_exit_codes();
        if (const CommandEntry* entry = find_command(name)) return help_for(*entry);
        if (is_group(name)) return help_for_group(name);
        const std::string near(nearest_command(name));
        throw bad_usage("there is no command " + name)
            .advise(near.empty() ? "see: callctl help" : "did you mean " + near + "?");
    }

    std::vector<std::string> words_;
};

}  // namespace

extern const CommandEntry help_command{
    .name = "help",
    .usage = "[COMMAND | exit-codes]",
    .purpose = "what callctl does, a command takes, or an exit status means",
    .examples = "help dial\nhelp account\nhelp exit-codes\n",
    .make = make_command<HelpCommand>,
    .in_batch = false,
};

}  // namespace calls::cli
