#pragma once

#include <string_view>

namespace calls::daemon {

// Tells systemd ("READY=1", "STOPPING=1", "EXTEND_TIMEOUT_USEC=...") if it started us and wants to
// know; else does nothing.
void notify_service_manager(std::string_view state);

}  // namespace calls::daemon
