#include "cli/top_users.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::ReportSums;
using calls::cli::TopUsers;

ReportSums sums(std::int64_t calls, std::int64_t paid) {
    ReportSums sums;
    sums.calls = calls;
    sums.paid = paid;
    return sums;
}

}  // namespace

TEST_CASE("top users: the first by money, then by calls, then by id") {
    TopUsers top(3, &ReportSums::paid);
    top.add(1, sums(9, 10));
    top.add(2, sums(1, 50));
    top.add(3, sums(2, 10));
    top.add(4, sums(9, 10));
    top.add(5, sums(0, 0));
    REQUIRE(top.list().size() == 3);
    CHECK(top.list()[0].id == 2);
    CHECK(top.list()[1].id == 1);
    CHECK(top.list()[2].id == 4);
    CHECK(top.others() == 2);
    CHECK(top.sums_of_others() == sums(2, 10));
}

TEST_CASE("top users: of a million only the places are kept, and nobody's money is lost") {
    TopUsers top(10, &ReportSums::paid);
    for (std::int64_t id = 1; id <= 1'000'000; ++id) top.add(id, sums(1, id * 7919 % 1'000'003));
    std::int64_t calls = top.sums_of_others().calls;
    for (std::size_t i = 0; i < top.list().size(); ++i) {
        calls += top.list()[i].sums.calls;
        if (i > 0) CHECK(top.list()[i - 1].sums.paid >= top.list()[i].sums.paid);
    }
    CHECK(top.list().size() == 10);
    CHECK(calls == 1'000'000);
    CHECK(top.list().front().sums.paid == 1'000'002);
}
