#include "core/engine/answers.h"

#include <algorithm>
#include <functional>
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
        if (const auto call = state.call(read.call)) return view_of(state, *call, now);
        return model::refuse(RefusalKind::not_found,
                             "there is no call " + std::to_string(read.call.value));
    }
    if (const auto call = state.call(state.live_call_of(read.live_of)))
        return view_of(state, *call, now);
    return model::refuse(RefusalKind::not_found,
                         "user " + std::to_string(read.live_of.value) + " is in no live call");
}

Result<model::Offer> answer(const State& state, const model::GetOffer& read) {
    const auto name = model::parse_resource(read.resource);
    const bool of_resource = read.provider.value != 0;
    const model::CallId id = of_resource ? name.call : read.call;
    if (id) {
        const auto call = state.call(id);
        if (call && call->file.offer && (!of_resource || call->file.call.host == read.provider))
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

namespace {

using Found = std::vector<model::CallId>;

bool shown(const CallState& call, const model::ListLive& read) {
    const model::Call& row = call.file.call;
    return row.live() && row.id.value > read.page.after && fits(row, read.filter) &&
           (!read.phase || row.phase() == *read.phase);
}

// Whoever is in a live call is in one only.
Found of_a_user(const State& state, const model::ListLive& read) {
    const model::CallFilter& filter = read.filter;
    const model::UserId user = filter.user ? filter.user : filter.host ? filter.host : filter.guest;
    const auto call = state.call(state.live_call_of(user));
    return call && shown(*call, read) ? Found{call->file.call.id} : Found{};
}

// Calls live for minutes and ids only grow, so live ones are near to each other: looking up one id
// after the other finds a page among a million without a look at all of them. None where they are
// too far between.
std::optional<Found> side_by_side(const State& state, const model::ListLive& read,
                                  std::size_t wanted) {
    const std::int64_t last = state.numbers().call.value;
    const std::int64_t step = read.page.last ? -1 : 1;
    Found found;
    if (read.page.after >= last) return found;
    std::int64_t id = read.page.last ? last : read.page.after + 1;
    for (std::int64_t left = state.live_calls(); id > 0 && id <= last; id += step) {
        if (left-- == 0) return std::nullopt;
        const auto call = state.call({id});
        if (!call || !shown(*call, read)) continue;
        found.push_back({id});
        if (found.size() == wanted) break;
    }
    if (read.page.last) std::ranges::reverse(found);
    return found;
}

// All of them are looked at, and as many kept as are wanted.
Found among_all(const State& state, const model::ListLive& read, std::size_t wanted) {
    Found found;
    state.for_each_call([&](const CallState& call) {
        if (shown(call, read)) found.push_back(call.file.call.id);
    });
    if (found.size() > wanted) {
        const auto middle = found.begin() + static_cast<std::ptrdiff_t>(wanted);
        if (read.page.last)
            std::ranges::nth_element(found, middle, std::greater<>{});
        else
            std::ranges::nth_element(found, middle);
        found.erase(middle, found.end());
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

// One more than the page holds tells whether there is a next one.
model::Rows<CallView> answer(const State& state, const model::ListLive& read, Instant now) {
    const bool of_user = read.filter.user || read.filter.host || read.filter.guest;
    const auto limit = static_cast<std::size_t>(read.page.last.value_or(read.page.limit));
    const std::size_t wanted = read.page.last ? limit : limit + 1;
    Found found;
    if (of_user) {
        found = of_a_user(state, read);
    } else {
        auto near = side_by_side(state, read, wanted);
        found = near ? *std::move(near) : among_all(state, read, wanted);
    }
    const std::size_t count = std::min(found.size(), limit);
    model::Rows<CallView> page;
    page.rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        page.rows.push_back(view_of(state, *state.call(found[i]), now));
    if (found.size() > limit) page.next = page.rows.back().call.id.value;
    return page;
}

}  // namespace calls::engine
