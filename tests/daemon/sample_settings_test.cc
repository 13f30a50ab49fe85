#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/private_folder.h"
#include "daemon/default_paths.h"
#include "daemon/options.h"
#include "daemon/setting.h"

// share/calld.toml shows every setting with its default: held against the table of settings.

namespace {

using namespace calls;
using namespace calls::daemon;

const std::string sample_path = CALLS_SOURCE_FOLDER "/share/calld.toml";

struct Sample {
    std::string uncommented;
    std::vector<std::string> names;
};

// A setting is `#name = value`; a word about it has a blank behind its `#`.
Sample read_sample() {
    static const std::regex setting(R"(#([a-z-]+) = (.*))");
    Sample sample;
    std::ifstream in{sample_path};
    for (std::string line; std::getline(in, line);) {
        std::smatch match;
        INFO(line);
        CHECK((line.empty() || line.starts_with("# ") || line.starts_with("#")));
        if (std::regex_match(line, match, setting)) {
            sample.names.push_back(match[1]);
            line.erase(0, 1);
            // A package makes that group; here there is none.
            if (line == R"(socket-group = "calld")") line = R"(socket-group = "root")";
        } else {
            CHECK((line.empty() || line == "#" || line.starts_with("# ")));
        }
        sample.uncommented += line + "\n";
    }
    return sample;
}

Options read(const std::string& file) {
    std::vector<std::string> words{"calld", "--config", file};
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    return read_options(static_cast<int>(argv.size()), argv.data());
}

}  // namespace

TEST_CASE("calld.toml: every setting of the table, in its order, once") {
    std::vector<std::string> wanted;
    for (const Setting& setting : settings()) wanted.emplace_back(setting.name);
    CHECK(read_sample().names == wanted);
}

TEST_CASE("calld.toml: as it is shipped, it sets nothing") {
    CHECK(read_config_file(sample_path).empty());
}

TEST_CASE("calld.toml: uncommented, it gives the defaults") {
    const store::PrivateFolder folder;
    const std::string file = folder.path() + "/calld.toml";
    std::ofstream{file} << read_sample().uncommented;
    const SettingValues values = read_config_file(file);
    for (const Setting& setting : settings()) {
        INFO(setting.name);
        const auto found = values.find(setting.name);
        REQUIRE(found != values.end());
        if (!setting.initial.empty())
            CHECK(found->second.values == std::vector<std::string>{std::string{setting.initial}});
        if (setting.many) CHECK(found->second.values.empty());
    }

    const std::string nothing = folder.path() + "/nothing.toml";
    std::ofstream{nothing} << "";
    const Options sample = read(file);
    const Options plain = read(nothing);
    // What a system's calld has, and another one has not.
    std::map<std::string, std::string> ours{{"socket", "\"/run/calld/calld.sock\""},
                                            {"db", "\"/var/lib/calld/calld.db\""},
                                            {"socketMode", "\"0660\""},
                                            {"socketGroup", "\"root\""}};
    REQUIRE(sample.in_force.size() == plain.in_force.size());
    for (std::size_t i = 0; i < sample.in_force.size(); ++i) {
        const auto& [name, value] = sample.in_force[i];
        INFO(name);
        CHECK(name == plain.in_force[i].first);
        if (name == "config") continue;
        CHECK(value == (ours.contains(name) ? ours.at(name) : plain.in_force[i].second));
    }
    CHECK_FALSE(sample.manual_clock);
    CHECK_FALSE(sample.start_time.has_value());
    if (runs_as_system()) {
        CHECK(plain.socket_path == sample.socket_path);
        CHECK(plain.db_path == sample.db_path);
    }
}

TEST_CASE("socket group: of another place than the system's there is none") {
    CHECK(default_socket_group("/somewhere/else/calld.sock").empty());
}
