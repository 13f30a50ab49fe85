#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/base/instant.h"
#include "core/model/command.h"
#include "core/model/event.h"
#include "core/model/refusal.h"
#include "core/model/reply.h"
#include "core/rules/deadline.h"
#include "core/rules/draft.h"

// The rules. Each decide() reads the state, a command and the instant, and gives a refusal, or the
// events that make it so and what to answer with. It changes nothing: State::apply does.
// Whoever calls has carried out the due deadlines of what the command names, and brought its rows
// into the state.

namespace calls::rules {

// Which call to answer with, as it is once its due deadlines are carried out; or the answer.
using Subject = std::variant<model::CallId, model::Outcome>;

struct Beat {
    model::CallId call;
    model::Side side;
};

struct Decision {
    model::EventBatch events;
    std::optional<Beat> beat;  // a heartbeat of a live call: to State::beat, after the events
    Subject subject;
};

using Decided = model::Result<Decision>;

Decided decide(const Moment& moment, const model::Dial& command);
Decided decide(const Moment& moment, const model::Idal& command);
Decided decide(const Moment& moment, const model::Heartbeat& command);
// The same where the caller has looked up the call that it names.
Decided decide(const Moment& moment, const CallState& state, const model::Heartbeat& command);
Decided decide(const Moment& moment, const model::Hang& command);
Decided decide(const Moment& moment, const model::SetCounts& command);
Decided decide(const Moment& moment, const model::AddCounts& command);
Decided decide(const Moment& moment, const model::Publish& command);
Decided decide(const Moment& moment, const model::PayTicket& command);
Decided decide(const Moment& moment, const model::Deposit& command);
Decided decide(const Moment& moment, const model::Withdraw& command);

// A due deadline, carried out at its own time.
model::EventBatch expire(const Moment& moment, const Deadline& deadline);

// A start with live calls, at moment.now.
model::EventBatch start(const Moment& moment);

// A granted command's outcome, under its request id: rides on the last of its events, or on one of
// its own where there is none.
void attach_receipt(const Moment& moment, model::Receipt receipt, model::EventBatch& events);

}  // namespace calls::rules
