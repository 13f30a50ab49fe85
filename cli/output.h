#pragma once

#include <string>
#include <string_view>

// What goes to stdout. Buffered; a write that fails ends the command: quietly where the reader
// closed the pipe, else as an `io` failure.

namespace calls::cli {

class Output {
  public:
    explicit Output(int fd) : fd_(fd) {}

    void write(std::string_view text);
    // Everything written so far is out when this returns.
    void flush();

    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] bool is_terminal() const;
    // Columns of the terminal, `otherwise` where there is none.
    [[nodiscard]] std::size_t width(std::size_t otherwise) const;

  private:
    int fd_;
    std::string pending_;
};

}  // namespace calls::cli
