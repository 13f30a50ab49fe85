#include "cli/batch_run.h"
#include "cli/command.h"

namespace calls::cli {

namespace {

class BatchCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.file("FILE", file_, "commands, one a line (stdin)");
        arguments.flag("--lenient", lenient_, "exits with 0 although lines failed");
        arguments.flag("--stop", stop_, "one at a time; ends at the first failure");
    }

    [[nodiscard]] bool patient() const override { return true; }

    int run(Context& context) override {
        LineInput input(file_);
        const auto summary = BatchRun(context, input, {stop_, context.globals().quiet}).run();
        say(in_words(summary));
        if (!summary.first_failure) return summary.cut_short ? lost_status() : 0;
        const int status = summary.first_failure->exit_status();
        // What was left untried is more than a line that failed.
        const bool lost = summary.cut_short && !stop_;
        return lenient_ && !lost ? 0 : status;
    }

  private:
    static int lost_status() {
        return protocol::error_row(protocol::ErrorCode::unreachable).exit_status;
    }

    static std::string in_words(const BatchRun::Summary& summary) {
        std::string text = std::to_string(summary.lines) +
                           (summary.lines == 1 ? " command, " : " commands, ") +
                           std::to_string(summary.failed) + " failed";
        if (summary.first_failure) {
            text += ", the first in line " + std::to_string(summary.first_failed_line) + " (" +
                    std::string(summary.first_failure->kind()) + ": " +
                    summary.first_failure->what() + ")";
        }
        if (!summary.why_lost.empty()) text += "; " + summary.why_lost;
        if (summary.cut_short) text += "; the lines after these were not tried";
        return text;
    }

    std::string file_ = "-";
    bool lenient_ = false;
    bool stop_ = false;
};

}  // namespace

extern const CommandEntry batch_command{
    .name = "batch",
    .usage = "[FILE] [--lenient] [--stop]",
    .purpose = "carries out one command a line, and writes a JSON line for each outcome",
    .examples = "batch calls.txt\nbatch --stop < calls.txt\n",
    .make = make_command<BatchCommand>,
    .in_batch = false,
};

}  // namespace calls::cli
