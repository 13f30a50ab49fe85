#pragma once

#include <string_view>

// What JSON-RPC 2.0 says about the answer to a line, worked out from the two texts alone.

namespace calls::fuzz {

// CHECKs that `answer` is right for `line`: JSON itself, a reply for each request that wants one,
// in their order, with their ids; -32700 for what is no JSON and -32600 for what is no request;
// empty where only notifications were sent.
void judge(std::string_view line, std::string_view answer);

}  // namespace calls::fuzz
