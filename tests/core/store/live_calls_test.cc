#include "core/store/live_calls.h"

#include <cstdint>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

// Live calls read ahead, in more than one batch.

namespace {

using namespace calls;
using namespace calls::tests;
using Catch::Matchers::Contains;

constexpr std::int64_t many = 1'200;

void dial_many(Opened& opened) {
    Story story;
    for (std::int64_t i = 1; i <= many; ++i) story.dial(2 * i - 1, 2 * i);
    opened.store.append(story.take());
    opened.store.project_now();
}

}  // namespace

TEST_CASE("store: live calls come all and in order, though read ahead") {
    const TempFolder folder;
    Opened opened{folder.database()};
    dial_many(opened);
    std::vector<std::int64_t> ids;
    store::LiveCalls ahead{folder.database()};
    ahead.each([&](const model::CallFile& file) { ids.push_back(file.call.id.value); });
    REQUIRE(std::ssize(ids) == many);
    for (std::int64_t i = 1; i <= many; ++i) REQUIRE(ids[static_cast<std::size_t>(i - 1)] == i);
}

TEST_CASE("store: a damaged call that is read ahead is named behind those before it") {
    const TempFolder folder;
    Opened opened{folder.database()};
    dial_many(opened);
    store::Database{folder.database(), store::Database::Access::read_write}.run(
        "UPDATE app_call_ing SET helo_time = 1700000000000 WHERE call_id = 1100");
    std::int64_t taken = 0;
    store::LiveCalls ahead{folder.database()};
    CHECK_THROWS_WITH(ahead.each([&](const model::CallFile&) { ++taken; }),
                      Contains("a damaged call, id 1100"));
    CHECK(taken < 1100);
}

TEST_CASE("store: whoever wants no more live calls need not take the rest") {
    const TempFolder folder;
    Opened opened{folder.database()};
    dial_many(opened);
    { const store::LiveCalls unwanted{folder.database()}; }
    store::LiveCalls ahead{folder.database()};
    CHECK_THROWS_WITH(ahead.each([](const model::CallFile&) { throw std::runtime_error{"no"}; }),
                      "no");
}
