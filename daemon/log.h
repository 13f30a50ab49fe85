#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The log: one line a happening, to stderr, to the journal or to a file. What is no
// printable ASCII is escaped, so that no peer can write a line of its own.

namespace calls::daemon {

enum class LogLevel : std::uint8_t { error, warning, info, debug };

// `target`: stderr, journal (stderr with the journal's level marks), or a file's path. Throws
// std::runtime_error where the file cannot be opened.
void open_log(LogLevel level, const std::string& target);
void reopen_log();  // after the file was moved away; goes on with the old one if that fails
void set_log_level(LogLevel level);

void log(LogLevel level, std::string_view text);

inline void log_error(std::string_view text) {
    log(LogLevel::error, text);
}
inline void log_warning(std::string_view text) {
    log(LogLevel::warning, text);
}
inline void log_info(std::string_view text) {
    log(LogLevel::info, text);
}
inline void log_debug(std::string_view text) {
    log(LogLevel::debug, text);
}

}  // namespace calls::daemon
