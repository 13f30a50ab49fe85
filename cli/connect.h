#pragma once

#include "cli/deadline.h"
#include "cli/fd.h"
#include "cli/socket_path.h"

// Opens the connection to calld, or says which of the many reasons it failed for. A queue of
// connections that is full is tried again until the deadline.

namespace calls::cli {

// Connected and non-blocking. Throws Failure: unreachable, forbidden, or invalid (a bad path).
Fd connect_to_calld(const SocketChoice& socket, const Deadline& deadline);

}  // namespace calls::cli
