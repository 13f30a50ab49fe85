#include "core/engine/answers.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/rules/charging.h"

namespace calls::engine {

using base::Instant;
using model::CallView;
using model::Refusal;
using model::RefusalKind;
using model::Result;
using rules::CallState;
using rules::State;

CallView view_of(const State& state, const CallState& call, Instant now) {
    const model::CallFile& file = call.file;
    return {.call = file.call,
            .context = rules::context_of(file, state.balance(file.call.guest), state.settings()),
            .as_of = now};
}

Result<CallView> answer(const State& state, const model::GetCall& read, Instant now) {
    if (read.call) {
        if (const CallState* call = state.call(read.call)) return view_of(state, *call, now);
        return model::refuse(RefusalKind::not_found,
                             "there is no call " + std::to_string(read.call.value));
    }
    if (const CallState* call = state.call(state.live_call_of(read.live_of)))
        return view_of(state, *call, now);
    return model::refuse(RefusalKind::not_found,
                         "user " + std::to_string(read.live_of.value) + " is in no live call");
}

Result<model::Offer> answer(const State& state, const model::GetOffer& read) {
    const auto name = model::parse_resource(read.resource);
    const bool of_resource = read.provider.value != 0;
    const model::CallId id = of_resource ? name.call : read.call;
    if (id) {
        const CallState* call = state.call(id);
        if (call != nullptr && call->file.offer &&
            (!of_resource || call->file.call.host == read.provider))
            return model::full_offer(*call->file.offer, id, call->file.call.host);
        return model::refuse(RefusalKind::not_found,
                             "call " + std::to_string(id.value) + " has no such offer");
    }
    if (const auto* offer = state.chat_offer({read.provider, read.resource})) return *offer;
    return model::refuse(RefusalKind::not_found, "user " + std::to_string(read.provider.value) +
                                                     " offers no " + read.resource);
}

model::AccountReply answer(const State& state, const model::GetAccount& read) {
    const model::Account* account = state.account(read.user);
    return {
        .account = account != nullptr ? *account : model::Account{.user = read.user, .balance = {}},
        .credit_limit = state.settings().credit_limit,
        .live_call = state.live_call_of(read.user)};
}

bool fits(const model::Call& call, const model::CallFilter& filter) {
    return (!filter.user || call.side_of(filter.user)) &&
           (!filter.host || call.host == filter.host) &&
           (!filter.guest || call.guest == filter.guest);
}

model::Rows<CallView> answer(const State& state, const model::ListLive& read, Instant now) {
    std::vector<const CallState*> found;
    state.for_each_call([&](const CallState& call) {
        const model::Call& row = call.file.call;
        if (row.live() && row.id.value > read.page.after && fits(row, read.filter) &&
            (!read.phase || row.phase() == *read.phase))
            found.push_back(&call);
    });
    const auto by_id = [](const CallState* a, const CallState* b) {
        return a->file.call.id < b->file.call.id;
    };
    std::ranges::sort(found, by_id);

    model::Rows<CallView> page;
    const auto wanted = static_cast<std::size_t>(read.page.last.value_or(read.page.limit));
    const std::size_t count = std::min(found.size(), wanted);
    const std::size_t first = read.page.last ? found.size() - count : 0;
    page.rows.reserve(count);
    for (std::size_t i = first; i < first + count; ++i)
        page.rows.push_back(view_of(state, *found.at(i), now));
    if (!read.page.last && found.size() > count) page.next = page.rows.back().call.id.value;
    return page;
}

}  // namespace calls::engine
