#include "daemon/group.h"

#include <grp.h>
#include <limits>

#include "core/base/whole_text.h"
#include "daemon/setting.h"

namespace calls::daemon {

std::optional<gid_t> find_group(const std::string& name) {
    if (const group* found = getgrnam(name.c_str())) return found->gr_gid;  // NOLINT: at start only
    constexpr gid_t no_group = std::numeric_limits<gid_t>::max();           // to chown
    const auto number = base::parse_whole(name);
    if (!number || *number < 0 || *number >= no_group) return std::nullopt;
    return static_cast<gid_t>(*number);
}

gid_t group_id(const std::string& name, const std::string& setting) {
    if (const auto found = find_group(name)) return *found;
    throw OptionError(setting + ": there is no group " + name);
}

}  // namespace calls::daemon
