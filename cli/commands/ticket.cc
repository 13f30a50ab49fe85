#include <cstdint>
#include <optional>

#include "cli/command.h"
#include "cli/list_command.h"
#include "core/base/whole_text.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class TicketCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.name("CALL|HOST", first_, "the call, or @USER; or the host");
        arguments.suggest(Suggestion::call);
        arguments.required();
        arguments.name("GUEST", guest_, "who pays");
        arguments.name("RESOURCE", resource_, "what for: call-7, album-3");
        arguments.flag("--free", free_, "the guest pays nothing; the host earns all the same");
    }

    void check() override {
        const bool of_call = guest_.empty();
        if (!of_call && resource_.empty()) throw bad_usage("either CALL, or HOST GUEST RESOURCE");
        if (of_call ? !parse_call(first_) : !base::parse_whole(first_)) {
            throw bad_usage("'" + first_ + "' is not " + (of_call ? "a call" : "a user"));
        }
        if (!of_call && !base::parse_whole(guest_))
            throw bad_usage("'" + guest_ + "' is not a user");
    }

    [[nodiscard]] const Shape& shape() const override { return ticket_outcome_shape; }
    [[nodiscard]] bool makes_something() const override { return true; }

    std::optional<Request> request(Context& context) override {
        Request request{"ticketByResourceId", {}, true};
        if (guest_.empty()) {
            const auto call = context.ask(
                {"getCall", {{"callId", resolve(parse_call(first_).value(), context)}}});
            request.params = {
                {"userId", whole_or_zero(call, "guestUserId")},
                {"provideUserId", whole_or_zero(call, "hostUserId")},
                {"resourceId", "call-" + std::to_string(whole_or_zero(call, "callId"))}};
        } else {
            request.params = {{"userId", base::parse_whole(guest_).value_or(0)},
                              {"provideUserId", base::parse_whole(first_).value_or(0)},
                              {"resourceId", resource_}};
        }
        request.params["free"] = free_;
        return request;
    }

    int show(Context& context, const json::object& ticket) override {
        Ask::show(context, ticket);
        if (truth_at(ticket, "issued")) return 0;
        const std::int64_t until = whole_or_zero(ticket, "doneTime");
        context.print().lines(
            until == 0
                ? "nothing charged: paid for good\n"
                : "nothing charged: paid until " +
                      whole_seconds_text(Instant{until}, context.print().look().times) + "\n");
        return 0;
    }

  private:
    std::string first_;
    std::string guest_;
    std::string resource_;
    bool free_ = false;
};

}  // namespace

extern const CommandEntry ticket_command{
    .name = "ticket",
    .usage = "CALL [--free] | HOST GUEST RESOURCE [--free]",
    .purpose = "pays an offer, if a payment is due",
    .examples = "ticket 7\nticket @2 --free\nticket 1 2 album-3\n",
    .make = make_command<TicketCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
