#include "tests/bench/callers.h"

#include <random>
#include <stdexcept>
#include <string>

namespace bench {
namespace {

void expect(bool good, const char* what) {
    if (!good) throw std::runtime_error(std::string("wrong answer: ") + what);
}

class Opener final : public Caller {
  public:
    Opener(World& world, std::int64_t count, Joined joined)
        : world_(world), count_(count), joined_(joined) {}

    std::optional<Request> next() override {
        if (step_ == 0) {
            if (static_cast<std::int64_t>(world_.live.size()) >= count_) return std::nullopt;
            place_ = world_.live.size();
            const auto number = static_cast<std::int64_t>(place_);
            world_.live.push_back(
                {.host = world_.host(number), .guest = world_.guest(number), .now = first_instant});
        }
        const LiveCall& call = world_.live[place_];
        Request request{.call = call.id, .host = call.host, .guest = call.guest, .now = call.now};
        switch (step_++) {
            case 0:
                request.verb = Verb::deposit;
                request.amount = plenty;
                break;
            case 1:
                request.verb = Verb::dial;
                break;
            default:
                request.verb = Verb::heartbeat;
                request.by_host = step_ == 3;  // the callee first
        }
        if (step_ == (joined_ == Joined::both ? 4 : 3)) step_ = 0;
        return request;
    }

    void take(const Request& request, const Answer& answer) override {
        if (request.verb == Verb::deposit) {
            ++world_.deposits;
            return;
        }
        LiveCall& call = world_.live[place_];
        if (request.verb == Verb::dial) call.id = answer.call;
        expect(answer.call == call.id && answer.call > 0, "another call came back");
    }

  private:
    World& world_;
    std::int64_t count_;
    Joined joined_;
    std::size_t place_ = 0;
    int step_ = 0;
};

class Funder final : public Caller {
  public:
    explicit Funder(World& world) : world_(world) {}
    std::optional<Request> next() override {
        if (world_.next_pair >= world_.pairs) return std::nullopt;
        const auto number = static_cast<std::int64_t>(world_.live.size()) + world_.next_pair++;
        return Request{.verb = Verb::deposit, .guest = world_.guest(number), .amount = plenty};
    }
    void take(const Request& /*request*/, const Answer& /*answer*/) override { ++world_.deposits; }

  private:
    World& world_;
};

class Beater final : public Caller {
  public:
    Beater(World& world, std::uint64_t seed) : world_(world), random_(seed) {}
    std::optional<Request> next() override {
        const std::uint64_t dice = random_();
        LiveCall& call = world_.live[(dice >> 1U) % world_.live.size()];
        return Request{.verb = Verb::heartbeat,
                       .call = call.id,
                       .host = call.host,
                       .guest = call.guest,
                       .by_host = (dice & 1U) != 0,
                       .now = ++call.now};
    }
    void take(const Request& request, const Answer& answer) override {
        expect(answer.call == request.call, "another call came back");
    }

  private:
    World& world_;
    std::mt19937_64 random_;
};

// The steps of a call's life; those of a mere dial are the first and the last.
class Liver final : public Caller {
  public:
    Liver(World& world, bool only_dial) : world_(world), only_dial_(only_dial) {}

    std::optional<Request> next() override {
        constexpr int joins_end = 3;
        constexpr int beats_end = 10;
        if (step_ == 0) {
            if (only_dial_ && world_.sweep_over) return std::nullopt;
            const std::int64_t number = world_.next_pair++ % world_.pairs;
            const auto behind = static_cast<std::int64_t>(world_.live.size()) + number;
            call_ = {.host = world_.host(behind),
                     .guest = world_.guest(behind),
                     .now = first_instant + period_ms * world_.next_pair};
        }
        Request request{.call = call_.id, .host = call_.host, .guest = call_.guest};
        request.now = ++call_.now;
        if (step_ == 0)
            request.verb = Verb::dial;
        else if (step_ == joins_end)
            request.verb = Verb::ticket;
        else if (step_ < beats_end) {
            request.verb = Verb::heartbeat;
            request.by_host = step_ % 2 == 1;  // the callee first
        } else
            request.verb = Verb::hang;
        step_ = only_dial_ && step_ == 0 ? beats_end : step_ + 1;
        if (request.verb == Verb::hang) step_ = 0;
        return request;
    }

    void take(const Request& request, const Answer& answer) override {
        if (request.verb == Verb::ticket) return;  // issued now, or with the second join
        if (request.verb == Verb::dial) {
            expect(answer.call > 0, "a dial without a call");
            call_.id = answer.call;
        }
        expect(answer.call == call_.id, "another call came back");
        if (request.verb == Verb::hang) ++world_.lives;
    }

  private:
    World& world_;
    bool only_dial_;
    LiveCall call_{};
    int step_ = 0;
};

class Greeter final : public Caller {
  public:
    explicit Greeter(World& world) : world_(world) {}
    std::optional<Request> next() override {
        const auto call = static_cast<std::size_t>(world_.greetings / 2);
        if (call >= world_.live.size()) return std::nullopt;
        return Request{.verb = Verb::heartbeat,
                       .call = world_.live[call].id,
                       .host = world_.live[call].host,
                       .guest = world_.live[call].guest,
                       .by_host = world_.greetings++ % 2 == 0};
    }
    void take(const Request& request, const Answer& answer) override {
        expect(answer.call == request.call, "another call came back");
    }

  private:
    World& world_;
};

class Charger final : public Caller {
  public:
    explicit Charger(World& world) : world_(world) {}
    std::optional<Request> next() override {
        if (world_.charges_left == 0) return std::nullopt;
        if (world_.charges_left > 0) --world_.charges_left;
        constexpr std::uint64_t stride = 7919;  // a prime: scattered, and each once a round
        const auto at = static_cast<std::uint64_t>(world_.next_charge++) * stride;
        LiveCall& call = world_.live[at % world_.live.size()];
        call.now += period_ms;
        return Request{.verb = Verb::ticket,
                       .call = call.id,
                       .host = call.host,
                       .guest = call.guest,
                       .now = call.now};
    }
    void take(const Request& /*request*/, const Answer& answer) override {
        expect(answer.issued, "nothing was charged");
        if (++world_.payments == std::ssize(world_.live)) world_.sweep_over = true;
    }

  private:
    World& world_;
};

class Repeater final : public Caller {
  public:
    Repeater(const Request& request, std::int64_t times) : request_(request), left_(times) {}
    std::optional<Request> next() override {
        if (left_ == 0) return std::nullopt;
        if (left_ > 0) --left_;
        return request_;
    }
    void take(const Request& request, const Answer& answer) override {
        expect(answer.call == request.call || request.verb == Verb::echo, "another call came back");
    }

  private:
    Request request_;
    std::int64_t left_;
};

}  // namespace

std::unique_ptr<Caller> opener(World& world, std::int64_t count, Joined joined) {
    return std::make_unique<Opener>(world, count, joined);
}
std::unique_ptr<Caller> funder(World& world) {
    return std::make_unique<Funder>(world);
}
std::unique_ptr<Caller> beater(World& world, std::uint64_t seed) {
    return std::make_unique<Beater>(world, seed);
}
std::unique_ptr<Caller> liver(World& world) {
    return std::make_unique<Liver>(world, false);
}
std::unique_ptr<Caller> dialler(World& world) {
    return std::make_unique<Liver>(world, true);
}
std::unique_ptr<Caller> charger(World& world) {
    return std::make_unique<Charger>(world);
}
std::unique_ptr<Caller> greeter(World& world) {
    return std::make_unique<Greeter>(world);
}
std::unique_ptr<Caller> repeater(const Request& request, std::int64_t times) {
    return std::make_unique<Repeater>(request, times);
}

}  // namespace bench
