#include "daemon/default_paths.h"

#include <cstdlib>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/setting.h"

namespace calls::daemon {
namespace {

constexpr const char* system_name = "calld";  // the user, and the group
constexpr const char* system_socket_path = "/run/calld/calld.sock";

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

const passwd* own_entry() {
    return getpwuid(geteuid());
}  // NOLINT: before any thread

std::string home() {
    if (std::string set = environment("HOME"); !set.empty()) return set;
    const passwd* entry = own_entry();
    return entry == nullptr ? "" : entry->pw_dir;
}

bool own_folder(const std::string& path) {
    struct stat info {};
    return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid();
}

// $name, or a folder of the home; without either there is no place of the user's own.
std::string xdg(const char* name, const std::string& below_home) {
    if (std::string set = environment(name); !set.empty()) return set;
    const std::string base = home();
    return base.empty() ? "" : base + below_home;
}

}  // namespace

bool runs_as_system() {
    if (geteuid() == 0) return true;
    const passwd* entry = own_entry();
    return entry != nullptr && std::string{entry->pw_name} == system_name;
}

std::string default_config_path() {
    if (runs_as_system()) return "/etc/calld/calld.toml";
    const std::string base = xdg("XDG_CONFIG_HOME", "/.config");
    return base.empty() ? "" : base + "/calld/calld.toml";
}

std::string default_socket_path() {
    if (runs_as_system()) return system_socket_path;
    if (const std::string set = environment("XDG_RUNTIME_DIR"); !set.empty())
        return set + "/calld/calld.sock";
    const std::string run_user = "/run/user/" + std::to_string(geteuid());
    if (own_folder(run_user)) return run_user + "/calld/calld.sock";
    if (const std::string base = home(); !base.empty())
        return base + "/.local/state/calld/calld.sock";
    throw OptionError("no XDG_RUNTIME_DIR and no home: say where with --socket");
}

std::string default_db_path() {
    if (runs_as_system()) return "/var/lib/calld/calld.db";
    const std::string base = xdg("XDG_STATE_HOME", "/.local/state");
    if (base.empty()) throw OptionError("no XDG_STATE_HOME and no home: say where with --db");
    return base + "/calld/calld.db";
}

std::string default_socket_group(const std::string& socket_path) {
    if (!runs_as_system() || socket_path != system_socket_path) return "";
    return getgrnam(system_name) == nullptr ? "" : system_name;  // NOLINT: before any thread
}

}  // namespace calls::daemon
