#include "core/rules/schedule.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace calls;
using rules::DeadlineKey;

TEST_CASE("schedule: gives back what was added, the earliest first, in the order of deadlines") {
    std::vector<DeadlineKey> keys;
    for (const base::Instant time : {base::last_instant, base::Instant{1'767'225'600'000},
                                     base::Instant{1'767'225'600'001}, base::first_instant})
        for (const auto rank : std::initializer_list<std::uint8_t>{2, 0, 1})
            for (const std::int64_t call : {INT64_MAX, std::int64_t{1}, std::int64_t{7}})
                keys.push_back({.time = time, .rank = rank, .call = {call}});

    rules::Schedule schedule;
    for (const DeadlineKey& key : keys) schedule.add(key);
    schedule.add(keys.front());  // one that is in there twice comes twice
    keys.push_back(keys.front());
    std::sort(keys.begin(), keys.end());
    REQUIRE(schedule.size() == keys.size());
    for (const DeadlineKey& key : keys) {
        REQUIRE(schedule.top() == key);
        schedule.pop();
    }
    CHECK_FALSE(schedule.top());
}

}  // namespace
