#include "tests/bench/workloads.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <functional>
#include <iomanip>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/bench/callers.h"
#include "tests/support/connection.h"

namespace bench {
namespace {

constexpr Shape filling{.connections = 8, .in_flight = 64};

std::unique_ptr<Wire> wire_of(const Load& load) {
    if (load.server == "redis") return redis(load.scripts);
    if (load.server == "postgres") return postgres();
    if (load.server == "echo") return lines_echoed();
    return lines_of_json(load.server == "json");
}

// A workload under way: the server, the users, and where the figures go.
struct Bench {
    const Load& load;
    std::ostream& out;
    std::unique_ptr<Wire> wire = wire_of(load);
    World world{.base = load.base};

    [[nodiscard]] bool calld() const { return load.server == "calld"; }

    void open_calls(Joined joined) {
        Driver driver(*wire, load.socket, filling);
        driver.run([&](std::size_t) { return opener(world, load.live, joined); });
    }

    void fund_pairs() {
        world.pairs = load.pairs;
        Driver(*wire, load.socket, filling).run([&](std::size_t) { return funder(world); });
        world.next_pair = 0;
    }

    void print(std::string_view verb, const Histogram& took, double seconds) {
        const auto us = [&](std::uint64_t ns) { return static_cast<double>(ns) / 1000; };
        out << load.work << '\t' << verb << std::fixed << std::setprecision(1) << '\t'
            << static_cast<double>(took.count()) / seconds << '\t' << us(took.at(0.5)) << '\t'
            << us(took.at(0.99)) << '\t' << us(took.at(0.999)) << '\t' << us(took.max()) << '\n';
    }

    void print(const Outcome& outcome) {
        print("all", outcome.all(), outcome.seconds);
        for (std::size_t n = 0; n < verb_count; ++n)
            if (outcome.took[n].count() > 0)
                print(name_of(static_cast<Verb>(n)), outcome.took[n], outcome.seconds);
    }

    // How far calld's tables are behind its journal, and how long they take to come up.
    void print_lag() {
        tests::Connection connection(load.socket);
        const auto behind = [&] { return connection.call("status").at("eventsBehind").as_int64(); };
        const std::int64_t events = behind();
        const auto start = std::chrono::steady_clock::now();
        while (behind() > 0) {
        }
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        out << load.work << "\tlag\t" << events << '\t' << took.count() << '\n';
    }
};

void heartbeats(Bench& bench) {
    bench.open_calls(Joined::both);
    Driver driver(*bench.wire, bench.load.socket, bench.load.shape);
    std::uint64_t seed = 0;
    bench.print(
        driver.run([&](std::size_t) { return beater(bench.world, ++seed); }, bench.load.seconds));
}

void lifecycle(Bench& bench) {
    bench.open_calls(Joined::both);
    bench.fund_pairs();
    Driver driver(*bench.wire, bench.load.socket, bench.load.shape);
    bench.print(driver.run([&](std::size_t) { return liver(bench.world); }, bench.load.seconds));
    if (bench.calld()) bench.print_lag();
}

// Those that are told the time charge on and on. calld's own time is moved a period on after each
// round of all calls, while nothing is measured.
void payments(Bench& bench) {
    bench.open_calls(Joined::callee);
    World& world = bench.world;
    Driver driver(*bench.wire, bench.load.socket, bench.load.shape);
    if (!bench.calld()) {
        bench.print(driver.run([&](std::size_t) { return charger(world); }, bench.load.seconds));
        return;
    }
    tests::Connection hand(bench.load.socket);
    Outcome sum;
    while (sum.seconds < bench.load.seconds) {
        world.charges_left = static_cast<std::int64_t>(world.live.size());
        const Outcome round = driver.run([&](std::size_t) { return charger(world); },
                                         bench.load.seconds - sum.seconds);
        sum.seconds += round.seconds;
        for (std::size_t n = 0; n < verb_count; ++n) sum.took[n].add(round.took[n]);
        if (world.charges_left > 0) break;
        hand.call("clock", {{"advance", period_ms}});
    }
    bench.print(sum);
    bench.print_lag();
}

void echo(Bench& bench) {
    Driver driver(*bench.wire, bench.load.socket, bench.load.shape);
    bench.print(driver.run([](std::size_t) { return repeater({}, -1); }, bench.load.seconds));
}

// The calls in the order of their ids, so that the last line names the last of them.
void open(Bench& bench) {
    Driver driver(*bench.wire, bench.load.socket, {.connections = 1, .in_flight = 64});
    const Outcome outcome =
        driver.run([&](std::size_t) { return opener(bench.world, bench.load.live, Joined::both); });
    bench.print(outcome);
    if (bench.calld()) bench.print_lag();
    const LiveCall& last = bench.world.live.back();
    bench.out << "open\tlast\t" << last.id << '\t' << last.host << '\n';
}

// How long from now on until the server that is being started answers for the last of its calls.
void await(Bench& bench) {
    const auto start = std::chrono::steady_clock::now();
    const Request request{.verb = Verb::heartbeat,
                          .call = bench.load.call,
                          .host = bench.load.host,
                          .by_host = true,
                          .now = first_instant};
    while (true) {
        try {
            Driver driver(*bench.wire, bench.load.socket, {});
            driver.run([&](std::size_t) { return repeater(request, 1); });
            break;
        } catch (const std::runtime_error&) {  // not there yet, or still loading
            if (std::chrono::steady_clock::now() - start > std::chrono::minutes{2}) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
    }
    Histogram took;
    took.add(static_cast<std::uint64_t>(
        std::chrono::nanoseconds(std::chrono::steady_clock::now() - start).count()));
    bench.print("restart", took, 1);
}

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Hears every live call of a calld that was started anew, and gives the one instant, still to come,
// at which all of them are charged: they were joined at one, by a manual clock.
Instant hear_all(Bench& bench, tests::Connection& eye) {
    World& world = bench.world;
    for (std::int64_t number = 0; number < bench.load.live; ++number)
        world.live.push_back({.id = number + 1,
                              .host = world.host(number),
                              .guest = world.guest(number),
                              .now = first_instant});
    Driver(*bench.wire, bench.load.socket, filling).run([&](std::size_t) {
        return greeter(world);
    });
    bench.fund_pairs();
    const auto due = [&](std::int64_t call) {
        return Instant{std::chrono::milliseconds{
            eye.call("getCall", {{"callId", call}}).at("nextChargeTime").as_int64()}};
    };
    const Instant instant = due(bench.load.live);
    if (due(1) != instant || instant < std::chrono::system_clock::now())
        throw std::runtime_error("the charges do not fall due at one instant that is to come");
    return instant;
}

// A lone caller dials and hangs up while every live call is charged once: by calld itself, or by a
// second connection with a hundred requests in flight.
void sweep(Bench& bench) {
    World& world = bench.world;
    if (!bench.calld()) {
        bench.open_calls(Joined::callee);
        bench.fund_pairs();
        world.charges_left = std::ssize(world.live);
        Driver driver(*bench.wire, bench.load.socket, {.connections = 2, .in_flight = 100});
        bool has_dialler = false;
        bench.print(driver.run([&](std::size_t connection) -> std::unique_ptr<Caller> {
            if (connection > 0) return charger(world);
            return std::exchange(has_dialler, true) ? nullptr : dialler(world);
        }));
        return;
    }
    Driver driver(*bench.wire, bench.load.socket, {});
    tests::Connection eye(bench.load.socket);
    const auto tickets = [&] { return eye.call("status").at("totals").at("tickets").as_int64(); };
    const Instant due = hear_all(bench, eye);
    const std::int64_t all = tickets() + bench.load.live;
    std::this_thread::sleep_until(due);
    std::jthread watch{[&] {
        const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes{2};
        try {
            while (tickets() < all && std::chrono::steady_clock::now() < patience)
                std::this_thread::sleep_for(std::chrono::milliseconds{5});
        } catch (const std::exception&) {  // the dialler hears of it, too
        }
        world.sweep_over = true;
    }};
    const Outcome outcome = driver.run([&](std::size_t) { return dialler(world); });
    watch.join();
    if (tickets() != all) throw std::runtime_error("not every call was charged once");
    bench.print(outcome);
}

using Work = void (*)(Bench&);
constexpr std::array<std::pair<std::string_view, Work>, 7> by_name{{
    {"open", open},
    {"await", await},
    {"sweep", sweep},
    {"heartbeats", heartbeats},
    {"lifecycle", lifecycle},
    {"payments", payments},
    {"echo", echo},
}};

}  // namespace

std::vector<std::string> works() {
    std::vector<std::string> names;
    for (const auto& [name, work] : by_name) names.emplace_back(name);
    return names;
}

void run(const Load& load, std::ostream& out) {
    Bench bench{.load = load, .out = out};
    const auto* found = std::ranges::find(by_name, load.work, [](auto& one) { return one.first; });
    if (found == by_name.end()) throw std::runtime_error("no such work");
    found->second(bench);
}

}  // namespace bench
