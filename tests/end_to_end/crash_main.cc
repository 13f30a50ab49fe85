// crash_loop COMMANDS KILLS SEED : random commands, kills at random points, and whether everything
// that was acknowledged survived.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/end_to_end/crash.h"

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: crash_loop COMMANDS KILLS SEED\n";
        return 2;
    }
    try {
        const tests::CrashSettings settings{std::atoll(argv[1]), std::atoll(argv[2]),
                                            std::strtoull(argv[3], nullptr, 10)};
        std::cout << "seed " << settings.seed << std::endl;
        const auto outcome = tests::crash(settings);
        std::cout << "granted " << outcome.granted << ", refused " << outcome.refused << ", kills "
                  << outcome.kills << ", unanswered at a kill " << outcome.unanswered
                  << ", outcomes asked again " << outcome.asked_again << '\n';
        for (const auto& fault : outcome.faults) std::cout << fault << '\n';
        std::cout << (outcome.faults.empty() ? "nothing lost\n" : "FAULTS\n");
        return outcome.faults.empty() ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::cerr << "crash_loop: " << trouble.what() << '\n';
        return 1;
    }
}
