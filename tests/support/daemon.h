#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/connection.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

// A calld of the test's own: its socket, store and log lie in a temporary folder. It is started by
// the constructor, and ready when that returns.

namespace tests {

class Daemon {
  public:
    // Options as on the command line; a manual clock and a store in memory unless they say else.
    // `in_child` runs in its folder, just before it becomes calld.
    explicit Daemon(std::vector<std::string> options = {}, std::function<void()> in_child = {});

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path socket() const { return folder_ / "calld.sock"; }
    [[nodiscard]] std::filesystem::path store() const { return folder_ / "calld.db"; }
    [[nodiscard]] std::string log() const { return read_file(log_path()); }
    [[nodiscard]] pid_t pid() const { return process_->pid(); }
    [[nodiscard]] bool running() { return process_->running(); }
    [[nodiscard]] Connection connect(const std::optional<Identity>& as = std::nullopt) const {
        return Connection(socket(), as);
    }

    // callctl with these words against this calld.
    [[nodiscard]] Finished callctl(std::vector<std::string> words,
                                   std::string_view input = {}) const;
    [[nodiscard]] Spawn callctl_spawn(std::vector<std::string> words) const;

    void signal(int number) { process_->signal(number); }
    void kill9();
    int terminate();  // SIGTERM; the exit status
    int wait();       // for an end that was asked for otherwise
    void start();
    void restart() {
        terminate();
        start();
    }
    void set_options(std::vector<std::string> options) { options_ = std::move(options); }

    // Looks again every few milliseconds, as long as this calld lives.
    void wait_until(const std::string& what, const std::function<bool()>& condition);

    // For starts that shall fail, too: the same command line and environment.
    [[nodiscard]] Spawn spawn() const;

  private:
    [[nodiscard]] std::filesystem::path log_path() const { return folder_ / "calld.log"; }
    void wait_until_ready();

    TempFolder folder_;
    std::vector<std::string> options_;
    std::function<void()> in_child_;
    std::unique_ptr<Process> process_;
};

}  // namespace tests
