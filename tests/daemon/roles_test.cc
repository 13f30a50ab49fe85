#include <unistd.h>

#include <catch2/catch.hpp>

#include "daemon/group.h"
#include "daemon/peer.h"
#include "daemon/setting.h"

namespace {

using namespace calls::daemon;

constexpr uid_t stranger = 4'000'001;
constexpr gid_t viewers = 4'000'010;
constexpr gid_t operators = 4'000'011;
constexpr gid_t admins = 4'000'012;
constexpr gid_t socket_members = 4'000'013;
constexpr gid_t others = 4'000'099;

}  // namespace

TEST_CASE("roles: by the peer's uid and groups") {
    struct Case {
        uid_t uid;
        gid_t gid;
        std::vector<gid_t> groups;
        std::string_view role;
    };
    const auto wish =
        GENERATE(values<Case>({{0, others, {}, "admin"},
                               {geteuid(), others, {}, "admin"},
                               {stranger, others, {}, "none"},
                               {stranger, others, {others}, "none"},
                               {stranger, viewers, {}, "viewer"},
                               {stranger, others, {viewers}, "viewer"},
                               {stranger, others, {operators}, "operator"},
                               {stranger, others, {admins}, "admin"},
                               {stranger, socket_members, {}, "operator"},
                               {stranger, others, {socket_members}, "operator"},
                               {stranger, others, {socket_members, viewers}, "viewer"},
                               {stranger, others, {viewers, operators}, "operator"},
                               {stranger, operators, {admins}, "admin"}}));
    CAPTURE(wish.uid, wish.gid, wish.groups);
    Options options;
    options.viewer_groups = {std::to_string(viewers)};
    options.operator_groups = {std::to_string(operators), std::to_string(others + 1)};
    options.admin_groups = {std::to_string(admins)};
    options.socket_group = std::to_string(socket_members);
    const Roles roles{options};
    const Peer peer{.uid = wish.uid, .gid = wish.gid, .pid = 1, .groups = wish.groups};
    CHECK(calls::protocol::name_of(roles.role_of(peer)) == wish.role);
}

TEST_CASE("roles: without any groups only root and calld's own user have one") {
    const Roles roles{Options{}};
    CHECK(roles.role_of({.uid = 0, .gid = others, .pid = 1, .groups = {}}) ==
          calls::protocol::Role::admin);
    CHECK(roles.role_of({.uid = stranger, .gid = others, .pid = 1, .groups = {0}}) ==
          calls::protocol::Role::none);
}

TEST_CASE("roles: a group that does not exist is an error that names its setting") {
    Options options;
    options.viewer_groups = {"no-such-group-here"};
    CHECK_THROWS_AS(Roles{options}, OptionError);
    CHECK_THROWS_WITH(group_id("no-such-group-here", "admin-group"),
                      Catch::Matchers::Contains("admin-group") &&
                          Catch::Matchers::Contains("no-such-group-here"));
    CHECK(group_id("root", "x") == 0);
    CHECK(find_group("4294967294") == gid_t{4'294'967'294U});
    CHECK_FALSE(find_group("4294967295").has_value());  // chown's for: leave it as it is
    CHECK_FALSE(find_group("-1").has_value());
    CHECK_FALSE(find_group("").has_value());
}
