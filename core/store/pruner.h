#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>

#include "core/engine/store.h"
#include "core/store/journal.h"
#include "core/store/projector.h"

// Removes old events from the journal and old outcomes from the tables, a little at a time, so that
// neither the loop nor the projection waits for it. First the tables are brought up to date, since
// the journal may only lose what they hold; then the events go, between the loop's turns; then the
// outcomes, between two projections. That order: while an event is there, what it says is there.

namespace calls::store {

struct PrunerOptions {
    bool threaded = true;        // otherwise all of it happens inside ask()
    std::function<void()> wake;  // there is a next step to take
};

// Used by the loop's thread.
class Pruner {
  public:
    using Answer = std::function<void(engine::QueryAnswer)>;

    Pruner(Journal& journal, Projector& projector, PrunerOptions options)  // both outlive this
        : journal_(journal), projector_(projector), options_(std::move(options)) {}

    // One after the other. Answered with PruneReply, or a refusal: then a part of it may be done,
    // and asking again does the rest.
    void ask(const model::PruneQuery& query, Answer answer);
    // Goes on. Nothing is begun while an audit reads all that is kept. Throws StoreBroken.
    void step(bool may_begin);

    [[nodiscard]] bool busy() const { return !jobs_.empty(); }

  private:
    enum class Stage : std::uint8_t { waiting, projecting, events, outcomes };
    struct Job {
        base::Instant before;
        Answer answer;
        Stage stage = Stage::waiting;
        model::EventId last;   // to go
        std::string cursor{};  // the request id that was looked at last
        model::PruneReply removed{};
    };

    void begin();
    void tables_ready(const engine::QueryAnswer& answer);
    void remove_events();
    void remove_outcomes();
    void end(const engine::QueryAnswer& answer);

    Journal& journal_;
    Projector& projector_;
    const PrunerOptions options_;
    std::deque<Job> jobs_;
};

}  // namespace calls::store
