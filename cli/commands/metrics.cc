#include <string>

#include "cli/command.h"
#include "cli/replace_file.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class MetricsCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.file("--write FILE", file_,
                       "replaces FILE at once, whole or not at all, and prints nothing");
    }

    int run(Context& context) override {
        const json::object result = context.ask(Request{"metrics"});
        if (!file_.empty())
            replace_file(file_, text_at(result, "text"));
        else if (context.print().for_people())
            context.out().write(text_at(result, "text"));
        else
            context.print().one(shape(), result);
        return 0;
    }

    json::value outcome(Context& context) override {
        json::object result = context.ask(Request{"metrics"});
        if (file_.empty()) return result;
        replace_file(file_, text_at(result, "text"));
        return json::object{};
    }

  private:
    std::string file_;
};

}  // namespace

extern const CommandEntry metrics_command{
    .name = "metrics",
    .usage = "[--write FILE]",
    .purpose = "numbers for monitoring, in Prometheus' text format",
    .examples = "metrics\nmetrics --write /var/lib/node_exporter/textfile/calld.prom\n",
    .make = make_command<MetricsCommand>,
};

}  // namespace calls::cli
