// spawn COUNT PROGRAM [ARGUMENT]... : what it costs to run a program, from before its start until
// it has ended, as one line of figures in the manner of `load`. What it prints goes to /dev/null.

#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <iomanip>
#include <iostream>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/histogram.h"

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: spawn COUNT PROGRAM [ARGUMENT]...\n";
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    bench::Histogram took;
    for (std::int64_t left = std::strtoll(argv[1], nullptr, 10); left > 0; --left) {
        const auto start = Clock::now();
        pid_t child = 0;
        int status = 1;
        if (posix_spawnp(&child, argv[2], &quiet, nullptr, argv + 2, environ) != 0 ||
            waitpid(child, &status, 0) != child || status != 0) {
            std::cerr << "spawn: " << argv[2] << " failed\n";
            return 1;
        }
        took.add(
            static_cast<std::uint64_t>(std::chrono::nanoseconds(Clock::now() - start).count()));
    }
    const auto us = [&](double share) { return static_cast<double>(took.at(share)) / 1000; };
    std::cout << "spawn\tprocess\t" << std::fixed << std::setprecision(1) << 1e6 / us(0.5) << '\t'
              << us(0.5) << '\t' << us(0.99) << '\t' << us(0.999) << '\t' << us(1) << '\n';
}
