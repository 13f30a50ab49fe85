// kill_loop CYCLES SEED [CLIENTS] : kill -9 under many clients, and whether anything acknowledged
// was lost or anything had two effects.

#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/fire/kills.h"

int main(int argc, char** argv) {
    if (argc < 3 || argc > 4) {
        std::cerr << "usage: kill_loop CYCLES SEED [CLIENTS]\n";
        return 2;
    }
    try {
        tests::KillSettings settings{std::atoll(argv[1]), std::strtoull(argv[2], nullptr, 10)};
        if (argc == 4) settings.clients = std::atoll(argv[3]);
        std::cout << "seed " << settings.seed << std::endl;
        const auto begin = std::chrono::steady_clock::now();
        const auto outcome = tests::kill_often(settings, [](std::int64_t done) {
            if (done % 100 == 0) std::cout << done << " cycles" << std::endl;
        });
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        std::cout << outcome.kills << " kills in " << took.count() << " s, granted "
                  << outcome.granted << ", unanswered at a kill and asked again "
                  << outcome.asked_again << '\n';
        for (const auto& fault : outcome.faults) std::cout << "FAULT " << fault << '\n';
        std::cout << (outcome.faults.empty() ? "nothing lost, nothing twice\n" : "FAULTS\n");
        return outcome.faults.empty() ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::cerr << "kill_loop: " << trouble.what() << '\n';
        return 1;
    }
}
