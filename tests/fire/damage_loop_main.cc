// damage_loop ROUNDS SEED : a store damaged in every page, in every way, with other bytes each
// round. What nobody notices is told, and no fault: SQLite's pages bear no checksums.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/fire/damage.h"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: damage_loop ROUNDS SEED\n";
        return 2;
    }
    try {
        std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
        std::size_t faults = 0;
        for (int round = 0; round < std::atoi(argv[1]); ++round, ++seed) {
            for (const auto& [name, kind] : {std::pair{"page wiped", tests::Damage::page_wiped},
                                             {"byte flipped", tests::Damage::byte_flipped},
                                             {"cut off", tests::Damage::cut_off},
                                             {"header", tests::Damage::header}}) {
                const auto outcome =
                    tests::damage_pages(kind, seed, 1, [&, what = name](const std::string& line) {
                        std::cout << what << ", " << line << std::endl;
                    });
                std::cout << name << ": " << outcome.trials << " trials, refused "
                          << outcome.refused << ", found " << outcome.found << ", harmless "
                          << outcome.harmless << ", unnoticed " << outcome.unnoticed.size() << '\n';
                for (const auto& one : outcome.unnoticed) std::cout << "UNNOTICED " << one << '\n';
                for (const auto& one : outcome.faults) std::cout << "FAULT " << one << '\n';
                faults += outcome.faults.size();
            }
        }
        return faults == 0 ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::cerr << "damage_loop: " << trouble.what() << '\n';
        return 1;
    }
}
