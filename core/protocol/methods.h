#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/model/refusal.h"
#include "core/protocol/ask.h"
#include "core/protocol/params.h"
#include "core/protocol/role.h"

// The table of methods: its name on the wire, who may, what it takes by position, and the function
// that reads its parameters. A new method is a line here and that function.

namespace calls::protocol {

struct Method {
    std::string_view name;
    Role role;  // at least; moving the clock takes more (role_for)
    Ask (*parse)(Params& params);
    std::span<const std::string_view> positions = {};
};

std::span<const Method> methods();
const Method* find_method(std::string_view name);

Role role_for(const Method& method, const Ask& ask);

}  // namespace calls::protocol
