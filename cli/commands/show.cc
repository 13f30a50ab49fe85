#include <optional>

#include "cli/columns.h"
#include "cli/command.h"
#include "cli/list_command.h"
#include "cli/pages.h"
#include "cli/timeline.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t width_elsewhere = 80;  // where the output is no terminal

class ShowCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, live or ended, or @USER");
        arguments.required();
    }

    [[nodiscard]] const Shape& shape() const override { return full_call_shape; }

    int run(Context& context) override {
        const json::object call = gather(context);
        if (context.print().for_people()) {
            show_to_people(context, call);
        } else {
            context.print().one(shape(), call);
        }
        return 0;
    }

    json::value outcome(Context& context) override { return gather(context); }

  private:
    json::object gather(Context& context) {
        Request get{"getCall"};
        put(get.params, call_.value().live_of_user ? "liveOf" : "callId", call_.value().number);
        json::object call = context.ask(get);
        const std::int64_t id = whole_or_zero(call, "callId");
        call["offer"] = offer_of(context, id);
        call["ticketList"] = all_rows(context, {"tickets", {{"callId", id}}}, "tickets");
        return call;
    }

    static json::value offer_of(Context& context, std::int64_t call) {
        try {
            return context.ask({"getServer", {{"callId", call}}});
        } catch (const Failure& failure) {
            if (failure.code() != protocol::ErrorCode::not_found) throw;
            return nullptr;
        }
    }

    static void show_to_people(Context& context, const json::object& call) {
        Printer& print = context.print();
        print.one(call_shape, call);
        if (const json::value& offer = call.at("offer"); offer.is_object()) {
            print.lines("\noffer\n");
            print.one(offer_shape, offer.get_object());
        }
        print.lines("\n" + drawn(call, print.look()));
        const json::array& tickets = call.at("ticketList").as_array();
        if (tickets.empty()) return;
        print.lines("\n");
        ListPrinter(print, ticket_shape, tickets_of_call_columns()).rows(tickets);
    }

    static std::string drawn(const json::object& call, const Look& look) {
        Timeline line;
        line.dialed = Instant{whole_or_zero(call, "dialTime")};
        line.ring = Millis{whole_or_zero(call, "ringMs")};
        line.wait = Millis{whole_or_zero(call, "waitMs")};
        line.talk = Millis{whole_or_zero(call, "talkMs")};
        line.live = whole_or_zero(call, "hangTime") == 0;
        for (const json::value& ticket : call.at("ticketList").as_array()) {
            line.tickets.push_back(Instant{whole_or_zero(ticket.as_object(), "ticketTime")});
        }
        return draw(line, look.width == 0 ? width_elsewhere : look.width, look.times);
    }

    std::optional<CallRef> call_;
};

}  // namespace

extern const CommandEntry show_command{
    .name = "show",
    .usage = "CALL",
    .purpose = "everything of one call: parties, times, offer, tickets, money, a line of time",
    .examples = "show 7\nshow @2 -o json\nshow 7 --field phase,paid\n",
    .make = make_command<ShowCommand>,
};

}  // namespace calls::cli
