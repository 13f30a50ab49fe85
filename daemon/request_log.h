#pragma once

#include <sys/types.h>

#include "core/model/reply.h"
#include "core/protocol/rpc.h"
#include "daemon/peer.h"

// What a peer asked for, as the log is told: what only an admin may at level info, a refusal for
// want of a role as a warning (the first of a connection), everything else at level debug. Money in
// and out is in the ledger, and may come in thousands: debug, too.

namespace calls::daemon {

class RequestLog {
  public:
    explicit RequestLog(const Peer& peer) : uid_(peer.uid), pid_(peer.pid) {}

    void note(const protocol::Request& request);
    void note(const model::Reply& reply) const;  // a refusal of the engine

  private:
    void note_fault(const protocol::Request& request, const protocol::Fault& fault);

    uid_t uid_;
    pid_t pid_;
    bool warned_ = false;
};

}  // namespace calls::daemon
