#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/chance.h"
#include "tests/simulator/fault.h"

// A disk in memory, and what may happen to it. A file has two contents: what a process reads back
// (the page cache), and what survives a power cut (the platter). A sync carries the first over to
// the second; syncing a folder does so for the names in it. Whatever would be a system call is a
// step, and a step may be struck by a fault.

namespace calls::simulator {

// A write or a change of size that no sync has carried over yet.
struct Unsynced {
    std::size_t at = 0;
    std::string bytes;
    bool resize = false;  // to `at`
};

struct Sharing;  // what connections to one file share (sharing.h)

struct Inode {
    std::string now;
    std::string platter;
    std::vector<Unsynced> unsynced;
    std::shared_ptr<Sharing> sharing;  // gone with the process
};
using File = std::shared_ptr<Inode>;

enum class Outcome : std::uint8_t { good, io_error, no_room, gone };

class Disk {
  public:
    explicit Disk(std::uint64_t seed) : chance_(seed) {}

    // Each is one step. What fails changes nothing; a write may have got part of its way.
    Outcome read(const Inode& file, std::size_t at, std::size_t size, char* into, std::size_t& had);
    Outcome write(Inode& file, std::size_t at, std::string_view bytes);
    Outcome resize(Inode& file, std::size_t size);
    Outcome sync(Inode& file);
    Outcome open(const std::string& path, bool create, File& file);  // none: there is none
    Outcome remove(const std::string& path);
    Outcome rename(const std::string& from, const std::string& to);
    Outcome sync_names();

    // Not steps.
    [[nodiscard]] File find(const std::string& path) const;
    [[nodiscard]] bool named_for_good(const std::string& path) const;
    [[nodiscard]] bool lock(const std::string& path) { return locks_.insert(path).second; }
    void unlock(const std::string& path) { locks_.erase(path); }
    std::uint64_t bits() { return chance_.bits(); }
    // Whether it is so full that pages find room and a megabyte at once does not: a log then has no
    // blocks ahead of it, and each commit has to grow it.
    void set_tight(bool tight) { tight_ = tight; }
    [[nodiscard]] bool tight() const { return tight_; }

    // The fault strikes in so many steps from now; replaces one that has not struck yet.
    void plan(const Fault& fault);
    void mend() { fault_ = {}; }
    void hold(bool held) { held_ = held; }                 // meanwhile no step counts
    [[nodiscard]] bool struck() const { return struck_; }  // since plan()
    [[nodiscard]] std::int64_t steps() const { return steps_; }

    // The process is gone: nothing that it still tries has an effect.
    void kill() { gone_ = true; }
    [[nodiscard]] bool gone() const { return gone_; }
    [[nodiscard]] bool power_was_cut() const { return power_cut_; }
    // Its locks are gone too. Where the power was cut, of what was not synced any part may be
    // there, torn anywhere; otherwise all of it is.
    void revive();
    void cut_power() { gone_ = power_cut_ = true; }

  private:
    struct Step {
        Outcome outcome = Outcome::good;
        bool half = false;  // this is the step that was struck: it may have been done in part
    };
    struct Naming {
        std::string path;
        File file;                 // none: the name was removed
        std::string renamed_from;  // a name that goes in the same moment
    };

    Step step(bool grows = false);
    Step strike(bool grows);
    bool done_all_the_same(const Step& step);
    static void change(Inode& file, Unsynced unsynced);
    void name(const std::string& path, const File& file);
    void lose_part(Inode& file);
    void lose_names();

    Chance chance_;
    std::map<std::string, File> names_;
    std::map<std::string, File> platter_names_;
    std::vector<Naming> unsynced_names_;
    std::set<std::string> locks_;

    Fault fault_;
    std::int64_t steps_ = 0;
    bool held_ = false;
    bool tight_ = false;
    bool struck_ = false;
    bool gone_ = false;
    bool power_cut_ = false;
};

}  // namespace calls::simulator
