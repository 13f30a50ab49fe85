#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/fuzz/kept.h"
#include "tests/fuzz/targets.h"

// Kept inputs with a few changes, for seconds: what every build can do without libFuzzer, which
// goes by what an input reaches (tests/fuzz/run.sh). A fault ends the process. The seed is another
// one each time and printed first; with CALLS_FUZZ_SEED=N the same inputs come again, and
// CALLS_FUZZ_SECONDS (2) is for how long.

namespace {

using namespace calls;
using Clock = std::chrono::steady_clock;
using Input = std::vector<std::uint8_t>;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::stoull(text);
}

class Mutator {
  public:
    Mutator(std::vector<Input> kept, std::uint64_t seed) : kept_(std::move(kept)), random_(seed) {}

    Input next() {
        Input input = pick();
        for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(input);
        return input;
    }

  private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
    const Input& pick() { return kept_[below(kept_.size())]; }

    void change(Input& input) {
        const std::size_t at = below(input.size());
        const std::size_t length = std::min(below(16), input.size() - at);
        const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end = place + static_cast<std::ptrdiff_t>(length);
        switch (below(6)) {
            case 0:
                if (!input.empty()) *place ^= static_cast<std::uint8_t>(1U << below(8));
                break;
            case 1:
                if (!input.empty()) *place = static_cast<std::uint8_t>(random_());
                break;
            case 2:
                input.insert(place, static_cast<std::uint8_t>(random_()));
                break;
            case 3:
                input.erase(place, end);
                break;
            case 4: {
                const Input again{place, end};
                input.insert(place, again.begin(), again.end());
                break;
            }
            default: {  // goes on as another one does
                const Input& other = pick();
                input.resize(at);
                const auto from = other.begin() + static_cast<std::ptrdiff_t>(below(other.size()));
                input.insert(input.end(), from, other.end());
            }
        }
    }

    std::vector<Input> kept_;
    std::mt19937_64 random_;
};

void try_mutants(const std::string& target, void (*run)(fuzz::Bytes)) {
    const std::uint64_t seed = number_from("CALLS_FUZZ_SEED", std::random_device{}());
    const std::chrono::seconds time{number_from("CALLS_FUZZ_SECONDS", 2)};
    std::cout << "fuzz: " << target << ", CALLS_FUZZ_SEED=" << seed << std::endl;
    std::vector<Input> kept;
    for (const auto& path : fuzz::kept_files(target)) kept.push_back(fuzz::bytes_of(path));
    REQUIRE_FALSE(kept.empty());
    Mutator mutator{std::move(kept), seed};
    for (const auto until = Clock::now() + time; Clock::now() < until;)
        REQUIRE_NOTHROW(run(mutator.next()));
}

}  // namespace

TEST_CASE("fuzz: changed a little, what peers send, to the parser alone") {
    try_mutants("parse", fuzz::try_parse);
}

TEST_CASE("fuzz: changed a little, what peers send, line by line") {
    try_mutants("message", fuzz::try_message);
}

TEST_CASE("fuzz: changed a little, commands, restarts and bad disks") {
    try_mutants("engine", fuzz::try_engine);
}

TEST_CASE("fuzz: changed a little, a store with damaged files") {
    try_mutants("store", fuzz::try_store);
}

TEST_CASE("fuzz: changed a little, files of settings") {
    try_mutants("toml", fuzz::try_toml);
}

TEST_CASE("fuzz: changed a little, times, numbers and words as they are typed") {
    try_mutants("times", fuzz::try_times);
}
