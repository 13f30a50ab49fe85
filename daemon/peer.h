#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

#include "core/protocol/role.h"
#include "daemon/options.h"

// Who is at the other end of a connection, by the kernel's word alone, and what he may do.

namespace calls::daemon {

struct Peer {
    uid_t uid = static_cast<uid_t>(-1);
    gid_t gid = static_cast<gid_t>(-1);
    pid_t pid = 0;              // for the log only
    std::vector<gid_t> groups;  // supplementary
};

// Throws std::system_error where the kernel does not say.
Peer peer_of(int socket);

// The settings' groups, by number. Throws OptionError for a group that does not exist.
class Roles {
  public:
    explicit Roles(const Options& options);

    // Root and calld's own user are admins; a peer in several groups has the highest role; a member
    // of the socket's group who is in none of them is an operator.
    [[nodiscard]] protocol::Role role_of(const Peer& peer) const;

  private:
    std::vector<gid_t> viewers_;
    std::vector<gid_t> operators_;
    std::vector<gid_t> admins_;
    std::vector<gid_t> socket_;
};

}  // namespace calls::daemon
