#include <string>

#include <catch2/catch.hpp>

#include "tests/fuzz/kept.h"
#include "tests/fuzz/targets.h"

// Every input that is kept, through the target that it is for: those that reach the most, and those
// that once found a fault. A fault ends the process, with the name of the input above.

namespace {

using namespace calls;

void replay(const std::string& target, void (*run)(fuzz::Bytes)) {
    const auto files = fuzz::kept_files(target);
    REQUIRE_FALSE(files.empty());
    run({});
    for (const auto& path : files) {
        INFO(path.string());
        REQUIRE_NOTHROW(run(fuzz::bytes_of(path)));
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
