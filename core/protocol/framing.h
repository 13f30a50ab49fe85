#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace calls::protocol {

// Bytes in any pieces to lines. A line that grows past line_bytes_max ends the stream: what follows
// it cannot be told from its rest.
class LineReader {
  public:
    void feed(std::string_view bytes);

    // The next whole line without its newline; valid until the next call of feed(). Empty lines
    // are skipped.
    std::optional<std::string_view> next();

    // Gives the memory of lines that were taken back; what next() returned is no longer valid.
    void release_unused();

    [[nodiscard]] bool too_long() const { return too_long_; }
    // Bytes behind the last newline: half a line, if the stream ends here.
    [[nodiscard]] bool half_a_line() const { return begin_ < buffer_.size(); }

  private:
    std::string buffer_;
    std::size_t begin_ = 0;    // of the line that is being read
    std::size_t scanned_ = 0;  // no newline between begin_ and here
    bool too_long_ = false;
};

}  // namespace calls::protocol
