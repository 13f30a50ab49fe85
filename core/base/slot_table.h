#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/container_hash/hash.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

// Rows found by a key that each bears itself. A row lies in a block with others and never moves
// while it is there; the index has a slot's four bytes (some 6 to 12 with the room that a table
// keeps) where a map would have the key once more. For what there may be millions of: blocks that a
// peak has left are kept for the next. At most 2^32 rows.

namespace calls::base {

// KeyOf: a function object, from a row to its key, which must not change while the row is there.
template <class Row, class KeyOf>
class SlotTable {
  public:
    using Key = decltype(KeyOf{}(std::declval<const Row&>()));

    [[nodiscard]] Row* find(const Key& key) {
        const auto found = index_.find(key);
        return found == index_.end() ? nullptr : &blocks_->row(*found);
    }
    [[nodiscard]] const Row* find(const Key& key) const {
        const auto found = index_.find(key);
        return found == index_.end() ? nullptr : &blocks_->row(*found);
    }

    // That the row will be asked for soon: begins to bring it into the processor's caches. Several
    // such requests, one behind the other, wait for memory together.
    void expect(const Key& key) const {
        const Row* row = find(key);
        if (row == nullptr) return;
        const auto* bytes = reinterpret_cast<const std::byte*>(row);  // NOLINT: only an address
        // The last byte as well: a row may begin anywhere in a line.
        for (std::size_t at = 0; at < sizeof(Row) + cache_line; at += cache_line)
            __builtin_prefetch(bytes + std::min(at, sizeof(Row) - 1));  // NOLINT: within the row
    }

    // No row with this key may be there yet: it would be hidden, not found out.
    Row& add(Row row) {
        const std::uint32_t slot = blocks_->take();
        Row& place = blocks_->row(slot);
        place = std::move(row);
        index_.insert(slot);
        return place;
    }

    void erase(const Key& key) {
        const auto found = index_.find(key);
        if (found == index_.end()) return;
        const std::uint32_t slot = *found;
        index_.erase(found);
        blocks_->give_back(slot);
    }

    [[nodiscard]] std::size_t size() const { return index_.size(); }

    template <class Visit>  // Visit: void(Row&); in no order; nothing is added or erased meanwhile
    void for_each(Visit visit) {
        for (const std::uint32_t slot : index_) visit(blocks_->row(slot));
    }
    template <class Visit>
    void for_each(Visit visit) const {
        for (const std::uint32_t slot : index_) visit(std::as_const(blocks_->row(slot)));
    }

  private:
    static constexpr std::size_t cache_line = 64;

    class Blocks {
      public:
        [[nodiscard]] Row& row(std::uint32_t slot) {
            return (*blocks_[slot / block_rows])[slot % block_rows];
        }
        std::uint32_t take() {
            if (free_.empty()) add_block();
            const std::uint32_t slot = free_.back();
            free_.pop_back();
            return slot;
        }
        void give_back(std::uint32_t slot) {
            row(slot) = Row{};
            free_.push_back(slot);
        }

      private:
        // So many that what an allocator leaves unused around a block is nothing beside it.
        static constexpr std::uint32_t block_rows = 1024;
        using Block = std::array<Row, block_rows>;

        void add_block() {
            const std::size_t first = blocks_.size() * block_rows;
            if (first > std::numeric_limits<std::uint32_t>::max() - block_rows)
                throw std::length_error{"a table of 2^32 rows"};
            free_.reserve(free_.size() + block_rows);
            blocks_.push_back(std::make_unique<Block>());
            for (std::uint32_t i = block_rows; i > 0; --i)
                free_.push_back(static_cast<std::uint32_t>(first) + i - 1);
        }

        std::vector<std::unique_ptr<Block>> blocks_;
        std::vector<std::uint32_t> free_;
    };

    // The index sees its slots' rows through these, wherever the table itself is moved to.
    struct Hash {
        using is_transparent = void;
        Blocks* blocks;
        std::size_t operator()(std::uint32_t slot) const {
            return (*this)(KeyOf{}(blocks->row(slot)));
        }
        std::size_t operator()(const Key& key) const { return boost::hash<Key>{}(key); }
    };
    struct Equal {
        using is_transparent = void;
        Blocks* blocks;
        bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
        bool operator()(const Key& key, std::uint32_t slot) const {
            return KeyOf{}(blocks->row(slot)) == key;
        }
        bool operator()(std::uint32_t slot, const Key& key) const { return (*this)(key, slot); }
    };

    std::unique_ptr<Blocks> blocks_ = std::make_unique<Blocks>();
    boost::unordered_flat_set<std::uint32_t, Hash, Equal> index_{0, Hash{blocks_.get()},
                                                                 Equal{blocks_.get()}};
};

}  // namespace calls::base
