#include <string>

#include "cli/command.h"
#include "cli/completion_scripts.h"

namespace calls::cli {

namespace {

class CompletionCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.choice("SHELL", shell_, {"bash", "zsh", "fish"}, "bash, zsh or fish");
        arguments.required();
    }

    int run(Context& context) override {
        context.out().write(shell_ == "bash"  ? bash_completion
                            : shell_ == "zsh" ? zsh_completion
                                              : fish_completion);
        return 0;
    }

  private:
    std::string shell_;
};

}  // namespace

extern const CommandEntry completion_command{
    .name = "completion",
    .usage = "bash|zsh|fish",
    .purpose = "the script that completes callctl's words in a shell",
    .examples =
        "completion bash > ~/.local/share/bash-completion/completions/callctl\n"
        "completion fish > ~/.config/fish/completions/callctl.fish\n",
    .make = make_command<CompletionCommand>,
    .in_batch = false,
};

}  // namespace calls::cli
