#pragma once

#include <optional>
#include <string>
#include <sys/types.h>

// Groups of users as the settings name them.

namespace calls::daemon {

// By its name or, as in chown(1), by a number that needs no name; none: there is no such group.
std::optional<gid_t> find_group(const std::string& name);

// The same, where it must be there: throws OptionError, which names the setting.
gid_t group_id(const std::string& name, const std::string& setting);

}  // namespace calls::daemon
