#include "core/store/history_page.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "core/base/check.h"
#include "core/store/id_blocks.h"

namespace calls::store {
namespace {

using Ids = std::vector<std::int64_t>;

// Where about so many or more reach into a block, it is read through instead of a look-up for each.
// All its 65,536 rows take as long as some 1,500 look-ups, and a page may be full long before.
constexpr std::size_t many_strands = 1'000;

struct Order {
    bool falling = false;
    IdRange ids;
    std::size_t count = 0;  // rows wanted, one more than shown where a next page may follow

    [[nodiscard]] std::string text(const std::string& key) const {
        return " ORDER BY " + key + (falling ? " DESC" : "") + " LIMIT ?";
    }
};

IdRange common(const IdRange& one, const IdRange& other) {
    return {.first = std::max(one.first, other.first), .last = std::min(one.last, other.last)};
}

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
        return common(all, within);
    }

    void look_into(std::int64_t block) {
        const IdRange here = common(ids_, {.first = first_of(block), .last = last_of(block)});
        std::vector<Strand> reaching;
        for (Strand strand : *listing_.strands) {
            strand.ids = common(strand.ids, here);
            if (strand.ids.first <= strand.ids.last) reaching.push_back(strand);
        }
        const Ids ids = reaching.size() < many_strands ? of_each(reaching, block) : of_all(here);
        found_.insert(found_.end(), ids.begin(), ids.end());
    }

    Ids of_each(const std::vector<Strand>& strands, std::int64_t block) {
        Ids ids;
        for (const Strand& strand : strands) {
            Ids values{block, strand.user, strand.ids.first, strand.ids.last};
            if (strand.offer != 0) values.push_back(strand.offer);
            select(strand).each([&](Statement& row) { ids.push_back(row.get<std::int64_t>()); },
                                values, listing_.filter.values(), wanted());
        }
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        if (order_.falling) std::ranges::reverse(ids);
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(wanted())));
        return ids;
    }

    Ids of_all(const IdRange& range) {
        CHECK(!listing_.in_strands.text().empty());
        const std::string key{listing_.key};
        Statement rows{tables_, "SELECT " + key + " FROM " + listing_.table + " WHERE " + key +
                                    " BETWEEN ? AND ?" + listing_.filter.text() +
                                    listing_.in_strands.text() + order_.text(key)};
        Ids ids;
        rows.each([&](Statement& row) { ids.push_back(row.get<std::int64_t>()); }, range.first,
                  range.last, listing_.filter.values(), listing_.in_strands.values(), wanted());
        return ids;
    }

    [[nodiscard]] std::int64_t wanted() const {
        return static_cast<std::int64_t>(order_.count - found_.size());
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
