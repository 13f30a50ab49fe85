#pragma once

#include <cstddef>

// Bounds on what a peer may send, each with its reason.

namespace calls::protocol {

inline constexpr std::size_t line_bytes_max = std::size_t{1} << 20;  // a request is a few hundred
inline constexpr std::size_t depth_max = 32;                         // ours are three deep
inline constexpr std::size_t array_requests_max = 1000;
inline constexpr std::size_t array_reply_bytes_max = std::size_t{64} << 20;
inline constexpr std::size_t text_bytes_max = 64;  // of resources and request ids

}  // namespace calls::protocol
