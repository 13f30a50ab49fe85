#pragma once

#include <optional>
#include <string>

#include "cli/fd.h"

// Lines of a file or of stdin, read as they come, for callers that poll.

namespace calls::cli {

class LineInput {
  public:
    // "-" is stdin. Throws Failure (io).
    explicit LineInput(const std::string& path);

    [[nodiscard]] int fd() const { return fd_; }
    // Everything has been read; lines may still be there to take.
    [[nodiscard]] bool at_end() const { return at_end_; }
    [[nodiscard]] bool has_line() const;

    // Reads what there is; blocks if there is nothing. Throws Failure (io).
    void read_some();
    // As much as tells whether there is another line, as far as that is known without blocking.
    void read_what_is_there();
    // The next line without its end. The last one needs none.
    std::optional<std::string> take_line();

  private:
    Fd file_;
    int fd_ = 0;  // stdin, or that of file_
    std::string pending_;
    std::size_t taken_ = 0;
    bool at_end_ = false;
};

}  // namespace calls::cli
