#include "daemon/options.h"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/private_folder.h"
#include "daemon/setting.h"

// Flag before environment before file before default, and what is said of each that is wrong.

namespace {

using namespace calls;
using namespace calls::daemon;
using Catch::Matchers::Contains;

// A variable for the length of one test.
class Variable {
  public:
    Variable(std::string name, const std::string& value) : name_(std::move(name)) {
        setenv(name_.c_str(), value.c_str(), 1);
    }
    ~Variable() { unsetenv(name_.c_str()); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    std::string name_;
};

class Folder {
  public:
    std::string write(const std::string& text) const {
        std::ofstream{path()} << text;
        return path();
    }
    [[nodiscard]] std::string path() const { return folder_.path() + "/calld.toml"; }

  private:
    store::PrivateFolder folder_;
};

Options read(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "calld");
    std::vector<char*> argv;
    argv.reserve(arguments.size());
    for (auto& argument : arguments) argv.push_back(argument.data());
    return read_options(static_cast<int>(argv.size()), argv.data());
}
Options read_file(const std::string& text) {
    const Folder folder;
    return read({"--config", folder.write(text)});
}

std::optional<int> exit_of(const std::vector<std::string>& arguments) {
    try {
        read(arguments);
    } catch (const Exit& exit) {
        return exit.status;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("options: the first source that has a setting counts") {
    const bool flag = GENERATE(false, true);
    const bool environment = GENERATE(false, true);
    const bool file = GENERATE(false, true);
    CAPTURE(flag, environment, file);
    const Folder folder;
    std::vector<std::string> arguments{"--config",
                                       folder.write(file ? "ring-timeout = \"3s\"\n" : "")};
    if (flag) arguments.insert(arguments.end(), {"--ring-timeout", "1s"});
    std::optional<Variable> variable;
    if (environment) variable.emplace("CALLD_RING_TIMEOUT", "2s");
    const auto seconds = read(arguments).rules.ring_timeout.count() / 1000;
    CHECK(seconds == (flag ? 1 : environment ? 2 : file ? 3 : 30));
}

TEST_CASE("options: the defaults") {
    const Options options = read_file("");
    CHECK(options.rules.ring_timeout.count() == 30'000);
    CHECK(options.rules.heartbeat_timeout.count() == 15'000);
    CHECK(options.rules.credit_limit.value == 0);
    CHECK(options.rules.host_share_percent == 100);
    CHECK_FALSE(options.manual_clock);
    CHECK(options.durability == store::Durability::full);
    CHECK_FALSE(options.socket_mode.has_value());
    CHECK(options.viewer_groups.empty());
    CHECK(options.log_level == LogLevel::info);
    CHECK(options.log_target == "stderr");
}

TEST_CASE("options: every setting from a file") {
    const Options options = read_file(R"(# a comment
socket = "/s"
db = ":memory:"
ring-timeout = "0"
heartbeat-timeout = "1m30s"
clock = "manual"
start-time = "2026-11-22T10:00:00Z"
durability = "off"
credit-limit = 500
host-share = 70
max-connections = "5"
socket-mode = "0660"
socket-group = "root"
viewer-group = ["4000001", "root"]
operator-group = "4000002"
admin-group = []
log-level = "debug"
log-target = "journal"
)");
    CHECK(options.socket_path == "/s");
    CHECK(options.db_path == ":memory:");
    CHECK(options.rules.ring_timeout.count() == 0);
    CHECK(options.rules.heartbeat_timeout.count() == 90'000);
    CHECK(options.manual_clock);
    CHECK(options.start_time->ms == 1'795'341'600'000);
    CHECK(options.durability == store::Durability::off);
    CHECK(options.rules.credit_limit.value == 500);
    CHECK(options.rules.host_share_percent == 70);
    CHECK(options.max_connections == 5);
    CHECK(options.socket_mode == 0660U);
    CHECK(options.viewer_groups == std::vector<std::string>{"4000001", "root"});
    CHECK(options.operator_groups == std::vector<std::string>{"4000002"});
    CHECK(options.admin_groups.empty());
    CHECK(options.log_level == LogLevel::debug);
}

TEST_CASE("options: a setting of several values, from each source") {
    const Folder folder;
    const std::string file = folder.write("viewer-group = [\"11\", \"12\"]\n");
    CHECK(read({"--config", file}).viewer_groups == std::vector<std::string>{"11", "12"});
    const Variable variable{"CALLD_VIEWER_GROUP", "21,22,23"};
    CHECK(read({"--config", file}).viewer_groups == std::vector<std::string>{"21", "22", "23"});
    CHECK(read({"--config", file, "--viewer-group", "31", "--viewer-group", "32"}).viewer_groups ==
          std::vector<std::string>{"31", "32"});
}

TEST_CASE("options: every setting has its own name in the environment") {
    for (const Setting& setting : settings()) {
        const std::string name = environment_name(setting);
        CAPTURE(name);
        const Variable variable{name, "x"};
        const auto found = read_environment();
        REQUIRE(found.contains(setting.name));
        CHECK(found.find(setting.name)->second.values == std::vector<std::string>{"x"});
        CHECK(found.find(setting.name)->second.origin == name);
    }
    const Variable empty{"CALLD_DB", ""};
    CHECK_FALSE(read_environment().contains("db"));
}

TEST_CASE("options: values that make no sense are refused with where they came from") {
    struct Case {
        const char* line;
        const char* about;
    };
    const auto wish = GENERATE(values<Case>({{"ring-timeout = \"soon\"", "duration"},
                                             {"ring-timeout = 5", "duration"},
                                             {"heartbeat-timeout = \"-5s\"", "duration"},
                                             {"credit-limit = -1", "from 0"},
                                             {"credit-limit = \"9223372036854775808\"", "from 0"},
                                             {"host-share = 101", "0 to 100"},
                                             {"max-connections = 0", "from 1"},
                                             {"clock = \"wall\"", "real, manual"},
                                             {"durability = \"some\"", "full, normal, off"},
                                             {"log-level = \"loud\"", "error, warning"},
                                             {"socket-mode = \"0888\"", "octal"},
                                             {"socket-mode = \"1777\"", "octal"},
                                             {"start-time = \"2026-11-22T10:00:00Z\"", "manual"}}));
    CAPTURE(wish.line);
    const Folder folder;
    const std::string file = folder.write(std::string{"\n# third line\n"} + wish.line + "\n");
    CHECK_THROWS_AS(read({"--config", file}), OptionError);
    CHECK_THROWS_WITH(read({"--config", file}), Contains(file + ":3") && Contains(wish.about));
}

TEST_CASE("options: a relative start time needs a clock that there is not") {
    CHECK_THROWS_AS(read_file("clock = \"manual\"\nstart-time = \"today\"\n"), OptionError);
    CHECK_THROWS_AS(read_file("clock = \"manual\"\nstart-time = \"-5s\"\n"), OptionError);
}

TEST_CASE("options: flags and variables are named as such") {
    const Folder folder;
    const std::string file = folder.write("");
    CHECK_THROWS_WITH(read({"--config", file, "--host-share", "200"}), Contains("--host-share"));
    const Variable variable{"CALLD_HOST_SHARE", "many"};
    CHECK_THROWS_WITH(read({"--config", file}), Contains("CALLD_HOST_SHARE"));
}

TEST_CASE("config file: one that cannot be read is named, with the reason") {
    const Folder folder;
    const std::string file = folder.write("");
    CHECK_THROWS_WITH(read({"--config", file + ".no"}),
                      Contains(file + ".no") && Contains("No such file"));
    CHECK_THROWS_WITH(read({"--config", "/"}), Contains("Is a directory"));
    CHECK_NOTHROW(read({"--config", file}));
}

TEST_CASE("config file: errors bear the line") {
    struct Case {
        const char* text;
        const char* place;
        const char* about;
    };
    const auto wish =
        GENERATE(values<Case>({{"db = \"x\"\n\nring-timeuot = \"1s\"\n", ":3", "ring-timeuot"},
                               {"db = \"x\"\nsocket = \n", ":2", ""},
                               {"db = \"x\"\ndb = \"y\"\n", ":2", ""},
                               {"[daemon]\nsocket = \"x\"\n", ":1", "daemon"},
                               {"socket = true\n", ":1", "string or a whole number"},
                               {"credit-limit = 1.5\n", ":1", "string or a whole number"},
                               {"socket-mode = 0o660\n", ":1", "takes a string"},
                               {"socket-mode = 660\n", ":1", "takes a string"},
                               {"\nsocket = [\"x\"]\n", ":2", "one value"},
                               {"viewer-group = [true]\n", ":1", "string or a whole number"}}));
    CAPTURE(wish.text);
    const Folder folder;
    const std::string file = folder.write(wish.text);
    CHECK_THROWS_AS(read_config_file(file), OptionError);
    CHECK_THROWS_WITH(read_config_file(file), Contains(file + wish.place) && Contains(wish.about));
}

TEST_CASE("options: a group that there is not is told with where it was named") {
    const Folder folder;
    const std::string file = folder.write("\nadmin-group = [\"root\", \"no-such-group\"]\n");
    CHECK_THROWS_WITH(read({"--config", file}), Contains(file + ":2") && Contains("admin-group") &&
                                                    Contains("\"no-such-group\""));
    CHECK_THROWS_WITH(read({"--socket-group", "no-such-group"}), Contains("--socket-group"));
    CHECK(read({"--socket-group", ""}).socket_group.empty());
}

TEST_CASE("config file: one that was asked for must be there") {
    CHECK_THROWS_AS(read({"--config", "/no/such/file.toml"}), OptionError);
    CHECK_THROWS_WITH(read({"--config", "/no/such/file.toml"}), Contains("/no/such/file.toml"));
}

TEST_CASE("options: a wrong command line ends with the status for bad arguments") {
    CHECK(exit_of({"--no-such-flag"}) == 2);
    CHECK(exit_of({"--db"}) == 2);
    CHECK(exit_of({"stray"}) == 2);
}

TEST_CASE("options: status tells what is in force, as JSON") {
    const Folder folder;
    const Options options = read({"--config", folder.write(""), "--socket", "/a\"b", "--db", "/d"});
    const auto value = [&](const std::string& name) {
        for (const auto& [key, text] : options.in_force)
            if (key == name) return text;
        return std::string{};
    };
    CHECK(value("socket") == R"("/a\"b")");
    CHECK(value("ringTimeoutMs") == "30000");
    CHECK(value("hostShare") == "100");
    CHECK(value("durability") == R"("full")");
    CHECK(value("config") == "\"" + folder.path() + "\"");
}
