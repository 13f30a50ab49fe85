#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/file_descriptor.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

// A socket that is listened on and has no calld behind it: connections come into its queue, and
// what becomes of them is the test's to say.

namespace tests {

class Listener {
  public:
    // How many connections the queue takes, and one more; throws std::system_error.
    explicit Listener(int backlog);

    [[nodiscard]] std::filesystem::path path() const { return folder_ / "listener.sock"; }
    [[nodiscard]] int socket() const { return socket_.get(); }

    // callctl with these words against this socket.
    [[nodiscard]] Finished callctl(std::vector<std::string> words) const;

  private:
    TempFolder folder_;
    FileDescriptor socket_;
};

}  // namespace tests
