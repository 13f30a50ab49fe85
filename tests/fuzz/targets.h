#pragma once

#include <cstdint>
#include <span>

// What is fuzzed: each takes any bytes at all, and ends the process where something that must hold
// does not. libFuzzer calls one of them through entry.cc; replay_test.cc calls all of them with the
// inputs that are kept.

namespace calls::fuzz {

using Bytes = std::span<const std::uint8_t>;

void try_parse(Bytes bytes);
void try_message(Bytes bytes);
void try_engine(Bytes bytes);
void try_store(Bytes bytes);
void try_toml(Bytes bytes);
void try_times(Bytes bytes);

}  // namespace calls::fuzz
