#include "daemon/log_file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace calls::daemon {
namespace {

constexpr mode_t log_mode = 0640;  // less where the umask takes from it

FileDescriptor open_log_file(const std::string& path) {
    FileDescriptor file{
        open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, log_mode)};
    if (!file.open())
        throw std::system_error(errno, std::generic_category(), "cannot open the log " + path);
    return file;
}

}  // namespace

LogFile::LogFile(std::string path) : path_(std::move(path)), file_(open_log_file(path_)) {}

void LogFile::reopen() {
    file_ = open_log_file(path_);
}

bool LogFile::write(std::string_view line) {
    while (!line.empty()) {
        const ssize_t written = ::write(file_.get(), line.data(), line.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        line.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace calls::daemon
