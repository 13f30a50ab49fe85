#include <optional>
#include <vector>

#include "cli/command.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class ClockCommand : public Ask {
  public:
    [[nodiscard]] const Shape& shape() const override { return clock_shape; }
    [[nodiscard]] bool patient() const override { return true; }
};

class ClockShowCommand : public ClockCommand {
  public:
    void declare(Arguments& /*arguments*/) override {}
    std::optional<Request> request(Context& /*context*/) override { return Request{"clock"}; }
};

// Moves a manual clock; the calls named with --alive are kept alive on the way.
class ClockMoveCommand : public ClockCommand {
  public:
    std::optional<Request> request(Context& context) override {
        Request request{"clock", {}, true};
        put_move(request.params, context);
        json::array alive;
        for (const CallRef& call : alive_) alive.emplace_back(resolve(call, context));
        if (!alive.empty()) request.params["keepAlive"] = std::move(alive);
        return request;
    }

  protected:
    void declare_alive(Arguments& arguments) {
        arguments.calls("--alive CALL", alive_, "its parties send heartbeats on the way");
    }
    virtual void put_move(json::object& params, Context& context) = 0;

  private:
    std::vector<CallRef> alive_;
};

class ClockSetCommand : public ClockMoveCommand {
  public:
    void declare(Arguments& arguments) override {
        arguments.time("T", time_, "the new time, not before the present one");
        arguments.required();
        declare_alive(arguments);
    }

  protected:
    void put_move(json::object& params, Context& context) override {
        put(params, "set", time_, context);
    }

  private:
    std::optional<Moment> time_;
};

class ClockAdvanceCommand : public ClockMoveCommand {
  public:
    void declare(Arguments& arguments) override {
        arguments.duration("D", length_, "by how much");
        arguments.required();
        declare_alive(arguments);
    }

  protected:
    void put_move(json::object& params, Context& /*context*/) override {
        params["advance"] = length_.value_or(Millis{0}).count();
    }

  private:
    std::optional<Millis> length_;
};

}  // namespace

extern const CommandEntry clock_show_command{
    .name = "clock show",
    .usage = "",
    .purpose = "calld's clock",
    .examples = "clock show --field now\n",
    .make = make_command<ClockShowCommand>,
};

extern const CommandEntry clock_set_command{
    .name = "clock set",
    .usage = "T [--alive CALL]...",
    .purpose = "moves a manual clock to a time",
    .examples = "clock set 2026-11-22T10:00:00Z\n",
    .make = make_command<ClockSetCommand>,
    .takes_request_id = true,
};

extern const CommandEntry clock_advance_command{
    .name = "clock advance",
    .usage = "D [--alive CALL]...",
    .purpose = "moves a manual clock on, and carries out what falls due on the way",
    .examples = "clock advance 90s --alive 7\n",
    .make = make_command<ClockAdvanceCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
