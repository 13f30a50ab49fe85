#include "daemon/peer.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include "daemon/group.h"

namespace calls::daemon {
namespace {

std::vector<gid_t> group_ids(const std::vector<std::string>& names, const std::string& setting) {
    std::vector<gid_t> ids;
    for (const std::string& name : names) ids.push_back(group_id(name, setting));
    return ids;
}

bool is_in(const Peer& peer, const std::vector<gid_t>& groups) {
    return std::ranges::any_of(groups, [&](gid_t group) {
        return peer.gid == group || std::ranges::find(peer.groups, group) != peer.groups.end();
    });
}

}  // namespace

Peer peer_of(int socket) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        throw std::system_error(errno, std::generic_category(), "SO_PEERCRED");
    Peer peer{.uid = credentials.uid, .gid = credentials.gid, .pid = credentials.pid, .groups = {}};
    peer.groups.resize(64);
    for (;;) {
        size = static_cast<socklen_t>(peer.groups.size() * sizeof(gid_t));
        if (getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, peer.groups.data(), &size) == 0) break;
        if (errno != ERANGE)
            throw std::system_error(errno, std::generic_category(), "SO_PEERGROUPS");
        peer.groups.resize(size / sizeof(gid_t));
    }
    peer.groups.resize(size / sizeof(gid_t));
    return peer;
}

Roles::Roles(const Options& options)
    : viewers_(group_ids(options.viewer_groups, "viewer-group")),
      operators_(group_ids(options.operator_groups, "operator-group")),
      admins_(group_ids(options.admin_groups, "admin-group")) {
    if (!options.socket_group.empty())
        socket_.push_back(group_id(options.socket_group, "socket-group"));
}

protocol::Role Roles::role_of(const Peer& peer) const {
    using protocol::Role;
    if (peer.uid == 0 || peer.uid == geteuid() || is_in(peer, admins_)) return Role::admin;
    if (is_in(peer, operators_)) return Role::operating;
    if (is_in(peer, viewers_)) return Role::viewer;
    return is_in(peer, socket_) ? Role::operating : Role::none;
}

}  // namespace calls::daemon
