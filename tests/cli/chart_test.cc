#include <limits>

#include <catch2/catch.hpp>

#include "cli/chart_columns.h"
#include "cli/chart_rows.h"
#include "cli/chart_scale.h"
#include "cli/chart_week.h"
#include "tests/support/well_formed.h"

namespace {

using namespace calls::cli;
using tests::not_well_formed;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("chart scale: round marks up to the largest value or just above it") {
    using Marks = std::vector<std::int64_t>;
    CHECK(scale_for(0).marks == Marks{0, 1});
    CHECK(scale_for(1).marks == Marks{0, 1});
    CHECK(scale_for(5).marks == Marks{0, 1, 2, 3, 4, 5});
    CHECK(scale_for(6).marks == Marks{0, 2, 4, 6});
    CHECK(scale_for(94).marks == Marks{0, 20, 40, 60, 80, 100});
    CHECK(scale_for(28'000).marks == Marks{0, 10'000, 20'000, 30'000});
    for (std::int64_t value = 1; value < most / 3; value *= 3) {
        INFO(value);
        CHECK(scale_for(value).top() >= value);
        CHECK(scale_for(value).marks.size() <= 6);
        CHECK(scale_for(value).share(value) > 0.4);
    }
    CHECK(scale_for(most).top() == most);
}

TEST_CASE("columns chart: a bar for each part that is there, as tall as its share") {
    ColumnsChart chart{.label = "Calls & coins", .classes = {"main", "missed"}, .columns = {}};
    chart.columns.push_back({.parts = {10, 5}, .title = "first: <15>", .tick = "1 May"});
    chart.columns.push_back({.parts = {0, 0}, .title = "second", .tick = ""});
    const std::string drawn = columns_chart(chart).str();
    CHECK(not_well_formed(drawn).empty());
    CHECK(count_of(drawn, "class=\"main\"") == 1);
    CHECK(count_of(drawn, "class=\"missed\"") == 1);
    // 15 is the top of the scale and 200 pixels.
    CHECK(drawn.find("y=\"74.67\" height=\"133.33\"") != std::string::npos);
    CHECK(drawn.find("y=\"8\" height=\"66.67\"") != std::string::npos);
    CHECK(drawn.find("first: &lt;15&gt;") != std::string::npos);
    CHECK(drawn.find("aria-label=\"Calls &amp; coins\"") != std::string::npos);
}

TEST_CASE("columns chart: the largest numbers stay inside the picture") {
    ColumnsChart chart{.label = "c", .classes = {"a", "b"}, .columns = {}};
    chart.columns.push_back({.parts = {most, most}, .title = "", .tick = ""});
    chart.columns.push_back({.parts = {1, 0}, .title = "", .tick = ""});
    const std::string drawn = columns_chart(chart).str();
    CHECK(not_well_formed(drawn).empty());
    CHECK(drawn.find("nan") == std::string::npos);
    CHECK(drawn.find("inf") == std::string::npos);
    CHECK(drawn.find("y=\"-") == std::string::npos);
}

TEST_CASE("rows chart: a name, a bar and a value in each row") {
    const std::string drawn = rows_chart("Why", {{.name = "hangup",
                                                  .share = 0.5,
                                                  .value = "1,404",
                                                  .note = "71.2%",
                                                  .title = "hangup: 1,404",
                                                  .css_class = "main"},
                                                 {.name = "cancel",
                                                  .share = 0,
                                                  .value = "0",
                                                  .note = "",
                                                  .title = "",
                                                  .css_class = "main"}})
                                  .str();
    CHECK(not_well_formed(drawn).empty());
    CHECK(drawn.find("class=\"main\" width=\"50%\"") != std::string::npos);
    CHECK(count_of(drawn, "class=\"main\"") == 1);
    CHECK(drawn.find("<b>1,404</b>") != std::string::npos);
}

TEST_CASE("week chart: the fullest hour is drawn in full, an empty one not at all") {
    WeekGrid week;
    const std::int64_t monday = 4 * 1440;
    week.cover({monday}, {monday + 2 * 7 * 1440 - 1});
    for (int i = 0; i < 40; ++i) week.add({monday + 2 * 1440 + 14 * 60});
    for (int i = 0; i < 30; ++i) week.add({monday + 13 * 1440});
    const std::string drawn = week_chart("Week", week).str();
    CHECK(not_well_formed(drawn).empty());
    CHECK(count_of(drawn, "class=\"heat\"") == 2);
    CHECK(count_of(drawn, "class=\"none\"") == 7 * 24 - 2);
    CHECK(drawn.find("fill-opacity=\"1\"><title>Wed 14:00 to 15:00: 20 an hour, 40 in 2") !=
          std::string::npos);
    CHECK(drawn.find("fill-opacity=\"0.785\"><title>Sun 00:00 to 01:00: 15 an hour, 30 in 2") !=
          std::string::npos);
}
