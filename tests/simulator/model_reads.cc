#include <utility>
#include <variant>

#include "core/base/overloaded.h"
#include "tests/simulator/model.h"
#include "tests/simulator/pages.h"

// Reads of what is in memory, and of single rows.

namespace calls::simulator {

using model::RefusalKind;
using model::refuse;

// What says something about the process and not about the domain has a default reply.
model::Reply Model::answer(const model::Read& what, Step& step) {
    return std::visit(
        base::Overloaded{
            [&](const model::GetCall& it) { return model::Reply{.answer = read(it, step.now)}; },
            [&](const model::GetOffer& it) { return model::Reply{.answer = read(it)}; },
            [&](const model::GetAccount& it) { return model::Reply{.answer = read(it)}; },
            [&](const model::ListLive& it) { return model::Reply{.answer = read(it, step.now)}; },
            [](const auto&) { return model::Reply{}; }},
        what);
}

model::Answer Model::read(const model::GetCall& get, base::Instant now) const {
    if (get.call) {
        if (!known(get.call)) return refuse(RefusalKind::not_found, "");
        return model::Outcome{view_of(get.call, now)};
    }
    const model::Call* const call = live_call_of(get.live_of);
    if (call == nullptr) return refuse(RefusalKind::not_found, "");
    return model::Outcome{view_of(call->id, now)};
}

model::Answer Model::read(const model::GetOffer& get) const {
    if (get.offer) return read(model::OfferQuery{.offer = get.offer});
    const model::Offer* offer = nullptr;
    if (!get.call)
        offer = offer_of(get.provider, get.resource);
    else if (known(get.call))
        offer = offer_of(get.call);
    if (offer == nullptr) return refuse(RefusalKind::not_found, "");
    return model::Outcome{*offer};
}

model::Answer Model::read(const model::OfferQuery& query) const {
    if (query.offer.value < 1 || query.offer > numbers().offer)
        return refuse(RefusalKind::not_found, "");
    return model::Outcome{offers_.at(static_cast<std::size_t>(query.offer.value - 1))};
}

model::Answer Model::read(const model::GetAccount& get) const {
    model::AccountReply reply{.account = {.user = get.user, .balance = {}},
                              .credit_limit = settings_.credit_limit,
                              .live_call = {}};
    if (const auto found = accounts_.find(get.user); found != accounts_.end())
        reply.account = found->second;
    if (const model::Call* const call = live_call_of(get.user)) reply.live_call = call->id;
    return reply;
}

model::Answer Model::read(const model::ListLive& list, base::Instant now) const {
    const auto wanted = [&](const LiveCall& live) {
        const model::Call& call = call_at(live.id);
        return passes(list.filter, call) && (!list.phase || call.phase() == *list.phase);
    };
    const auto show = [&](const LiveCall& live) { return view_of(live.id, now); };
    return page_of<model::CallView>(live_, list.page, wanted, show,
                                    [](const LiveCall& live) { return live.id.value; });
}

}  // namespace calls::simulator
