#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "core/model/event.h"
#include "core/store/findings.h"
#include "core/store/id_set.h"
#include "core/store/sqlite.h"

// Rows of calls that change: the call itself, its counters, its totals. While the events are read
// from the newest to the oldest, the first image of a row is its newest. Where the row differs it
// may have changed since; such doubts are kept, and settled at the end against one snapshot and the
// events up to it.

namespace calls::store {

class NewestRows {
  public:
    using Image = std::variant<model::Call, model::Counters, model::CallTotals>;

    explicit NewestRows(Database& tables);  // outlives this

    // Going back: an older event than all before.
    void take(const model::Event& event, Findings& findings);

    // Going forward, from the first event that take() never saw: what the event left is what to
    // expect instead.
    void supersede(const model::Event& event);

    // In a snapshot that holds all that was superseded, and nothing more.
    void settle(Findings& findings);

    [[nodiscard]] bool in_doubt() const { return !doubts_.empty(); }
    [[nodiscard]] bool seen(model::CallId call) const { return calls_seen_.has(call.value); }
    // The lowest call that was seen being dialled: all later ones were, too. 0: none was.
    [[nodiscard]] model::CallId first_dialled() const { return first_dialled_; }

  private:
    using Key = std::pair<std::size_t, model::CallId>;  // which kind of image, of which call

    void check(const Image& image, Findings& findings);
    bool same(const model::Call& image);
    bool same(const model::Counters& image);
    bool same(const model::CallTotals& image);
    void say(const model::Call& image, Findings& findings);
    void say(const model::Counters& image, Findings& findings);
    void say(const model::CallTotals& image, Findings& findings);

    std::optional<model::Call> call(model::CallId id);
    std::optional<model::Counters> counters(model::CallId id);
    std::optional<model::CallTotals> totals(model::CallId id);

    Statement live_;
    Statement ended_;
    Statement counters_;
    Statement totals_;

    IdSet calls_seen_;
    IdSet counters_seen_;
    IdSet totals_seen_;
    model::CallId first_dialled_;
    std::map<Key, Image> doubts_;
};

}  // namespace calls::store
