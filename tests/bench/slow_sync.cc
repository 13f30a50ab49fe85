// Preloaded into a server, makes each sync to disk two milliseconds longer, as slower disks are.

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void wait_a_little() {
    constexpr timespec longer{.tv_sec = 0, .tv_nsec = 2'000'000};
    nanosleep(&longer, nullptr);
}

}  // namespace

extern "C" int fsync(int descriptor) {
    wait_a_little();
    return static_cast<int>(syscall(SYS_fsync, descriptor));
}

extern "C" int fdatasync(int descriptor) {
    wait_a_little();
    return static_cast<int>(syscall(SYS_fdatasync, descriptor));
}
