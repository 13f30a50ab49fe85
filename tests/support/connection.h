#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include <boost/json.hpp>

#include "tests/support/deadline.h"
#include "tests/support/file_descriptor.h"

// A client of the socket that knows lines and nothing else: what it sends may be as wrong as a test
// needs it.

namespace tests {

namespace json = boost::json;

struct NoConnection : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Whom calld shall see at the other end; needs root.
struct Identity {
    uid_t user = 65534;
    gid_t group = 65534;
    std::vector<gid_t> groups;
};

class Connection {
  public:
    explicit Connection(const std::filesystem::path& socket,
                        const std::optional<Identity>& as = std::nullopt);

    // Reads nothing meanwhile; throws NoConnection once the peer is gone.
    void send(std::string_view bytes, const Deadline& deadline = Deadline());
    void send_line(std::string_view line) { send(std::string(line) + '\n'); }
    void end_input();

    // Without its end; none when the peer has closed.
    std::optional<std::string> read_line(const Deadline& deadline = Deadline());
    // Whether a line, or the end, comes within this time.
    bool readable(int timeout_ms);

    // A request's line; ids count up from 1 on each connection.
    std::string make_request(std::string_view method, const json::value& params);
    // The whole reply, which must bear the request's id.
    json::object request(std::string_view method, const json::value& params = json::object());
    // The result; a refusal is an exception that shows it.
    json::value call(std::string_view method, const json::value& params = json::object());
    // The code of the refusal; 0 if it was granted.
    std::int64_t code(std::string_view method, const json::value& params = json::object());

  private:
    FileDescriptor socket_;
    std::string received_;
    std::size_t used_ = 0;
    std::int64_t last_id_ = 0;
};

}  // namespace tests
