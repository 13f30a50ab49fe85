#include "tests/simulator/same.h"

#include <algorithm>
#include <memory>
#include <type_traits>
#include <variant>

#include "core/base/overloaded.h"
#include "tests/simulator/describe.h"

namespace calls::simulator {
namespace {

using base::Overloaded;

bool is_free(const model::Command& command) {
    const auto* read = std::get_if<model::Read>(&command.what);
    if (read == nullptr) return false;
    return std::holds_alternative<model::ShowClock>(*read) ||
           std::holds_alternative<model::GetStatus>(*read) ||
           std::holds_alternative<model::Ping>(*read);
}

// An ended call is the same at whatever instant it is looked at.
bool same(const model::CallView& a, const model::CallView& b) {
    return a.call == b.call && a.context == b.context && (!a.call.live() || a.as_of == b.as_of);
}

bool same(const std::shared_ptr<const model::CallView>& a,
          const std::shared_ptr<const model::CallView>& b) {
    return (a == nullptr) == (b == nullptr) && (a == nullptr || same(*a, *b));
}

bool same(const model::Refusal& a, const model::Refusal& b) {
    return a.kind == b.kind && a.call == b.call && a.user == b.user && a.balance == b.balance &&
           a.price == b.price && same(a.ended, b.ended) && a.outcome_unknown == b.outcome_unknown;
}

bool same(const model::AccountReply& a, const model::AccountReply& b) {
    return a.account == b.account && a.credit_limit == b.credit_limit && a.live_call == b.live_call;
}

template <class Row>
bool same(const model::Rows<Row>& a, const model::Rows<Row>& b) {
    const auto same_row = [](const Row& x, const Row& y) {
        if constexpr (std::is_same_v<Row, model::CallView>)
            return same(x, y);
        else
            return x == y;
    };
    return a.next == b.next && std::ranges::equal(a.rows, b.rows, same_row);
}

bool same(const model::AccountRows& a, const model::AccountRows& b) {
    return same(a.page, b.page) && a.credit_limit == b.credit_limit;
}

bool same(const model::Outcome& a, const model::Outcome& b) {
    const auto* call = std::get_if<model::CallView>(&a);
    const auto* other = std::get_if<model::CallView>(&b);
    return call != nullptr && other != nullptr ? same(*call, *other) : a == b;
}

bool same_answer(const model::Answer& expected, const model::Answer& found) {
    if (expected.index() != found.index()) return false;
    return std::visit(
        [&](const auto& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (requires(const T& a) { same(a, a); })
                return same(value, std::get<T>(found));
            else
                return true;
        },
        expected);
}

}  // namespace

std::optional<std::string> difference_between(const model::Reply& expected,
                                              const model::Reply& found,
                                              const model::Command& command) {
    if (is_free(command)) return std::nullopt;
    if (expected.replayed == found.replayed && same_answer(expected.answer, found.answer))
        return std::nullopt;
    return "expected " + describe(expected) + ", found " + describe(found);
}

void forget_heartbeats(model::Outcome& outcome) {
    if (auto* view = std::get_if<model::CallView>(&outcome))
        view->call.host_hb_time = view->call.guest_hb_time = {};
}

void forget_heartbeats(model::Reply& reply) {
    if (auto* outcome = std::get_if<model::Outcome>(&reply.answer)) forget_heartbeats(*outcome);
    if (auto* rows = std::get_if<model::Rows<model::CallView>>(&reply.answer))
        for (model::CallView& view : rows->rows)
            view.call.host_hb_time = view.call.guest_hb_time = {};
}

}  // namespace calls::simulator
