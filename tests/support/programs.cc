#include "tests/support/programs.h"

#include <cstdlib>

namespace tests {

std::filesystem::path calld_program() {
    return CALLD_PROGRAM;
}

std::filesystem::path callctl_program() {
    return CALLCTL_PROGRAM;
}

std::filesystem::path source_folder() {
    return std::filesystem::path(CALLS_SOURCE_FOLDER).lexically_normal();
}

std::map<std::string, std::optional<std::string>> clean_environment(
    const std::filesystem::path& home) {
    const char* path = std::getenv("PATH");
    std::map<std::string, std::optional<std::string>> env{
        {"PATH", callctl_program().parent_path().string() + ":" +
                     calld_program().parent_path().string() + ":" +
                     (path != nullptr ? path : "/usr/bin:/bin")},
        {"HOME", home.string()},
        {"TMPDIR", home.string()},
        {"TZ", "UTC"},
        {"LC_ALL", "C.UTF-8"},
        {"TERM", "dumb"},
    };
    for (const char* name :
         {"XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "NO_COLOR", "CALLCTL_SOCKET",
          "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "CALLD_SOCKET", "CALLD_DB", "COLUMNS"}) {
        env[name] = std::nullopt;
    }
    return env;
}

}  // namespace tests
