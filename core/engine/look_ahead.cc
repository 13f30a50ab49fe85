#include "core/engine/look_ahead.h"

#include <variant>

namespace calls::engine {
namespace {

using rules::State;

// What a command names itself.
struct First {
    const State& state;

    void operator()(const model::Heartbeat& c) const { state.expect_call(c.call); }
    void operator()(const model::Idal& c) const { state.expect_call(c.call); }
    void operator()(const model::Hang& c) const { state.expect_call(c.call); }
    void operator()(const model::SetCounts& c) const { state.expect_call(c.call); }
    void operator()(const model::AddCounts& c) const { state.expect_call(c.call); }
    void operator()(const model::Dial& c) const {
        state.expect_user(c.host);
        state.expect_user(c.guest);
    }
    void operator()(const model::PayTicket& c) const {
        state.expect_user(c.payer);
        state.expect_user(c.provider);
    }
    void operator()(const model::Change& change) const { std::visit(*this, change); }
    void operator()(const auto&) const {}  // too few to matter
};

// What is known once that is here.
struct Second {
    const State& state;

    void operator()(const model::Heartbeat& c) const { state.expect_parties(c.call); }
    void operator()(const model::Hang& c) const { state.expect_parties(c.call); }
    void operator()(const model::PayTicket& c) const {
        state.expect_call(state.live_call_of(c.payer));
    }
    void operator()(const model::Change& change) const { std::visit(*this, change); }
    void operator()(const auto&) const {}
};

}  // namespace

void look_ahead(const State& state, std::span<const Task> tasks) {
    if (tasks.size() < 2) return;  // it would be looked up twice at once
    for (const Task& task : tasks) std::visit(First{state}, task.command.what);
    for (const Task& task : tasks) std::visit(Second{state}, task.command.what);
}

}  // namespace calls::engine
