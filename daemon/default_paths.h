#pragma once

#include <string>

// Where things are unless somebody says otherwise: the system's places for root and the user
// `calld`, the user's own for everybody else. Never below /tmp.

namespace calls::daemon {

bool runs_as_system();  // as root, or as the user calld

std::string default_config_path();  // may not exist; empty: nowhere to look
// Throw OptionError where there is no place.
std::string default_socket_path();
std::string default_db_path();

// Who may open a socket there: the group calld for a system daemon in its usual place, where there
// is such a group; empty: nobody else.
std::string default_socket_group(const std::string& socket_path);

}  // namespace calls::daemon
