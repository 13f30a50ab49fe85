#include "core/base/slot_table.h"

#include <map>
#include <random>
#include <utility>

#include <catch2/catch.hpp>

namespace {

struct Row {
    int key = 0;
    int value = 0;
};
struct KeyOf {
    int operator()(const Row& row) const { return row.key; }
};
using Table = calls::base::SlotTable<Row, KeyOf>;

std::map<int, int> content_of(const Table& table) {
    std::map<int, int> content;
    table.for_each([&](const Row& row) { CHECK(content.emplace(row.key, row.value).second); });
    return content;
}

}  // namespace

TEST_CASE("slot table: holds what a map holds") {
    Table table;
    std::map<int, int> expected;
    std::mt19937 random{1};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same one each time
    for (int step = 0; step < 20'000; ++step) {
        const int key = static_cast<int>(random() % 5'000);
        Row* row = table.find(key);
        REQUIRE((row != nullptr) == expected.contains(key));
        if (row != nullptr && random() % 2 == 0) {
            table.erase(key);
            expected.erase(key);
        } else if (row != nullptr) {
            row->value = expected[key] = step;
        } else {
            table.add({.key = key, .value = step});
            expected[key] = step;
        }
    }
    CHECK(table.size() == expected.size());
    CHECK(content_of(table) == expected);
    table.erase(-1);  // was never there
    CHECK(table.size() == expected.size());
}

TEST_CASE("slot table: a row stays where it is while others come and go") {
    Table table;
    const Row* first = &table.add({.key = 1, .value = 10});
    for (int key = 2; key < 5'000; ++key) table.add({.key = key});
    for (int key = 2; key < 5'000; ++key) table.erase(key);
    CHECK(table.find(1) == first);
    CHECK(first->value == 10);
}

TEST_CASE("slot table: is found in after it was moved") {
    Table table;
    for (int key = 0; key < 100; ++key) table.add({.key = key, .value = key});
    Table moved = std::move(table);
    for (int key = 0; key < 100; ++key) {
        REQUIRE(moved.find(key) != nullptr);
        CHECK(moved.find(key)->value == key);
    }
    moved.add({.key = 100});
    CHECK(moved.size() == 101);
}

TEST_CASE("slot table: to expect a row changes nothing, whether or not it is there") {
    Table table;
    table.expect(1);
    for (int key = 0; key < 2'000; ++key) table.add({.key = key, .value = key});
    const auto before = content_of(table);
    for (int key = -1; key <= 2'000; ++key) table.expect(key);
    CHECK(content_of(table) == before);
}
