#pragma once

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// The table of settings: one name serves as flag (--name), environment (CALLD_NAME) and key of the
// file. Values are text here, whatever brought them; daemon/options makes sense of them.

namespace calls::daemon {

struct Setting {
    std::string_view name;
    std::string_view placeholder;
    std::string_view initial;  // default, where it is one and the same for everybody
    std::string_view help;
    bool many = false;       // may be given more than once
    bool text_only = false;  // in the file: a number there would be read otherwise than it looks
};

std::span<const Setting> settings();

struct SettingValue {
    std::vector<std::string> values;
    std::string origin;  // "--ring-timeout", "CALLD_RING_TIMEOUT", "/etc/calld/calld.toml:7"
};

using SettingValues = std::map<std::string, SettingValue, std::less<>>;

// A setting that makes no sense; the message says which, where it came from and what would do.
struct OptionError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string environment_name(const Setting& setting);

// Those that are set there.
SettingValues read_environment();
// Throws OptionError for what cannot be read or parsed, and for a name that is none, with its line.
SettingValues read_config_file(const std::string& path);

}  // namespace calls::daemon
