#include "daemon/journal.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace calls::daemon {
namespace {

void append_size(std::string& out, std::uint64_t size) {
    for (int byte = 0; byte < 8; ++byte) {
        out += static_cast<char>(size & 0xffU);
        size >>= 8U;
    }
}

void append(std::string& out, const JournalField& field) {
    constexpr std::string_view cut_mark = "...";
    const bool cut = field.value.size() > journal_value_bytes_max;
    std::string shorter;
    std::string_view value = field.value;
    if (cut) {
        shorter = value.substr(0, journal_value_bytes_max - cut_mark.size());
        value = shorter += cut_mark;
    }
    out += field.name;
    if (value.find('\n') == std::string_view::npos) {
        out += '=';
    } else {
        out += '\n';
        append_size(out, value.size());
    }
    out += value;
    out += '\n';
}

}  // namespace

std::string journal_message(std::span<const JournalField> fields) {
    std::string message;
    for (const JournalField& field : fields) append(message, field);
    return message;
}

Journal::Journal(std::string path)
    : path_(std::move(path)),
      socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}

// The path is looked up for each message, so that the journal may be started anew.
bool Journal::send(std::span<const JournalField> fields) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path, path_.c_str(), path_.size() + 1);
    std::string message = journal_message(fields);
    if (lost_ > 0) {
        const std::string lost = std::to_string(lost_);
        append(message, {.name = "CALLD_LOST", .value = lost});
    }
    const ssize_t sent =
        sendto(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
               reinterpret_cast<const sockaddr*>(&address),  // NOLINT: the C interface
               sizeof address);
    if (sent >= 0) {
        lost_ = 0;
        return true;
    }
    if (errno != EAGAIN && errno != ENOBUFS) return false;
    ++lost_;
    return true;
}

bool stderr_is_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat info {};
    if (stream == nullptr || fstat(STDERR_FILENO, &info) != 0) return false;
    return std::to_string(info.st_dev) + ":" + std::to_string(info.st_ino) == stream;
}

}  // namespace calls::daemon
