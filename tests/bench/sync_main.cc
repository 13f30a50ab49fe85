// sync FOLDER SECONDS [REST] : what a sync of 4 KiB costs on blocks that the file has already, as
// one line of figures in the manner of `load`. Before each of them everything rests, for REST
// microseconds.

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <iomanip>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>

#include "tests/bench/histogram.h"
#include "tests/support/file_descriptor.h"

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        std::cerr << "usage: sync FOLDER SECONDS [REST]\n";
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    constexpr std::size_t block = 4096;
    constexpr off_t blocks = 4096;
    const std::string path = std::string(argv[1]) + "/sync";
    const tests::FileDescriptor file{open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    const std::string bytes(block, 'x');
    const auto put = [&](off_t number) {
        return pwrite(file.get(), bytes.data(), block, number * static_cast<off_t>(block)) ==
               static_cast<ssize_t>(block);
    };
    bool good = file.open();
    for (off_t n = 0; good && n < blocks; ++n) good = put(n);
    good = good && fsync(file.get()) == 0;
    bench::Histogram took;
    const auto start = Clock::now();
    const std::chrono::duration<double> limit{std::strtod(argv[2], nullptr)};
    const std::chrono::duration<double, std::micro> rest{argc == 4 ? std::strtod(argv[3], nullptr)
                                                                   : 0};
    auto before = start;
    for (off_t n = 0; good && before - start < limit; n = (n + 1) % blocks) {
        if (rest.count() > 0) std::this_thread::sleep_for(rest);
        before = Clock::now();
        good = put(n) && fdatasync(file.get()) == 0;
        took.add(
            static_cast<std::uint64_t>(std::chrono::nanoseconds(Clock::now() - before).count()));
    }
    unlink(path.c_str());
    if (!good) {
        std::cerr << "sync: could not write " << path << '\n';
        return 1;
    }
    const auto us = [&](double share) { return static_cast<double>(took.at(share)) / 1000; };
    std::cout << "sync\tall\t" << std::fixed << std::setprecision(1)
              << static_cast<double>(took.count()) / limit.count() << '\t' << us(0.5) << '\t'
              << us(0.99) << '\t' << us(0.999) << '\t' << us(1) << '\n';
    return 0;
}
