#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <termios.h>

#include "tests/support/process.h"

// A program on a terminal of its own, and somebody who looks at it and types.

namespace tests {

class Terminal {
  public:
    Terminal(Spawn spawn, unsigned short columns, unsigned short rows);

    void type(std::string_view keys);
    void resize(unsigned short columns, unsigned short rows);

    // Reads until this has come since the last time. Returns all that came up to it.
    std::string read_until(const std::string& text);

    // Until the program has ended; what it wrote last stays to be read.
    int wait(const Deadline& deadline = Deadline());
    std::string rest();

    // Lines are edited, and keys are seen.
    [[nodiscard]] bool as_usual() const;

    Process& process() { return *process_; }

  private:
    bool read_some(int timeout_ms);

    FileDescriptor ours_;
    std::unique_ptr<Process> process_;
    std::string output_;
};

}  // namespace tests
