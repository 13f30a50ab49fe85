#include <algorithm>
#include <string>

#include "core/store/audit_run.h"
#include "core/store/key_order.h"
#include "core/store/replay.h"
#include "core/store/unpack.h"

namespace calls::store {
namespace {

class EventAudit {
  public:
    explicit EventAudit(AuditRun& run) : run_(run), replay_(run), next_(run.pin.event) {}

    // The next older piece; false at the end.
    bool next() {
        const EventPiece piece =
            run_.events.read({.way = EventWish::Way::older, .edge = {next_.value + 1}});
        begins_after_ = piece.begins_after;
        const Slice slice{run_};  // one for all: a lock a row would cost the most
        for (const RawEvent& raw : piece.events) {
            check_order(raw);
            take(raw);
        }
        compare();
        run_.events_read += std::ssize(piece.events);
        return !piece.events.empty();
    }

    void finish() {
        if (next_ > begins_after_) say_gap(begins_after_);
        replay_.finish();
    }

  private:
    void check_order(const RawEvent& raw) {
        expect_in_place(raw.id <= next_, "app_event", raw.id.value);
        if (raw.id < next_) say_gap(raw.id);
        if (raw.time > later_)
            run_.findings.add("the times of events never fall", raw.id.value,
                              std::to_string(later_.ms) + " or earlier",
                              std::to_string(raw.time.ms));
        later_ = std::min(later_, raw.time);
        next_ = {raw.id.value - 1};
    }

    // None are there between this one and the one that was due.
    void say_gap(model::EventId older) {
        run_.findings.add(
            "events are numbered without gaps", next_.value,
            "events " + std::to_string(older.value + 1) + " to " + std::to_string(next_.value),
            "none");
    }

    void take(const RawEvent& raw) {
        try {
            replay_.take(unpack_event(raw));
        } catch (const engine::StoreBroken& error) {
            run_.findings.add("an event can be read", raw.id.value, "an event", error.what());
        }
    }

    void compare() {
        try {
            replay_.compare();
        } catch (const engine::StoreBroken& error) {
            run_.findings.add("rows can be held against their events", next_.value + 1,
                              "to be checked", error.what());
        }
    }

    AuditRun& run_;
    Replay replay_;
    model::EventId next_;  // due to come
    model::EventId begins_after_;
    base::Instant later_ = base::last_instant;  // of the event before
};

}  // namespace

void audit_events(AuditRun& run) {
    EventAudit audit{run};
    while (audit.next()) run.check_in();
    audit.finish();
}

}  // namespace calls::store
