#include "core/store/history_page.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "core/store/id_blocks.h"

namespace calls::store {
namespace {

using Ids = std::vector<std::int64_t>;

struct Order {
    bool falling = false;
    IdRange ids;
    std::size_t count = 0;  // rows wanted, one more than shown where a next page may follow

    [[nodiscard]] std::string text(const std::string& key) const {
        return " ORDER BY " + key + (falling ? " DESC" : "") + " LIMIT ?";
    }
};

Order order_of(const Listing& listing, const model::Page& page) {
    IdRange ids = listing.ids;
    if (page.after == std::numeric_limits<std::int64_t>::max())
        ids = {.first = 1, .last = 0};
    else
        ids.first = std::max(ids.first, page.after + 1);
    const std::int64_t wanted = page.last.value_or(page.limit);
    const std::int64_t least = page.last ? 0 : 1;
    const std::int64_t shown = std::clamp(wanted, least, model::page_limit_max);
    return {.falling = page.last.has_value(),
            .ids = ids,
            .count = static_cast<std::size_t>(page.last ? shown : shown + 1)};
}

Ids from_table(Database& tables, const Listing& listing, const Order& order) {
    const std::string key{listing.key};
    Statement select{tables, "SELECT " + key + " FROM " + listing.table + " WHERE " + key +
                                 " BETWEEN ? AND ?" + listing.filter.text() + order.text(key)};
    Ids ids;
    select.each([&](Statement& row) { ids.push_back(row.get<std::int64_t>()); }, order.ids.first,
                order.ids.last, listing.filter.values(), static_cast<std::int64_t>(order.count));
    return ids;
}

// Block by block, each strand that reaches into it.
class StrandWalk {
  public:
    StrandWalk(Database& tables, const Listing& listing, const Order& order)
        : tables_(tables),
          listing_(listing),
          order_(order),
          blocks_(tables, listing.table, listing.key),
          ids_(hull(*listing.strands, order.ids)) {}

    Ids walk() {
        while (ids_.first <= ids_.last && found_.size() < order_.count) {
            const auto block =
                order_.falling ? blocks_.at_or_before(ids_.last) : blocks_.at_or_after(ids_.first);
            if (!block || *block < block_of(ids_.first) || *block > block_of(ids_.last)) break;
            look_into(*block);
            if (*block == block_of(order_.falling ? ids_.first : ids_.last)) break;
            if (order_.falling)
                ids_.last = first_of(*block) - 1;
            else
                ids_.first = first_of(*block + 1);
        }
        return std::move(found_);
    }

  private:
    // All that any of them can hold.
    static IdRange hull(const std::vector<Strand>& strands, const IdRange& within) {
        IdRange all{.first = within.last, .last = within.first};
        for (const Strand& strand : strands) {
            all.first = std::min(all.first, strand.ids.first);
            all.last = std::max(all.last, strand.ids.last);
        }
        return {.first = std::max(all.first, within.first),
                .last = std::min(all.last, within.last)};
    }

    void look_into(std::int64_t block) {
        Ids here;
        for (const Strand& strand : *listing_.strands) {
            const IdRange ids{.first = std::max(strand.ids.first, ids_.first),
                              .last = std::min(strand.ids.last, ids_.last)};
            if (ids.first > ids.last || block_of(ids.first) > block || block_of(ids.last) < block)
                continue;
            Ids values{block, strand.user, ids.first, ids.last};
            if (strand.offer != 0) values.push_back(strand.offer);
            select(strand).each([&](Statement& row) { here.push_back(row.get<std::int64_t>()); },
                                values, listing_.filter.values(),
                                static_cast<std::int64_t>(order_.count - found_.size()));
        }
        std::ranges::sort(here);
        here.erase(std::ranges::unique(here).begin(), here.end());
        if (order_.falling) std::ranges::reverse(here);
        here.resize(std::min(here.size(), order_.count - found_.size()));
        found_.insert(found_.end(), here.begin(), here.end());
    }

    Statement& select(const Strand& strand) {
        const auto known = selects_.find(strand.user_column);
        if (known != selects_.end()) return known->second;
        const std::string key{listing_.key};
        const std::string sql = "SELECT " + key + " FROM " + listing_.table + " WHERE " +
                                block_term(key) + " = ? AND " + strand.user_column + " = ? AND " +
                                key + " BETWEEN ? AND ?" +
                                (strand.offer != 0 ? " AND server_id = ?" : "") +
                                listing_.filter.text() + order_.text(key);
        return selects_.try_emplace(strand.user_column, tables_, sql).first->second;
    }

    Database& tables_;
    const Listing& listing_;
    const Order& order_;
    IdBlocks blocks_;
    std::map<std::string, Statement, std::less<>> selects_;  // by column
    IdRange ids_;                                            // not looked into yet
    Ids found_;
};

}  // namespace

PageIds page_ids(Database& tables, const Listing& listing, const model::Page& page) {
    const Order order = order_of(listing, page);
    PageIds found;
    found.ids = listing.strands ? StrandWalk{tables, listing, order}.walk()
                                : from_table(tables, listing, order);
    if (page.last) {
        std::ranges::reverse(found.ids);
    } else if (found.ids.size() == order.count) {
        found.ids.pop_back();
        found.next = found.ids.back();
    }
    return found;
}

}  // namespace calls::store
