#include "core/store/event_source.h"

namespace calls::store {
namespace {

constexpr std::size_t piece_events = 1'000;  // half a millisecond of the loop's time

}  // namespace

EventPiece read_piece(Journal& journal, const EventWish& wish) {
    const bool newer = wish.way == EventWish::Way::newer;
    return {.events = newer ? journal.raw_after(wish.edge, piece_events)
                            : journal.raw_before(wish.edge, piece_events),
            .begins_after = journal.begins_after()};
}

}  // namespace calls::store
