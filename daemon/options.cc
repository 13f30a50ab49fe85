#include "daemon/options.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "core/base/duration.h"
#include "core/base/time_text.h"
#include "core/base/whole_text.h"
#include "core/protocol/json_writer.h"
#include "daemon/default_paths.h"
#include "daemon/exit_status.h"
#include "daemon/group.h"
#include "daemon/plain_text.h"
#include "daemon/setting.h"

namespace calls::daemon {
namespace {

struct CommandLine {
    SettingValues flags;
    std::string config;
    bool check_config = false;
};

CommandLine parse_flags(int argc, char** argv) {
    CLI::App app{
        "calld owns the truth about paid calls: who is in one, what is due, what was paid."};
    app.footer(
        "Flag beats environment (CALLD_RING_TIMEOUT …) beats file beats default.\n"
        "Example: calld --clock manual --db :memory: --socket ./calld.sock");
    app.set_version_flag("--version", std::string{"calld "} + CALLS_VERSION);
    CommandLine line;
    app.add_option("--config", line.config, "the TOML file to read")->type_name("FILE");
    app.add_flag("--check-config", line.check_config,
                 "read all settings, say what is wrong, and end");
    std::map<std::string, std::vector<std::string>, std::less<>> given;
    for (const Setting& setting : settings()) {
        auto* option = app.add_option("--" + std::string{setting.name},
                                      given[std::string{setting.name}], std::string{setting.help});
        option->type_name(std::string{setting.placeholder})->expected(1);
        option->multi_option_policy(setting.many ? CLI::MultiOptionPolicy::TakeAll
                                                 : CLI::MultiOptionPolicy::TakeLast);
        if (!setting.initial.empty()) option->default_str(std::string{setting.initial});
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        app.exit(success);
        throw Exit{exit_ok};
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "calld: invalid: %s; calld --help lists the options\n",
                     plain_text(error.what()).c_str());
        throw Exit{exit_usage};
    }
    for (const auto& [name, values] : given)
        if (!values.empty()) line.flags[name] = {.values = values, .origin = "--" + name};
    return line;
}

// The first source that has the setting.
class Sources {
  public:
    explicit Sources(const CommandLine& line)
        : flags_(line.flags), environment_(read_environment()) {
        path_ = line.config.empty() ? default_config_path() : line.config;
        const bool there = !path_.empty() && access(path_.c_str(), F_OK) == 0;
        if (there || !line.config.empty())
            file_ = read_config_file(path_);
        else
            path_.clear();
        for (const Setting& setting : settings())
            if (!setting.initial.empty())
                defaults_[std::string{setting.name}] = {.values = {std::string{setting.initial}},
                                                        .origin = "default"};
    }

    [[nodiscard]] const SettingValue* find(std::string_view name) const {
        for (const auto* source : {&flags_, &environment_, &file_, &defaults_})
            if (const auto found = source->find(name); found != source->end())
                return &found->second;
        return nullptr;
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        const SettingValue* found = find(name);
        return found == nullptr || found->values.empty() ? "" : found->values.back();
    }
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const {
        const SettingValue* found = find(name);
        return found == nullptr ? std::vector<std::string>{} : found->values;
    }
    [[noreturn]] void reject(std::string_view name, const std::string& wanted) const {
        reject(name, wanted, text(name));
    }
    // `value`: of a list, the one that is wrong.
    [[noreturn]] void reject(std::string_view name, const std::string& wanted,
                             const std::string& value) const {
        throw OptionError(find(name)->origin + ": " + std::string{name} + " must be " + wanted +
                          ", not \"" + value + "\"");
    }
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    SettingValues flags_;
    SettingValues environment_;
    SettingValues file_;
    SettingValues defaults_;
    std::string path_;
};

base::Millis duration(const Sources& sources, std::string_view name) {
    if (const auto parsed = base::parse_duration(sources.text(name))) return *parsed;
    sources.reject(name, "a duration such as 90s, 1h30m, 1500ms or 0");
}

std::int64_t whole(const Sources& sources, std::string_view name, std::int64_t least,
                   std::int64_t most) {
    const auto parsed = base::parse_whole(sources.text(name));
    if (parsed && *parsed >= least && *parsed <= most) return *parsed;
    sources.reject(name,
                   "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

template <class T>
T one_of(const Sources& sources, std::string_view name,
         const std::vector<std::pair<std::string, T>>& words) {
    const std::string text = sources.text(name);
    std::string wanted;
    for (const auto& [word, value] : words) {
        if (word == text) return value;
        wanted += (wanted.empty() ? "" : ", ") + word;
    }
    sources.reject(name, "one of " + wanted);
}

std::optional<base::Instant> start_time(const Sources& sources) {
    const std::string text = sources.text("start-time");
    if (text.empty()) return std::nullopt;
    const auto parsed = base::parse_time(text);
    if (!parsed || parsed->needs_clock())
        sources.reject("start-time", "a time such as 2026-11-22T10:00:00Z");
    return base::resolve(*parsed, base::first_instant);
}

std::optional<unsigned> socket_mode(const Sources& sources) {
    const std::string text = sources.text("socket-mode");
    if (text.empty()) return std::nullopt;
    unsigned mode = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode, 8);
    if (error != std::errc{} || end != text.data() + text.size() || mode > 0777)
        sources.reject("socket-mode", "an octal mode such as 0660");
    return mode;
}

// Looked up here already, so that --check-config tells of a group that there is not.
void read_groups(const Sources& sources, Options& options) {
    for (const std::string_view name :
         {"socket-group", "viewer-group", "operator-group", "admin-group"}) {
        for (const std::string& group : sources.list(name)) {
            const bool none_wanted = group.empty() && name == "socket-group";
            if (!none_wanted && !find_group(group))
                sources.reject(name, "a group of this machine, or a number", group);
        }
    }
    options.socket_group = sources.find("socket-group") == nullptr
                               ? default_socket_group(options.socket_path)
                               : sources.text("socket-group");
    options.viewer_groups = sources.list("viewer-group");
    options.operator_groups = sources.list("operator-group");
    options.admin_groups = sources.list("admin-group");
}

void read_rules(const Sources& sources, Options& options) {
    options.rules.ring_timeout = duration(sources, "ring-timeout");
    options.rules.heartbeat_timeout = duration(sources, "heartbeat-timeout");
    options.rules.credit_limit = model::Coins{whole(sources, "credit-limit", 0, INT64_MAX)};
    options.rules.host_share_percent = static_cast<int>(whole(sources, "host-share", 0, 100));
    options.manual_clock = one_of<bool>(sources, "clock", {{"real", false}, {"manual", true}});
    options.start_time = start_time(sources);
    if (options.start_time && !options.manual_clock)
        sources.reject("start-time", "left out unless the clock is manual");
    options.durability = one_of<store::Durability>(sources, "durability",
                                                   {{"full", store::Durability::full},
                                                    {"normal", store::Durability::normal},
                                                    {"off", store::Durability::off}});
}

const std::vector<std::pair<std::string, LogLevel>>& log_levels() {
    static const std::vector<std::pair<std::string, LogLevel>> all{{"error", LogLevel::error},
                                                                   {"warning", LogLevel::warning},
                                                                   {"info", LogLevel::info},
                                                                   {"debug", LogLevel::debug}};
    return all;
}

LogLevel log_level(const Sources& sources) {
    return one_of<LogLevel>(sources, "log-level", log_levels());
}

std::string json_text(std::string_view value) {
    std::string text;
    protocol::JsonWriter{text}.value(value);
    return text;
}

constexpr std::string_view log_level_in_force = "logLevel";

void write_in_force(Options& options, const Sources& sources) {
    const auto add = [&](std::string name, auto value) {
        std::string text;
        protocol::JsonWriter{text}.value(value);
        options.in_force.emplace_back(std::move(name), std::move(text));
    };
    add("socket", std::string_view{options.socket_path});
    add("db", std::string_view{options.db_path});
    add("ringTimeoutMs", options.rules.ring_timeout);
    add("heartbeatTimeoutMs", options.rules.heartbeat_timeout);
    add("creditLimit", options.rules.credit_limit);
    add("hostShare", std::int64_t{options.rules.host_share_percent});
    add("durability", std::string_view{sources.text("durability")});
    add("maxConnections", static_cast<std::int64_t>(options.max_connections));
    const auto add_list = [&](std::string name, std::string_view setting) {
        std::string given;
        for (const std::string& value : sources.list(setting))
            given += (given.empty() ? "" : ",") + value;
        add(std::move(name), std::string_view{given});
    };
    add_list("socketMode", "socket-mode");
    add("socketGroup", std::string_view{options.socket_group});
    add_list("viewerGroups", "viewer-group");
    add_list("operatorGroups", "operator-group");
    add_list("adminGroups", "admin-group");
    put_in_force(options.in_force, options.log_level);
    add("logTarget", std::string_view{options.log_target});
    add("config", std::string_view{options.config_path});
}

}  // namespace

Options read_options(int argc, char** argv) {
    const CommandLine line = parse_flags(argc, argv);
    const Sources sources{line};
    Options options;
    options.config_path = sources.path();
    options.check_config = line.check_config;
    read_rules(sources, options);
    options.socket_path = sources.text("socket");
    if (options.socket_path.empty()) options.socket_path = default_socket_path();
    options.db_path = sources.text("db");
    if (options.db_path.empty()) options.db_path = default_db_path();
    options.max_connections =
        static_cast<std::size_t>(whole(sources, "max-connections", 1, 1'000'000));
    options.socket_mode = socket_mode(sources);
    read_groups(sources, options);
    options.log_level = log_level(sources);
    options.log_target = sources.text("log-target");
    write_in_force(options, sources);
    return options;
}

LogLevel reread_log_level(int argc, char** argv) {
    return log_level(Sources{parse_flags(argc, argv)});
}

void put_in_force(SettingsInForce& settings, LogLevel level) {
    const auto word =
        std::ranges::find(log_levels(), level, &std::pair<std::string, LogLevel>::second);
    const auto found =
        std::ranges::find(settings, log_level_in_force, &SettingsInForce::value_type::first);
    if (found == settings.end())
        settings.emplace_back(log_level_in_force, json_text(word->first));
    else
        found->second = json_text(word->first);
}

}  // namespace calls::daemon
