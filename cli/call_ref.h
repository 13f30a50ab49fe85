#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// A call as it is named on the command line: its id, or `@USER` for the live call of that user.

namespace calls::cli {

class Context;

struct CallRef {
    std::int64_t number = 0;  // the call's id, or the user's
    bool live_of_user = false;

    bool operator==(const CallRef&) const = default;
};

std::optional<CallRef> parse_call(std::string_view text);

// The call's id; calld is asked for the live call of a user.
std::int64_t resolve(const CallRef& call, Context& context);

}  // namespace calls::cli
