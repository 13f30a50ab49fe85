#include <array>
#include <cstdlib>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>

#include "cli/charset.h"
#include "cli/command.h"
#include "cli/top_document.h"
#include "cli/top_loop.h"

namespace calls::cli {

namespace {

constexpr Millis interval_min{100};
constexpr Millis interval_max{86'400'000};

// Which event is the last one is known by its number, unless that one is kept from watchers. Then
// it is so long a silence that ends them.
constexpr Millis silence_after_events{300};

bool terminal_can_move() {
    const char* terminal = std::getenv("TERM");
    return terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

class TopCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.duration("--interval D", interval_, "how long between two looks (1s)");
        arguments.choice("--sort WHAT", sort_text_, {"talk", "paid", "left"},
                         "which calls come first: talk, paid or left (talk)");
    }

    void check() override {
        if (interval_ && (*interval_ < interval_min || *interval_ > interval_max)) {
            throw bad_usage("--interval is from " + duration_text(interval_min) + " to " +
                            duration_text(interval_max));
        }
    }

    [[nodiscard]] bool patient() const override { return true; }

    // Lives on a terminal, before people; anybody else is told once how it is.
    int run(Context& context) override {
        const bool live =
            context.print().for_people() && context.out().is_terminal() && terminal_can_move();
        live ? run_live(context) : tell_once(context);
        return 0;
    }

  private:
    [[nodiscard]] TopSort sort() const {
        return sort_text_ == "talk"   ? TopSort::talk
               : sort_text_ == "paid" ? TopSort::paid
                                      : TopSort::left;
    }

    [[nodiscard]] TopLook look_of(Context& context) const {
        TopLook look;
        look.look = context.print().look();
        look.utf8 = locale_takes_utf8();
        look.sort = sort();
        return look;
    }

    void run_live(Context& context) {
        const Deadline until = context.limit();
        TopFeed feed(choose_socket(context.globals().socket));
        feed.connect();  // no calld: said before anything is done to the terminal
        TerminalSignals signals;
        Screen screen(context.out().fd(), context.print().look().colors);
        TopLoop loop(feed, screen, signals, look_of(context), interval_.value_or(Millis{1000}));
        loop.run(until);
    }

    void tell_once(Context& context) {
        TopFeed feed(choose_socket(context.globals().socket), TopFeed::Events::all);
        gather(feed, context.limit());
        const TopState& state = feed.state();
        if (!context.print().for_people()) {
            return context.print().one(open_shape, top_document(state, sort(), top_rows_printed));
        }
        const TopLook look = look_of(context);
        for (const TextLine& line : lay_out_top(state, look)) {
            std::string text = line.text(look.look.colors);
            text.erase(text.find_last_not_of(' ') + 1);
            context.out().write(text + '\n');
        }
    }

    static void gather(TopFeed& feed, const Deadline& until) {
        feed.connect();
        feed.ask();
        while (!feed.caught_up()) {
            const Deadline next =
                feed.answered() ? until.or_earlier(Deadline::in(silence_after_events)) : until;
            std::array<pollfd, 1> watched{{{feed.fd(), feed.wanted(), 0}}};
            const int ready = ::poll(watched.data(), watched.size(), next.poll_ms());
            if (ready > 0) feed.handle(watched[0].revents);
            if (!feed.connected() || until.passed()) {
                throw Failure(protocol::ErrorCode::timeout, feed.connected()
                                                                ? "calld has not told all in time"
                                                                : feed.state().trouble);
            }
            if (ready == 0 && feed.answered()) return;
        }
    }

    std::optional<Millis> interval_;
    std::string sort_text_ = "talk";
};

}  // namespace

extern const CommandEntry top_command{
    .name = "top",
    .usage = "[--interval D] [--sort talk|paid|left]",
    .purpose = "a live screen: calls by phase, rates, money per minute, longest calls",
    .examples = "top\ntop --interval 5s --sort left\ntop --field last.1m.coins\n",
    .make = make_command<TopCommand>,
    .in_batch = false,
};

}  // namespace calls::cli
