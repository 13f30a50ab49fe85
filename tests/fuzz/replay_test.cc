#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/fuzz/targets.h"

// Every input that is kept, through the target that it is for: those that reach the most, and those
// that once found a fault. A fault ends the process, with the name of the input above.

namespace {

namespace fs = std::filesystem;
using namespace calls;

std::vector<fs::path> inputs(const std::string& target) {
    std::vector<fs::path> files;
    for (const char* kept : {"corpus", "found"}) {
        const fs::path folder = fs::path{CALLS_SOURCE_FOLDER} / "tests/fuzz" / kept / target;
        if (!fs::exists(folder)) continue;
        for (const auto& entry : fs::directory_iterator{folder}) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::uint8_t> bytes_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void replay(const std::string& target, void (*run)(fuzz::Bytes)) {
    const auto files = inputs(target);
    REQUIRE_FALSE(files.empty());
    run({});
    for (const fs::path& path : files) {
        INFO(path.string());
        REQUIRE_NOTHROW(run(bytes_of(path)));
    }
}

}  // namespace

TEST_CASE("fuzz: what peers send, to the parser alone") {
    replay("parse", fuzz::try_parse);
}

TEST_CASE("fuzz: what peers send, line by line") {
    replay("message", fuzz::try_message);
}

TEST_CASE("fuzz: commands, restarts and bad disks") {
    replay("engine", fuzz::try_engine);
}

TEST_CASE("fuzz: a store with damaged files") {
    replay("store", fuzz::try_store);
}

TEST_CASE("fuzz: files of settings") {
    replay("toml", fuzz::try_toml);
}

TEST_CASE("fuzz: times, numbers and words as they are typed") {
    replay("times", fuzz::try_times);
}
