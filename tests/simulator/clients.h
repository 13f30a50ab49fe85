#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/model/command.h"
#include "tests/simulator/chance.h"
#include "tests/simulator/model.h"
#include "tests/simulator/scale.h"

// A few clients of calld. Each asks one thing at a time, sensible or not, of a few users and rooms,
// so that they meet often. What was not answered for certain is asked again, under the request id
// it had, until it is.

namespace calls::simulator {

inline constexpr std::int64_t rooms = 3;

struct Asked {
    std::uint64_t origin = 0;
    model::Command command;
    bool again = false;
};

class Clients {
  public:
    // The model outlives this: clients look at it to ask things that make sense.
    Clients(Chance& chance, const Scale& scale, const Model& model);

    // What an idle client asks next; none if all wait for an answer.
    std::optional<Asked> ask();
    // `certain`: it was granted or refused for good.
    void answered(std::uint64_t origin, bool certain);
    // calld has gone: nobody will be answered any more.
    void hung_up();

    // What was asked under a request id so far, to be asked once more at any time.
    [[nodiscard]] const std::vector<model::Command>& kept() const { return kept_; }

  private:
    struct Client {
        std::optional<model::Command> waiting;
        std::optional<model::Command> unsettled;  // to be asked again
    };

    model::Command next();
    model::Command once_more(model::Command other);
    model::Command twin(model::Command other) const;
    [[nodiscard]] bool newest_is_prune() const;

    model::Change change();
    model::Dial dial();
    model::Heartbeat heartbeat();
    model::Publish publish();
    model::PayTicket pay();
    model::PayTicket pay_again(model::PayTicket pay);
    model::Change money();
    model::Prune prune();
    model::CounterEdits edits();
    model::Read read();
    model::Query query();
    model::Query report();
    model::Terms terms();
    model::UserId user();
    model::CallId call();
    model::Coins sum();
    std::string room();

    Chance& chance_;
    const Scale& scale_;
    const Model& model_;
    std::vector<Client> clients_;
    std::int64_t requests_ = 0;
    std::vector<model::Command> kept_;
    model::Command newest_;  // of those with a request id
};

}  // namespace calls::simulator
