#include "core/protocol/errors.h"

#include <set>

#include <catch2/catch.hpp>

namespace {

using namespace calls;
using namespace calls::protocol;

}  // namespace

TEST_CASE("errors: every code and every exit status has its row, and codes only one") {
    std::set<int> codes;
    std::set<int> statuses;
    for (const ErrorRow& row : error_table) {
        CAPTURE(row.kind);
        CHECK(codes.insert(static_cast<int>(row.code)).second);
        statuses.insert(row.exit_status);
        CHECK_FALSE(row.meaning.empty());
        CHECK(&error_row(row.code) == &row);
        CHECK(find_error(static_cast<int>(row.code))->kind == row.kind);
        // Codes of our own on the wire are the exit statuses.
        if (static_cast<int>(row.code) > 0) CHECK(static_cast<int>(row.code) == row.exit_status);
    }
    CHECK(statuses == std::set<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    CHECK_FALSE(find_error(0).has_value());
    CHECK_FALSE(find_error(13).has_value());
    CHECK_FALSE(find_error(-32000).has_value());
}

TEST_CASE("errors: each refusal has a code and a word") {
    struct Case {
        model::RefusalKind kind;
        int code;
        const char* word;
    };
    using Kind = model::RefusalKind;
    const auto wish = GENERATE(values<Case>({{Kind::invalid, -32602, "invalid"},
                                             {Kind::ended, 4, "ended"},
                                             {Kind::not_found, 5, "not_found"},
                                             {Kind::busy, 6, "busy"},
                                             {Kind::insufficient_funds, 7, "insufficient_funds"},
                                             {Kind::forbidden, 8, "forbidden"},
                                             {Kind::conflict, 9, "conflict"},
                                             {Kind::unavailable, 11, "unavailable"},
                                             {Kind::internal, -32603, "internal"}}));
    CHECK(static_cast<int>(code_of(wish.kind)) == wish.code);
    CHECK(error_row(code_of(wish.kind)).kind == wish.word);
}
