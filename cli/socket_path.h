#pragma once

#include <string>
#include <vector>

// Which socket calld is asked on.

namespace calls::cli {

struct SocketChoice {
    std::string path;                      // empty: none was named and none exists
    bool named = false;                    // by --socket or CALLCTL_SOCKET
    std::vector<std::string> looked_at{};  // the usual places, the user's own first
};

// `flag` is the value of --socket, empty if not given. One choice, for good: another daemon would
// be another ledger.
SocketChoice choose_socket(const std::string& flag);

}  // namespace calls::cli
