#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"

// Every method for every kind of peer, held against the protocol's table.

namespace {

using tests::Connection;
using tests::Daemon;
using tests::Identity;
namespace json = boost::json;

constexpr std::int64_t forbidden = 8;
constexpr std::int64_t no_such_method = -32601;

// Groups of any Debian.
constexpr gid_t users = 100;
constexpr gid_t staff = 50;
constexpr gid_t games = 60;
constexpr gid_t mail = 8;

enum Rank { nobody, viewer, operating, admin };

struct Method {
    const char* name;
    Rank least;
    json::object params;
};

const json::object deposit{{"userId", 7}, {"amount", 1}};
const json::object call{{"callId", 1}};
const json::object party{{"callId", 1}, {"userId", 1}};
const json::object counts{{"callId", 1}, {"indexAndCount", {{"3", 1}}}};

std::vector<Method> methods(const std::string& folder) {
    return {
        {"ping", viewer, {}},
        {"status", viewer, {}},
        {"metrics", viewer, {}},
        {"listAll", viewer, {}},
        {"getCall", viewer, call},
        {"records", viewer, {}},
        {"getServer", viewer, call},
        {"tickets", viewer, {}},
        {"account", viewer, {{"userId", 7}}},
        {"accounts", viewer, {}},
        {"ledger", viewer, {}},
        {"report", viewer, {}},
        {"subscribe", viewer, {}},
        {"audit", viewer, {}},
        {"clock", viewer, {}},
        {"dialWithRtcValue", operating, {{"hostUserId", 1}, {"guestUserId", 2}, {"direct", true}}},
        {"idal", operating, call},
        {"heartbeat", operating, party},
        {"updateCounts", operating, counts},
        {"incrCounts", operating, counts},
        {"publishServer",
         operating,
         {{"userId", 1},
          {"resourceId", "album"},
          {"moduleEnum", "CHAT"},
          {"mode", "ONCE"},
          {"periodMills", 0},
          {"price", 5}}},
        {"ticketByResourceId",
         operating,
         {{"userId", 2}, {"provideUserId", 1}, {"resourceId", "album"}}},
        {"hang", operating, call},
        {"deposit", admin, deposit},
        {"withdraw", admin, deposit},
        {"clock", admin, {{"advance", 1}}},
        {"clock", admin, {{"set", 4'000'000'000'000}}},
        {"backup", admin, {{"path", folder + "/copy"}, {"force", true}}},
        {"prune", admin, {{"before", 1}}},
        {"shutdown", admin, {}},
    };
}

struct Peer {
    const char* name;
    Rank rank;
    std::optional<Identity> who;  // none: as calld itself
};

const std::array peers{
    Peer{"a stranger", nobody, Identity{}},
    Peer{"a stranger who says group 0", nobody, Identity{.group = 0, .groups = {}}},
    Peer{"a viewer by his second group", viewer, Identity{.groups = {games}}},
    Peer{"a viewer by his first group", viewer, Identity{.group = games, .groups = {}}},
    Peer{"a member of the socket's group", operating, Identity{.groups = {mail}}},
    Peer{"a viewer in the socket's group", viewer, Identity{.groups = {mail, games}}},
    Peer{"an operator", operating, Identity{.groups = {users, games}}},
    Peer{"an admin", admin, Identity{.group = staff, .groups = {games, users}}},
    Peer{"calld's own user", admin, std::nullopt},
};

bool may_change_identity() {
    if (::geteuid() == 0) return true;
    WARN("skipped: only root can connect as somebody else");
    return false;
}

std::vector<std::string> options() {
    return {"--socket-mode",    "0666",  "--socket-group", "mail", "--viewer-group", "games",
            "--operator-group", "users", "--admin-group",  "staff"};
}

}  // namespace

TEST_CASE("fire: every method for every peer, as the protocol has it") {
    if (!may_change_identity()) return;
    for (const Peer& peer : peers) {
        Daemon daemon(options());
        REQUIRE(::chmod(daemon.folder().c_str(), 0755) == 0);
        for (const Method& method : methods(daemon.folder().string())) {
            Connection connection = daemon.connect(peer.who);  // its own: one may be sent events
            const auto code = connection.code(method.name, method.params);
            if (code == no_such_method && peer.rank == admin) continue;
            INFO(peer.name << ", " << method.name << " " << json::serialize(method.params));
            if (peer.rank < method.least)
                CHECK((code == forbidden || code == no_such_method));
            else
                CHECK(code != forbidden);
        }
        if (peer.rank == admin) {
            CHECK(daemon.wait() == 0);
        } else {
            CHECK(daemon.connect().call("account", {{"userId", 7}}).at("balance") == 0);
            CHECK_FALSE(std::filesystem::exists(daemon.folder() / "copy"));
        }
    }
}

TEST_CASE("fire: who has no role is told nothing, and neither are those without parameters") {
    if (!may_change_identity()) return;
    Daemon daemon(options());
    REQUIRE(::chmod(daemon.folder().c_str(), 0755) == 0);
    Connection stranger = daemon.connect(Identity{});
    for (const Method& method : methods(daemon.folder().string())) {
        const auto code = stranger.code(method.name, {{"nonsense", 1}});
        INFO(method.name);
        CHECK((code == forbidden || code == no_such_method));
    }
}

TEST_CASE("fire: root of a user namespace of one's own is root of nothing here") {
    if (!may_change_identity()) return;
    Daemon daemon(options());
    REQUIRE(::chmod(daemon.folder().c_str(), 0755) == 0);
    tests::Spawn spawn = daemon.callctl_spawn({"account", "deposit", "7", "1"});
    spawn.argv.insert(spawn.argv.begin(),
                      {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "unshare",
                       "--user", "--map-root-user"});
    const auto refused = tests::run(spawn);
    if (refused.status == 126 || refused.status == 127 || refused.err.starts_with("unshare")) {
        WARN("skipped: no user namespace for another user here");
        return;
    }
    CHECK(refused.status == forbidden);
    CHECK(daemon.connect().call("account", {{"userId", 7}}).at("balance") == 0);
}
