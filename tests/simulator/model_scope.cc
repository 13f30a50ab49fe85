#include <type_traits>
#include <variant>

#include "core/base/overloaded.h"
#include "tests/simulator/model.h"

// Whose deadlines come before a command: the live calls that it names, by themselves or by their
// users, and all of them where it reads over many. Who names a call and himself names himself as a
// party of it: that is the call.

namespace calls::simulator {

std::vector<model::CallId> Model::named_by(const model::Command& command) const {
    std::vector<model::CallId> named;
    const auto call = [&](model::CallId id) { named.push_back(id); };
    const auto user = [&](model::UserId id) {
        if (const model::Call* const found = live_call_of(id)) named.push_back(found->id);
    };
    const auto all = [&] {
        for (const LiveCall& live : live_) named.push_back(live.id);
    };
    const auto resource = [&](const std::string& name) {
        call(model::parse_resource(name).call);  // a chat resource names call 0, which never lives
    };

    const base::Overloaded change{
        [&](const model::Dial& it) { user(it.host), user(it.guest); },
        [&](const model::Idal& it) { call(it.call); },
        [&](const model::Hang& it) { call(it.call); },
        [&](const model::SetCounts& it) { call(it.call); },
        [&](const model::AddCounts& it) { call(it.call); },
        [&](const model::Publish& it) { user(it.provider), resource(it.resource); },
        [&](const model::PayTicket& it) {
            user(it.payer), user(it.provider), resource(it.resource);
        },
        [&](const model::Deposit& it) { user(it.user); },
        [&](const model::Withdraw& it) { user(it.user); },
        [&](const model::MoveClock& it) { named = it.keep_alive; },
        [](const model::Prune&) {}};
    const base::Overloaded read{
        [&](const model::GetCall& it) { call(it.call), user(it.live_of); },
        [&](const model::GetOffer& it) { call(it.call), user(it.provider), resource(it.resource); },
        [&](const model::GetAccount& it) { it.user.value > 0 ? user(it.user) : all(); },
        [&](const model::ListLive&) { all(); },
        [](const auto&) {}};  // the clock, the status and a ping name nobody
    std::visit(base::Overloaded{[&](const model::Change& it) { std::visit(change, it); },
                                [&](const model::Heartbeat& it) { call(it.call); },
                                [&](const model::Read& it) { std::visit(read, it); },
                                [&](const model::Query&) { all(); }},
               command.what);
    return named;
}

}  // namespace calls::simulator
