#include "tests/simulator/describe.h"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace calls::simulator {
namespace {

template <class T>
std::string text(const T& value);

std::string text_of(const std::string& value) {
    return '"' + value + '"';
}
std::string text_of(base::Instant value) {
    return std::to_string(value.ms);
}
std::string text_of(base::Millis value) {
    return std::to_string(value.count()) + "ms";
}
std::string text_of(model::Coins value) {
    return std::to_string(value.value);
}
std::string text_of(std::monostate) {
    return "-";
}
std::string text_of(const model::CallView& view) {
    return "call" + text(view.call) + text(view.context) + "@" + text(view.as_of);
}
std::string text_of(const model::Refusal& refusal) {
    return "refused kind " + std::to_string(static_cast<int>(refusal.kind)) + " \"" +
           refusal.message + "\" call " + text(refusal.call) + " user " + text(refusal.user) +
           " balance " + text(refusal.balance) + " price " + text(refusal.price) + " ended " +
           (refusal.ended ? text(*refusal.ended) : "-");
}
std::string text_of(const model::AccountReply& reply) {
    return text(reply.account) + " limit " + text(reply.credit_limit) + " live " +
           text(reply.live_call);
}
std::string text_of(const TicketTold& told) {
    return text(told.view) + (told.automatic ? " automatic" : "");
}
std::string text_of(const LowFunds& told) {
    return text(told.price) + " " + text(told.balance) + " " + text(told.funded_until);
}
std::string text_of(const MoneyMoved& told) {
    return text(told.entry) + " " + text(told.amount) + " " + text(told.balance);
}
std::string text_of(const Started& told) {
    return text(told.live_calls) + " live";
}
std::string text_of(const model::Heartbeat& beat) {
    return "heartbeat " + text(beat.call) + " " + text(beat.user);
}
std::string text_of(const model::GetCall& get) {
    return "get call " + text(get.call) + " live of " + text(get.live_of);
}
std::string text_of(const model::GetOffer& get) {
    return "get offer of " + text(get.provider) + " " + get.resource;
}
std::string text_of(const model::GetAccount& get) {
    return "account " + text(get.user);
}
template <class Tag>
std::string text_of(model::Id<Tag> id) {
    return "#" + std::to_string(id.value);
}
template <class Row>
std::string text_of(const model::Rows<Row>& rows) {
    return text(rows.rows) + " next " + text(rows.next);
}
template <class T>
std::string text_of(const std::optional<T>& value) {
    return value ? text(*value) : "-";
}
template <class T>
std::string text_of(const std::vector<T>& values) {
    std::string out = "[";
    for (const auto& value : values) out += text(value) + " ";
    return out + "]";
}
template <class T, std::size_t n>
std::string text_of(const std::array<T, n>& values) {
    return text(std::vector<T>(values.begin(), values.end()));
}
template <class... T>
std::string text_of(const std::variant<T...>& value) {
    return std::visit(
        [&](const auto& held) { return "<" + std::to_string(value.index()) + ">" + text(held); },
        value);
}

template <class T>
std::string text(const T& value) {
    if constexpr (std::is_enum_v<T>) {
        return std::to_string(static_cast<int>(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
        return std::to_string(value);
    } else if constexpr (requires { text_of(value); }) {
        return text_of(value);
    } else if constexpr (requires { T::fields(); }) {
        std::string out = "{";
        std::apply([&](auto... field) { ((out += text(value.*field) + " "), ...); }, T::fields());
        return out + "}";
    } else {
        return "?";
    }
}

}  // namespace

std::string describe(const Happening& happening) {
    return "event " + text(happening.id) + " " + std::string{model::name_of(happening.kind)} +
           " at " + text(happening.time) + " call " + text(happening.call) + " user " +
           text(happening.user) + " " + text(happening.told);
}

std::string describe(const model::Reply& reply) {
    return std::string{reply.replayed ? "replayed " : ""} + text(reply.answer);
}

std::string describe(const model::Command& command) {
    return text(command.what) +
           (command.request_id.empty() ? "" : " request " + command.request_id);
}

}  // namespace calls::simulator
