#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "daemon/file_descriptor.h"

// systemd's journal, by its own protocol and no library: a datagram of fields to a Unix socket.
//   message = *field
//   field   = NAME "=" value LF         a value without line feeds
//           | NAME LF size value LF     any value; its size in 64 bits, little-endian

namespace calls::daemon {

inline constexpr std::string_view journal_socket = "/run/systemd/journal/socket";

// Longer values are cut: what fits a datagram is bounded by the system, some 200 KiB.
inline constexpr std::size_t journal_value_bytes_max = std::size_t{8} << 10;

struct JournalField {
    std::string_view name;
    std::string_view value;
};

std::string journal_message(std::span<const JournalField> fields);

class Journal {
  public:
    explicit Journal(std::string path = std::string{journal_socket});

    // False: nobody takes it there. What a busy journal has no room for is lost rather than waited
    // for: calls go on. The next message says how many were, as CALLD_LOST.
    bool send(std::span<const JournalField> fields);

  private:
    std::string path_;
    FileDescriptor socket_;
    std::uint64_t lost_ = 0;
};

// Whether what is written to stderr ends up in the journal (systemd says so by JOURNAL_STREAM).
bool stderr_is_journal();

}  // namespace calls::daemon
