#include "tests/fire/sweep.h"

namespace tests {

namespace {

constexpr int calls_max = 2000;  // of one kind in a life; far more than there are

std::string name_of(const Injection& injection) {
    return injection.syscalls + " " + injection.what + " when " + injection.when;
}

}  // namespace

std::vector<Series> all_series() {
    std::vector<Series> all;
    for (const char* call : {"fdatasync", "fsync", "sync_file_range", "pwrite64", "pread64", "read",
                             "ftruncate", "openat", "unlink", "rename", "mmap"}) {
        for (const char* error : {"EIO", "ENOSPC", "EACCES", "EDQUOT", "EINTR"}) {
            all.push_back({call, std::string("error=") + error});
            // No kernel interrupts a call for ever, and SQLite would try it for ever.
            if (std::string_view(error) != "EINTR") {
                all.push_back({call, std::string("error=") + error, true});
            }
        }
    }
    return all;
}

SweepOutcome sweep(const Series& series, int step,
                   const std::function<void(const std::string&)>& each) {
    SweepOutcome outcome;
    for (int number = 1; number < calls_max; number += step) {
        const Injection injection{series.syscalls, series.what,
                                  std::to_string(number) + (series.for_good ? "+" : "")};
        const TrialOutcome trial = try_out(injection);
        ++outcome.runs;
        if (each) {
            each(name_of(injection) + ": " + (trial.happened ? "" : "not met, ") + "status " +
                 std::to_string(trial.status) + ": " + trial.words);
        }
        for (const auto& fault : trial.faults)
            outcome.faults.push_back(name_of(injection) + ": " + fault);
        if (!trial.happened) break;
        ++outcome.met;
    }
    return outcome;
}

}  // namespace tests
