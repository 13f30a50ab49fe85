#include <atomic>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"

namespace {

using namespace calls;

std::string count_to(const std::string& number) {
    return "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT " + number +
           ") SELECT count(*) FROM c";
}

}  // namespace

TEST_CASE("store: what is long is given up once it is told so, and nothing else is") {
    const tests::TempFolder folder;
    { const tests::Opened made{folder.database()}; }
    store::Database tables{folder.database(), store::Database::Access::read_only};
    std::atomic<bool> stop = false;
    {
        const store::GivesUp gives_up{tables, stop};
        CHECK(tables.whole(count_to("100000")) == 100'000);
        stop = true;
        CHECK_THROWS_AS(tables.whole(count_to("30000000")), engine::StoreBroken);
        CHECK(tables.whole("SELECT 1") == 1);
    }
    CHECK(tables.whole(count_to("100000")) == 100'000);
}
