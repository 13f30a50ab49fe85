#include "tests/fire/sweep.h"

#include <catch2/catch.hpp>

// A few of the system calls; io_sweep tries them all.

namespace {

void check(const tests::Series& series, int step) {
    const auto outcome = tests::sweep(series, step);
    INFO(series.syscalls << " " << series.what);
    CHECK(outcome.met > 0);
    for (const auto& fault : outcome.faults) FAIL_CHECK(fault);
}

}  // namespace

TEST_CASE("sweep: a sync that fails once, or at which calld is killed") {
    if (!tests::strace_or_skip()) return;
    check({"fdatasync", "error=EIO"}, 6);
    check({"fdatasync", "signal=SIGKILL"}, 4);
    check({"sync_file_range", "error=EIO"}, 1);
}

TEST_CASE("sweep: writes that find no room, or fail") {
    if (!tests::strace_or_skip()) return;
    check({"pwrite64", "error=ENOSPC"}, 35);
    check({"pwrite64", "error=EIO", true}, 40);
}

TEST_CASE("sweep: files that cannot be opened") {
    if (!tests::strace_or_skip()) return;
    check({"openat", "error=EACCES"}, 13);
}
