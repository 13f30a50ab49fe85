#include "cli/cursor_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/fd.h"
#include "cli/replace_file.h"
#include "core/base/whole_text.h"

namespace calls::cli {

namespace {

Failure file_failure(const std::string& path, const std::string& what) {
    return {protocol::ErrorCode::io, "the cursor file " + path + ": " + what};
}

}  // namespace

std::optional<std::int64_t> CursorFile::read() const {
    const Fd file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.open()) {
        if (errno == ENOENT) return std::nullopt;
        throw file_failure(path_, std::strerror(errno));
    }
    std::array<char, 32> buffer{};
    const ssize_t size = ::read(file.get(), buffer.data(), buffer.size());
    if (size < 0) throw file_failure(path_, std::strerror(errno));
    std::string_view text(buffer.data(), static_cast<std::size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    const auto event = base::parse_whole(text);
    if (!event || *event < 0) {
        throw file_failure(path_, "holds no event id")
            .advise("say where to go on with --after, and another file");
    }
    return event;
}

void CursorFile::move_to(std::int64_t event) {
    if (event == written_) return;
    replace_file(path_, std::to_string(event) + '\n');
    written_ = event;
}

}  // namespace calls::cli
