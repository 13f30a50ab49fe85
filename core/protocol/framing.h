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
    // Borrows the bytes until keep_rest().
    void feed(std::string_view bytes);

    // The next whole line without its newline; valid until keep_rest(). Empty lines are skipped.
    std::optional<std::string_view> next();

    // Copies what is left of what was fed, mostly nothing, and frees all other memory.
    void keep_rest();

    [[nodiscard]] bool too_long() const { return too_long_; }
    // Bytes behind the last newline: half a line, if the stream ends here.
    [[nodiscard]] bool half_a_line() const { return begin_ < text_.size(); }

  private:
    std::string rest_;         // of earlier bytes, with the later ones behind them
    std::string_view text_;    // what is read from: bytes that were fed, or rest_
    std::size_t begin_ = 0;    // of the line that is being read
    std::size_t scanned_ = 0;  // no newline between begin_ and here
    bool too_long_ = false;
};

}  // namespace calls::protocol
