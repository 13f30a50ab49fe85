#pragma once

#include <string>
#include <string_view>

namespace calls::daemon {

// Text of others (paths, settings, peers) made fit for one line of a log or a terminal: each byte
// that is no printable ASCII becomes \xNN. So no name can begin a line, move a cursor or turn the
// direction of writing, in whatever encoding somebody reads.
std::string plain_text(std::string_view text);

}  // namespace calls::daemon
