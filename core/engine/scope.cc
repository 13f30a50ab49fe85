#include "core/engine/scope.h"

#include <variant>

namespace calls::engine {
namespace {

using namespace model;

void name_resource(Scope& scope, UserId provider, const std::string& resource) {
    const ResourceName name = parse_resource(resource);
    if (name.kind == ResourceName::Kind::call) scope.calls.push_back(name.call);
    if (name.kind == ResourceName::Kind::chat) scope.chat_offers.emplace_back(provider, resource);
}

struct Namer {
    Scope& scope;

    void operator()(const Dial& c) const { scope.users = {c.host, c.guest}; }
    void operator()(const Idal& c) const { scope.calls = {c.call}; }
    void operator()(const Hang& c) const { scope.calls = {c.call}; }
    void operator()(const Heartbeat& c) const { scope.calls = {c.call}; }
    void operator()(const SetCounts& c) const { scope.calls = {c.call}; }
    void operator()(const AddCounts& c) const { scope.calls = {c.call}; }
    void operator()(const Publish& c) const {
        scope.users = {c.provider};
        name_resource(scope, c.provider, c.resource);
    }
    void operator()(const PayTicket& c) const {
        scope.users = {c.payer, c.provider};
        scope.chat_payer = c.payer;
        name_resource(scope, c.provider, c.resource);
    }
    void operator()(const Deposit& c) const { scope.users = {c.user}; }
    void operator()(const Withdraw& c) const { scope.users = {c.user}; }
    void operator()(const MoveClock& c) const {
        scope.calls.assign(c.keep_alive.begin(), c.keep_alive.end());
    }
    void operator()(const Prune&) const {}
    void operator()(const GetCall& c) const {
        if (c.call) scope.calls = {c.call};
        if (c.live_of) scope.users = {c.live_of};
    }
    void operator()(const GetOffer& c) const {
        if (c.call) scope.calls = {c.call};
        if (!c.provider) return;
        scope.users = {c.provider};
        name_resource(scope, c.provider, c.resource);
    }
    void operator()(const GetAccount& c) const {
        scope.everything = c.user.value <= 0;  // every call may have moved the platform's money
        scope.users = {c.user};
    }
    void operator()(const ListLive&) const { scope.everything = true; }
    void operator()(const ShowClock&) const {}
    void operator()(const GetStatus&) const {}
    void operator()(const Ping&) const {}
    void operator()(const Query&) const { scope.everything = true; }
    void operator()(const Change& change) const { std::visit(*this, change); }
    void operator()(const Read& read) const { std::visit(*this, read); }
};

}  // namespace

Scope scope_of(const Command& command) {
    Scope scope;
    std::visit(Namer{scope}, command.what);
    return scope;
}

}  // namespace calls::engine
