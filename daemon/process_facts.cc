#include "daemon/process_facts.h"

#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace calls::daemon {
namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::int64_t resident_bytes() {
    std::ifstream file{"/proc/self/statm"};
    std::int64_t size = 0;
    std::int64_t resident = 0;
    file >> size >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

std::int64_t open_descriptors() {
    std::error_code error;
    std::int64_t count = 0;
    for (std::filesystem::directory_iterator at{"/proc/self/fd", error}, end; !error && at != end;
         at.increment(error))
        ++count;
    return count > 0 ? count - 1 : 0;  // less the one that looked
}

}  // namespace

ProcessFacts process_facts() {
    ProcessFacts facts{.resident_bytes = resident_bytes(), .open_descriptors = open_descriptors()};
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        facts.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        facts.most_descriptors = static_cast<std::int64_t>(limit.rlim_cur);
    return facts;
}

}  // namespace calls::daemon
