#pragma once

#include <cstdint>

// One misfortune of a disk, or of the process that uses it.

namespace calls::simulator {

enum class FaultKind : std::uint8_t {
    none,
    kill,       // the process dies at this step, which may be half done
    power_cut,  // and what was not synced is lost, or torn, or not
    io_error,   // EIO; of a sync: what was to be carried over is forgotten, as Linux does
    no_room,    // ENOSPC for whatever would make a file grow
};

struct Fault {
    FaultKind kind = FaultKind::none;
    std::int64_t in_steps = 0;   // 1: the next step
    std::int64_t for_steps = 1;  // io_error, no_room: how many steps it lasts
};

}  // namespace calls::simulator
