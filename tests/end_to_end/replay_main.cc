// replay FILE : replays the call records of FILE through calld, and says whether what came of it is
// what arithmetic says.

#include <chrono>
#include <exception>
#include <iostream>

#include "tests/end_to_end/replay.h"

namespace {

void print(const char* title, const tests::ReplayTotals& totals) {
    std::cout << title << "  accepted " << totals.accepted << "  busy " << totals.busy
              << "  tickets " << totals.tickets << "  coins " << totals.coins << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: replay FILE\n";
        return 2;
    }
    try {
        const auto calls = tests::read_records(argv[1]);
        const auto expected = tests::expected_totals(calls);
        print("expected", expected);
        const auto began = std::chrono::steady_clock::now();
        const auto got = tests::replay(calls);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        print("calld   ", got);
        std::cout << "audit ok, " << took.count() << " s\n"
                  << (got == expected ? "equal" : "DIFFERENT") << '\n';
        return got == expected ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::cerr << "replay: " << trouble.what() << '\n';
        return 1;
    }
}
