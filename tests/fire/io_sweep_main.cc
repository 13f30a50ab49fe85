// io_sweep [--quick] [SYSCALL [WHAT]] : each system call of calld fails once, and for good; or
// WHAT happens at it: error=EIO, signal=SIGKILL. --quick tries each seventh only.

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "tests/fire/sweep.h"

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool quick = !words.empty() && words[0] == "--quick";
    if (quick) words.erase(words.begin());
    if (!tests::strace_or_skip()) return 0;
    try {
        std::vector<tests::Series> all = tests::all_series();
        if (words.size() == 2) all = {{words[0], words[1]}, {words[0], words[1], true}};
        std::size_t faults = 0;
        int runs = 0;
        for (const auto& series : all) {
            if (!words.empty() && series.syscalls != words[0]) continue;
            const auto outcome = tests::sweep(series, quick ? 7 : 1, [](const std::string& line) {
                std::cout << line << std::endl;
            });
            for (const auto& fault : outcome.faults) std::cout << "FAULT " << fault << std::endl;
            faults += outcome.faults.size();
            runs += outcome.runs;
        }
        std::cout << runs << " runs, " << faults << " faults\n";
        return faults == 0 ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::cerr << "io_sweep: " << trouble.what() << '\n';
        return 1;
    }
}
