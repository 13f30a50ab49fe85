#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/instant.h"
#include "core/rules/settings.h"
#include "core/store/store_options.h"
#include "daemon/log.h"

// What calld was told: by flag, else environment, else configuration file, else default.

namespace calls::daemon {

// For status: each setting and its value as JSON text.
using SettingsInForce = std::vector<std::pair<std::string, std::string>>;

struct Options {
    std::string socket_path;
    std::string db_path;
    rules::Settings rules;
    bool manual_clock = false;
    std::optional<base::Instant> start_time;
    store::Durability durability = store::Durability::full;
    std::size_t max_connections = 0;
    std::optional<unsigned> socket_mode;
    std::string socket_group;
    std::vector<std::string> viewer_groups;
    std::vector<std::string> operator_groups;
    std::vector<std::string> admin_groups;
    LogLevel log_level = LogLevel::info;
    std::string log_target;
    std::string config_path;  // that was read; empty: there was none
    bool check_config = false;

    SettingsInForce in_force;
};

// The command line is done with: help or the version was printed, or it was wrong and stderr says
// how.
struct Exit {
    int status = 0;
};

// Throws Exit, or OptionError for a value that makes no sense, with where it came from.
Options read_options(int argc, char** argv);

// The settings that a running calld takes over from the file (SIGHUP): the log level.
LogLevel reread_log_level(int argc, char** argv);
void put_in_force(SettingsInForce& settings, LogLevel level);

}  // namespace calls::daemon
