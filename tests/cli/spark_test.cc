#include "cli/spark.h"

#include <limits>

#include <catch2/catch.hpp>

using calls::cli::draw_spark;

TEST_CASE("spark: the largest is highest, the smallest is seen, nothing is nothing") {
    CHECK(draw_spark({0, 1, 4, 8}, true) == " ▂▅█");
    CHECK(draw_spark({0, 1, 4, 8}, false) == " :+#");
    CHECK(draw_spark({1, 1000}, true) == "▁█");
    CHECK(draw_spark({0, 0}, true) == "  ");
    CHECK(draw_spark({}, true).empty());
    CHECK(draw_spark({-5, std::numeric_limits<std::int64_t>::max()}, true) == " █");
}
