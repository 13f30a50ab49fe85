#include "cli/keys.h"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

namespace {

std::string keys_in(std::string_view bytes) {
    calls::cli::Keys keys;
    std::string found;
    for (const char byte : bytes) {
        if (const auto key = keys.take(byte)) found += *key;
    }
    return found;
}

}  // namespace

TEST_CASE("keys: letters of sequences were not typed") {
    CHECK(keys_in("sq") == "sq");
    CHECK(keys_in("\x1b[As") == "s");       // an arrow
    CHECK(keys_in("\x1bOPs") == "s");       // F1
    CHECK(keys_in("\x1b[1;5Cs") == "s");    // Ctrl and an arrow
    CHECK(keys_in("\x1b[15~s") == "s");     // F5
    CHECK(keys_in("\x1b[\x1b[Bs") == "s");  // one that broke off
}

TEST_CASE("keys: Escape before a key is Alt with it") {
    CHECK(keys_in("\x1bq") == "q");
    CHECK(keys_in("\x1b\x1bq") == "q");
}
