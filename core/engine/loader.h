#pragma once

#include "core/base/instant.h"
#include "core/engine/residents.h"
#include "core/engine/store.h"
#include "core/model/event.h"
#include "core/rules/state.h"

namespace calls::engine {

// Puts what the store holds into memory: the tables' rows, then the events that they lack, applied
// as they were the first time. Throws StoreBroken where they contradict each other.
class Loader final : public Loading {
  public:
    Loader(rules::State& state, Residents& residents) : state_(state), residents_(residents) {}

    void numbers(const Numbers& last, base::Instant latest) override;
    void live_call(model::CallFile file) override;
    void account(model::Account account) override { state_.put_account(account); }
    void event(model::Event event) override;

    [[nodiscard]] base::Instant latest() const { return latest_; }

  private:
    void expect_free(const model::Call& call) const;

    rules::State& state_;
    Residents& residents_;
    base::Instant latest_;
};

}  // namespace calls::engine
