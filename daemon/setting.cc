#include "daemon/setting.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace calls::daemon {
namespace {

constexpr std::array setting_table{
    Setting{"socket", "PATH", "", "the Unix socket to listen on"},
    Setting{"db", "PATH|:memory:", "", "the store; :memory: is gone when calld ends"},
    Setting{"ring-timeout", "DURATION", "30s", "hang up a call that nobody answered; 0: never"},
    Setting{"heartbeat-timeout", "DURATION", "15s",
            "hang up a call of which a party is silent; 0: never"},
    Setting{"clock", "real|manual", "real", "manual: time moves by `callctl clock` only"},
    Setting{"start-time", "TIME", "", "where a manual clock begins (if the store is no later)"},
    Setting{"durability", "full|normal|off", "full",
            "full: synced before the answer; normal: within a second; off: never (tests)"},
    Setting{"credit-limit", "COINS", "0", "how far below 0 a balance may go"},
    Setting{"host-share", "PERCENT", "100",
            "the host's part of a ticket; the platform has the rest"},
    Setting{"max-connections", "NUMBER", "10000", "refuse connections beyond so many"},
    Setting{.name = "socket-mode",
            .placeholder = "MODE",
            .initial = "",
            .help = "octal; 0660 with a socket group, else 0600",
            .text_only = true},
    Setting{"socket-group", "GROUP", "",
            "who may open the socket; operators unless a group below says else; of a system's "
            "daemon: calld, if there is one"},
    Setting{"viewer-group", "GROUP", "", "may read and watch", true},
    Setting{"operator-group", "GROUP", "", "may handle calls, tickets, counters, offers", true},
    Setting{"admin-group", "GROUP", "", "may move money in and out, back up, stop calld", true},
    Setting{"log-level", "LEVEL", "info", "error, warning, info or debug"},
    Setting{"log-target", "stderr|journal|FILE", "stderr",
            "systemd's journal, with fields (so is stderr, where the journal has it); FILE is "
            "opened anew on SIGHUP"},
};

}  // namespace

std::span<const Setting> settings() {
    return setting_table;
}

std::string environment_name(const Setting& setting) {
    std::string name = "CALLD_";
    for (const char c : setting.name) name += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
    return name;
}

SettingValues read_environment() {
    SettingValues found;
    for (const Setting& setting : settings()) {
        const std::string name = environment_name(setting);
        const char* value = std::getenv(name.c_str());
        if (value == nullptr || *value == '\0') continue;
        SettingValue& entry = found[std::string{setting.name}];
        entry.origin = name;
        std::string_view rest = value;
        while (setting.many && rest.find(',') != std::string_view::npos) {
            entry.values.emplace_back(rest.substr(0, rest.find(',')));
            rest.remove_prefix(rest.find(',') + 1);
        }
        entry.values.emplace_back(rest);
    }
    return found;
}

}  // namespace calls::daemon
