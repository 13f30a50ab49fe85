#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/connection.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

// A calld that may fail to start, or die on the way: the test asks what became of it. Store, socket
// and log lie in a temporary folder and stay from one start to the next.

namespace tests {

class Victim {
  public:
    explicit Victim(std::vector<std::string> options = {}) : options_(std::move(options)) {}

    // Starts it behind these words (a tracer, a limit), in place of an earlier one. True once it
    // answers; false when it has ended instead.
    bool start(const std::vector<std::string>& prefix = {});
    [[nodiscard]] bool running() { return process_ != nullptr && process_->running(); }
    void signal(int number) { process_->signal(number); }
    // Its exit status, or 128 + signal; waits for an end that was asked for.
    int end(const Deadline& deadline = Deadline());
    int terminate();

    // Throws NoConnection.
    [[nodiscard]] Connection connect() const { return Connection(socket()); }

    [[nodiscard]] pid_t pid() const { return process_->pid(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path socket() const { return folder_ / "calld.sock"; }
    [[nodiscard]] std::filesystem::path store() const { return folder_ / "calld.db"; }
    [[nodiscard]] std::filesystem::path journal() const { return folder_ / "calld-journal.db"; }
    // What the last start has said so far.
    [[nodiscard]] std::string log() const { return read_file(folder_ / "calld.log"); }
    // The same command line and surroundings, for whoever starts it in a way of his own.
    [[nodiscard]] Spawn spawn(const std::vector<std::string>& prefix = {}) const;

  private:
    TempFolder folder_;
    std::vector<std::string> options_;
    std::unique_ptr<Process> process_;
};

}  // namespace tests
