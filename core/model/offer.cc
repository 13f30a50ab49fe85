#include "core/model/offer.h"

#include <charconv>

namespace calls::model {
namespace {

constexpr std::string_view call_prefix = "call-";

}  // namespace

std::string call_resource(CallId call) {
    return std::string{call_prefix} + std::to_string(call.value);
}

Offer full_offer(const CallOffer& offer, CallId call, UserId host) {
    return Offer{.id = offer.id,
                 .provider = host,
                 .resource = call_resource(call),
                 .mode_id = call.value,
                 .module = Module::call,
                 .terms = offer.terms,
                 .create_time = offer.create_time};
}

ResourceName parse_resource(std::string_view resource) {
    if (!resource.starts_with(call_prefix)) return {};
    const std::string_view digits = resource.substr(call_prefix.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    if (!whole || digits.front() == '0' || digits.front() == '-')
        return {.kind = ResourceName::Kind::malformed, .call = {}};
    return {.kind = ResourceName::Kind::call, .call = CallId{id}};
}

std::string_view name_of(Mode mode) {
    return mode == Mode::once ? "ONCE" : "EACH";
}
std::string_view name_of(Module module) {
    return module == Module::call ? "CALL" : "CHAT";
}

std::optional<Mode> find_mode(std::string_view name) {
    if (name == "ONCE") return Mode::once;
    if (name == "EACH") return Mode::each;
    return std::nullopt;
}

std::optional<Module> find_module(std::string_view name) {
    if (name == "CALL") return Module::call;
    if (name == "CHAT") return Module::chat;
    return std::nullopt;
}

}  // namespace calls::model
