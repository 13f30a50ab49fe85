#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "daemon/journal.h"

// The log: one line a happening, to stderr, to systemd's journal or to a file. What is no printable
// ASCII is escaped, so that no peer can write a line of its own.

namespace calls::daemon {

enum class LogLevel : std::uint8_t { error, warning, info, debug };

// What a line is about, by name: " call=7" at the line's end, and in the journal a field of its own
// to search by, CALLD_CALL=7. Names are in lower case, words joined by '_'.
struct LogField {
    std::string_view name;
    std::string value;
};

// `target`: journal; stderr, which stands for the journal where systemd has joined the two; or a
// file's path. Where nobody takes what is meant for the journal, it goes to stderr with the level
// in front. Throws std::runtime_error where the file cannot be opened.
void open_log(LogLevel level, const std::string& target, std::string_view journal = journal_socket);
bool reopen_log();  // after the file was moved away; false: it goes on in the old one
void set_log_level(LogLevel level);

[[nodiscard]] bool log_wants(LogLevel level);
void log(LogLevel level, std::string_view text, std::span<const LogField> fields = {});

// Why calld ends: said to whoever looks at stderr, and to the log where that is open elsewhere.
void log_last_words(std::string_view why);

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
