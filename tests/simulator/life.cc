#include "tests/simulator/life.h"

#include <utility>

#include "tests/simulator/vfs.h"

namespace calls::simulator {
namespace {

store::StoreOptions store_options(std::int64_t events_a_transaction) {
    store::StoreOptions options;
    options.path = "/simulated/calld.db";
    options.threaded = false;
    options.events_a_transaction = events_a_transaction;
    return options;
}

}  // namespace

Life::Life(Disk& disk, const engine::EngineOptions& options, std::int64_t events_a_transaction,
           base::Instant clock)
    : disk_(disk),
      store_(store_options(events_a_transaction)),
      engine_(options, store_,
              {.reply =
                   [this](const engine::Address& to, model::Reply reply) {
                       if (!disk_.gone()) said_.push_back({.to = to, .reply = std::move(reply)});
                   },
               .committed =
                   [this](const model::EventBatch& events) {
                       if (!disk_.gone())
                           committed_.insert(committed_.end(), events.begin(), events.end());
                   }}) {
    engine_.start([clock] { return clock; });
}

void Life::ask(const Asked& asked) {
    engine_.submit({.origin = asked.origin, .slot = ++slots_}, model::Command{asked.command});
}

std::vector<model::Event> Life::take_committed() {
    return std::exchange(committed_, {});
}

std::vector<Said> Life::take_said() {
    return std::exchange(said_, {});
}

}  // namespace calls::simulator
