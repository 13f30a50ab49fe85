#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include <toml++/toml.h>

#include "daemon/setting.h"

namespace calls::daemon {
namespace {

std::string place(const std::string& path, const toml::source_region& region) {
    return path + ":" + std::to_string(region.begin.line);
}

std::string text_of(const toml::node& node, const std::string& where, const Setting& setting) {
    const std::string name{setting.name};
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (setting.text_only)
        throw OptionError(where + ": " + name + " takes a string: \"0660\", say");
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    throw OptionError(where + ": " + name + " takes a string or a whole number");
}

SettingValue value_of(const toml::node& node, const std::string& path, const Setting& setting) {
    SettingValue value;
    value.origin = place(path, node.source());
    const toml::array* array = node.as_array();
    if (array == nullptr) {
        value.values.push_back(text_of(node, value.origin, setting));
        return value;
    }
    if (!setting.many)
        throw OptionError(value.origin + ": " + std::string{setting.name} + " takes one value");
    for (const toml::node& element : *array)
        value.values.push_back(text_of(element, value.origin, setting));
    return value;
}

std::string text_in(const std::string& path) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (!file || errno != 0)
        throw OptionError("cannot read the settings in " + path + ": " +
                          std::generic_category().message(errno != 0 ? errno : ENOENT));
    return text.str();
}

toml::table parse(const std::string& path) {
    try {
        return toml::parse(text_in(path), path);
    } catch (const toml::parse_error& error) {
        throw OptionError(place(path, error.source()) + ": " + std::string{error.description()});
    }
}

}  // namespace

SettingValues read_config_file(const std::string& path) {
    SettingValues found;
    for (const auto& [key, node] : parse(path)) {
        const auto setting = std::ranges::find(settings(), key.str(), &Setting::name);
        if (setting == settings().end())
            throw OptionError(place(path, node.source()) + ": there is no setting " +
                              std::string{key.str()} + "; calld --help lists them");
        found[std::string{key.str()}] = value_of(node, path, *setting);
    }
    return found;
}

}  // namespace calls::daemon
