#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/check.h"
#include "daemon/options.h"
#include "daemon/setting.h"
#include "tests/fuzz/input.h"

// A file of settings, and calld reading it: settings within their bounds come out, or an error that
// names the file and a line of it.

namespace calls::fuzz {
namespace {

// A file without a place on any disk, that has a path all the same.
class MemoryFile {
  public:
    MemoryFile()
        : descriptor_(::memfd_create("calld.toml", MFD_CLOEXEC)),
          path_("/proc/self/fd/" + std::to_string(descriptor_)) {
        CHECK(descriptor_ >= 0);
    }
    void hold(std::string_view text) const {
        CHECK(::ftruncate(descriptor_, 0) == 0);
        const ssize_t written = ::pwrite(descriptor_, text.data(), text.size(), 0);
        CHECK(written == static_cast<ssize_t>(text.size()));
    }
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    int descriptor_;
    std::string path_;
};

// "PATH:LINE: ", and then what is wrong.
bool names_a_line(std::string_view message, const std::string& path, std::size_t lines) {
    if (!message.starts_with(path + ":")) return false;
    message.remove_prefix(path.size() + 1);
    std::size_t line = 0;
    for (; !message.empty() && message[0] >= '0' && message[0] <= '9'; message.remove_prefix(1))
        line = line * 10 + static_cast<std::size_t>(message[0] - '0');
    return line >= 1 && line <= lines && message.starts_with(": ") && message.size() > 2;
}

void check_bounds(const daemon::Options& options) {
    CHECK(options.rules.ring_timeout.count() >= 0 && options.rules.heartbeat_timeout.count() >= 0);
    CHECK(options.rules.host_share_percent >= 0 && options.rules.host_share_percent <= 100);
    CHECK(options.rules.credit_limit.value >= 0 && options.max_connections >= 1);
    CHECK(!options.start_time || options.manual_clock);
    CHECK(!options.socket_path.empty() && !options.db_path.empty());
}

}  // namespace

void try_toml(Bytes bytes) {
    static const MemoryFile file;
    static std::string program = "calld";
    static std::string config = "--config=" + file.path();
    const std::string_view text = text_of(bytes);
    file.hold(text);
    std::array<char*, 3> words{program.data(), config.data(), nullptr};
    try {
        check_bounds(daemon::read_options(2, words.data()));
    } catch (const daemon::OptionError& error) {
        const auto lines = 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        CHECK(names_a_line(error.what(), file.path(), lines));
    }
}

}  // namespace calls::fuzz
