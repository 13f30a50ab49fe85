#include "cli/call_ref.h"

#include "cli/context.h"
#include "core/base/whole_text.h"

namespace calls::cli {

std::optional<CallRef> parse_call(std::string_view text) {
    const bool live = text.starts_with('@');
    const auto number = base::parse_whole(live ? text.substr(1) : text);
    if (!number || *number < 1) return std::nullopt;
    return CallRef{*number, live};
}

std::int64_t resolve(const CallRef& call, Context& context) {
    if (!call.live_of_user) return call.number;
    const auto found = context.ask({"getCall", {{"liveOf", call.number}}});
    return whole_or_zero(found, "callId");
}

}  // namespace calls::cli
