#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <sys/types.h>
#include <vector>

// A private calld with a store of its own in a folder of its own, for as long as this object lives.

namespace calls::cli {

// The sandbox itself failed.
class SandboxError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class Sandbox {
  public:
    struct Options {
        std::string from;                      // a backup to begin with; empty: an empty store
        bool keep = false;                     // the folder stays
        std::vector<std::string> calld_words;  // passed on
    };

    // Throws SandboxError. Whatever it made by then is removed.
    explicit Sandbox(Options options);
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;
    // Stops calld and removes the folder.
    ~Sandbox();

    // Returns when calld answers, or nobody waits for it any more. Throws SandboxError if it ends
    // or does not answer.
    void wait_until_ready(const std::function<bool()>& given_up);

    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] std::string socket_path() const { return folder_ + "/calld.sock"; }
    [[nodiscard]] std::string store_path() const { return folder_ + "/calld.db"; }

  private:
    void make_folder();
    void copy_store() const;
    void start_calld();
    [[noreturn]] void become_calld() const;
    [[nodiscard]] std::vector<std::string> calld_command() const;
    [[nodiscard]] std::string log_text() const;
    bool has_ended();
    void stop_calld() noexcept;
    void clean_up() noexcept;

    Options options_;
    std::string folder_;
    pid_t calld_ = 0;  // 0: not running
};

}  // namespace calls::cli
