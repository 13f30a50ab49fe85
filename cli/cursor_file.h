#pragma once

#include <cstdint>
#include <optional>
#include <string>

// A file that holds the id of the last event dealt with, so that the next run goes on behind it.
// It is replaced as a whole and synced: a crash leaves the old number or the new one.

namespace calls::cli {

class CursorFile {
  public:
    explicit CursorFile(std::string path) : path_(std::move(path)) {}

    // None if there is no such file yet. Throws Failure (io) where it holds no number.
    [[nodiscard]] std::optional<std::int64_t> read() const;
    void move_to(std::int64_t event);

  private:
    std::string path_;
    std::int64_t written_ = -1;
};

}  // namespace calls::cli
