// simulator [--first SEED] [--seeds N | --time DURATION] [--commands N]
// Histories of calld's rules, engine and store on a disk that fails, each from one seed. The seed
// comes first in what is said of a history, and the line behind it repeats that history.

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "core/base/duration.h"
#include "tests/simulator/history.h"

namespace {

using namespace calls;
using Clock = std::chrono::steady_clock;

struct Wanted {
    std::uint64_t first = 1;
    std::uint64_t seeds = 200;
    std::int64_t commands = 3000;  // of each history
    std::string time;              // instead of a number of seeds
};

volatile std::sig_atomic_t interrupted = 0;  // what was run until then is told all the same

bool run_seed(std::uint64_t seed, std::int64_t commands, simulator::Tally& tally) {
    try {
        tally.add(simulator::History{seed}.run(commands));
        return true;
    } catch (const std::exception& error) {
        const auto number = static_cast<unsigned long long>(seed);
        std::printf("seed %llu: %s\nagain: simulator --first %llu --seeds 1 --commands %lld\n",
                    number, error.what(), number, static_cast<long long>(commands));
        return false;
    }
}

int run(const Wanted& wanted) {
    simulator::Tally tally;
    const auto length = wanted.time.empty() ? std::nullopt : base::parse_duration(wanted.time);
    if (!wanted.time.empty() && !length) {
        std::fprintf(stderr, "simulator: --time: not a duration: %s\n", wanted.time.c_str());
        return 2;
    }
    const auto begin = Clock::now();
    bool well = true;
    for (std::uint64_t done = 0; well && interrupted == 0; ++done) {
        if (length ? Clock::now() - begin >= *length : done >= wanted.seeds) break;
        well = run_seed(wanted.first + done, wanted.commands, tally);
    }
    const std::chrono::duration<double> took = Clock::now() - begin;
    std::printf("simulator: %s, in %.0f s\n%s\n", tally.text().c_str(), took.count(),
                well ? "no violation" : "VIOLATION");
    return well ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    Wanted wanted;
    CLI::App app{"Histories of calld on a disk that fails"};
    app.add_option("--first", wanted.first, "the first seed");
    auto* seeds = app.add_option("--seeds", wanted.seeds, "how many");
    app.add_option("--time", wanted.time, "or for how long")->excludes(seeds);
    app.add_option("--commands", wanted.commands, "in each history");
    CLI11_PARSE(app, argc, argv);
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { interrupted = 1; });
    return run(wanted);
}
