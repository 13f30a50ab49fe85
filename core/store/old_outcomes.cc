#include "core/store/old_outcomes.h"

#include <string>
#include <vector>

#include "core/store/key_order.h"

namespace calls::store {
namespace {

constexpr std::int64_t rows_a_walk = 5'000;  // some ten milliseconds of the projector's time

}  // namespace

OutcomesWalk remove_old_outcomes(Database& tables, base::Instant before, const std::string& after) {
    OutcomesWalk walk;
    std::vector<std::string> old;
    std::int64_t looked_at = 0;
    {
        std::string before_it = after;
        Statement select{tables,
                         "SELECT request_id, time, money FROM app_request WHERE request_id > ?"
                         " ORDER BY request_id LIMIT ?"};
        const auto look = [&](Statement& row) {
            base::Instant time;
            bool money = false;
            row.read(walk.last, time, money);
            expect_in_place(walk.last > before_it, "app_request", looked_at);
            before_it = walk.last;
            ++looked_at;
            if (!money && time < before) old.push_back(walk.last);
        };
        select.each(look, std::string_view{after}, rows_a_walk);
    }
    walk.at_the_end = looked_at < rows_a_walk;
    if (old.empty()) return walk;
    Transaction transaction{tables};
    Statement remove{tables, "DELETE FROM app_request WHERE request_id = ?"};
    for (const std::string& request_id : old) remove.run(std::string_view{request_id});
    transaction.commit();
    walk.removed = static_cast<std::int64_t>(old.size());
    return walk;
}

}  // namespace calls::store
