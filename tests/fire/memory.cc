#include "tests/fire/memory.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace tests {

namespace {

std::filesystem::path proc(pid_t pid) {
    return std::filesystem::path("/proc") / std::to_string(pid);
}

}  // namespace

std::int64_t resident_bytes(pid_t pid) {
    std::ifstream in(proc(pid) / "statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    in >> total >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t cpu_ms(pid_t pid) {
    std::string text = read_file(proc(pid) / "stat");
    std::istringstream in(text.substr(text.rfind(')') + 2));
    std::string skipped;
    constexpr int fields_before_times = 11;
    for (int i = 0; i < fields_before_times; ++i) in >> skipped;
    std::int64_t user = 0;
    std::int64_t system = 0;
    in >> user >> system;
    return (user + system) * 1000 / ::sysconf(_SC_CLK_TCK);
}

std::int64_t open_descriptors(pid_t pid) {
    return std::distance(std::filesystem::directory_iterator(proc(pid) / "fd"), {});
}

}  // namespace tests
