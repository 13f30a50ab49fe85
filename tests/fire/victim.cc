#include "tests/fire/victim.h"

#include "tests/support/programs.h"

namespace tests {

Spawn Victim::spawn(const std::vector<std::string>& prefix) const {
    Spawn spawn{.argv = prefix, .env = clean_environment(folder()), .folder = folder()};
    spawn.argv.insert(spawn.argv.end(), {calld_program().string(), "--socket", socket().string(),
                                         "--db", store().string(), "--clock", "manual"});
    spawn.argv.insert(spawn.argv.end(), options_.begin(), options_.end());
#if defined(__SANITIZE_ADDRESS__)
    // A traced process cannot be searched for leaks.
    if (!prefix.empty()) spawn.env["ASAN_OPTIONS"] = "detect_leaks=0";
#endif
    return spawn;
}

bool Victim::start(const std::vector<std::string>& prefix) {
    process_.reset();
    std::filesystem::remove(folder_ / "calld.log");
    Spawn how = spawn(prefix);
    how.log = folder_ / "calld.log";
    process_ = std::make_unique<Process>(how);
    const FileDescriptor watch = watch_process(pid());
    const Deadline deadline;
    while (running()) {
        try {
            connect().request("status");
            return true;
        } catch (const NoConnection&) {
            deadline.check("calld to answer:\n" + log());
            ended_within(watch, 2);
        }
    }
    return false;
}

int Victim::end(const Deadline& deadline) {
    return process_->wait(deadline).status;
}

int Victim::terminate() {
    signal(SIGTERM);
    return end();
}

}  // namespace tests
