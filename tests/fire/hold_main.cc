// hold N : N idle connections, and what they cost: memory, and time of those who are not idle.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/fire/hold.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: hold CONNECTIONS\n";
        return 2;
    }
    try {
        constexpr std::size_t heartbeats = 20'000;
        const auto show = [](const char* when, const tests::Pace& pace, double rate) {
            std::cout << when << ": a heartbeat takes " << pace.median_us << " us, p99 "
                      << pace.p99_us << " us; pipelined " << static_cast<std::int64_t>(rate)
                      << " a second\n";
        };
        const auto outcome = tests::hold(std::strtoull(argv[1], nullptr, 10), heartbeats);
        show("alone", outcome.alone, outcome.requests_a_second_alone);
        std::cout << outcome.held << " idle connections held, " << outcome.bytes_each
                  << " bytes of memory each\n";
        show("beside", outcome.beside, outcome.requests_a_second_beside);
        return 0;
    } catch (const std::exception& trouble) {
        std::cerr << "hold: " << trouble.what() << '\n';
        return 1;
    }
}
