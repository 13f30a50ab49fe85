#pragma once

#include "core/base/instant.h"
#include "core/model/command.h"
#include "core/model/refusal.h"
#include "core/model/reply.h"
#include "core/rules/state.h"

// Reads that memory answers.

namespace calls::engine {

model::CallView view_of(const rules::State& state, const rules::CallState& call, base::Instant now);

model::Result<model::CallView> answer(const rules::State& state, const model::GetCall& read,
                                      base::Instant now);
model::Result<model::Offer> answer(const rules::State& state, const model::GetOffer& read);
model::AccountReply answer(const rules::State& state, const model::GetAccount& read);
model::Rows<model::CallView> answer(const rules::State& state, const model::ListLive& read,
                                    base::Instant now);

bool fits(const model::Call& call, const model::CallFilter& filter);

}  // namespace calls::engine
