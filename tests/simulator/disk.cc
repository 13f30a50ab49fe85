#include "tests/simulator/disk.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace calls::simulator {
namespace {

constexpr std::size_t sector = 512;

void put(std::string& content, const Unsynced& change) {
    if (change.resize) {
        content.resize(change.at, '\0');
        return;
    }
    const std::size_t end = change.at + change.bytes.size();
    if (content.size() < end) content.resize(end, '\0');
    content.replace(change.at, change.bytes.size(), change.bytes);
}

}  // namespace

Outcome Disk::read(const Inode& file, std::size_t at, std::size_t size, char* into,
                   std::size_t& had) {
    had = at < file.now.size() ? std::min(size, file.now.size() - at) : 0;
    const Step taken = step();
    if (taken.outcome == Outcome::good && had > 0) std::memcpy(into, file.now.data() + at, had);
    return taken.outcome;
}

Outcome Disk::write(Inode& file, std::size_t at, std::string_view bytes) {
    const Step taken = step(at + bytes.size() > file.now.size());
    if (taken.outcome != Outcome::good) {
        if (!taken.half) return taken.outcome;
        const auto most = static_cast<std::int64_t>(bytes.size());
        bytes = bytes.substr(0, static_cast<std::size_t>(chance_.number(0, most)));
        if (taken.outcome == Outcome::no_room)
            bytes = bytes.substr(0, at < file.now.size() ? file.now.size() - at : 0);
        if (bytes.empty()) return taken.outcome;
    }
    change(file, {.at = at, .bytes = std::string{bytes}});
    return taken.outcome;
}

Outcome Disk::resize(Inode& file, std::size_t size) {
    const Step taken = step(size > file.now.size());
    if (done_all_the_same(taken)) change(file, {.at = size, .bytes = {}, .resize = true});
    return taken.outcome;
}

// A sync that fails is worse than none: part is on the platter, and the system takes the rest for
// clean from now on, so that the next sync succeeds and says nothing of it.
Outcome Disk::sync(Inode& file) {
    const Step taken = step();
    if (done_all_the_same(taken)) {
        for (const Unsynced& one : file.unsynced) put(file.platter, one);
        file.unsynced.clear();
    } else if (taken.outcome == Outcome::io_error) {
        for (const Unsynced& one : file.unsynced)
            if (chance_.percent(50)) put(file.platter, one);
        file.unsynced.clear();
    }
    return taken.outcome;
}

Outcome Disk::open(const std::string& path, bool create, File& file) {
    file = find(path);
    const bool makes = create && !file;
    const Step taken = step(makes);
    if (makes && done_all_the_same(taken)) {
        file = std::make_shared<Inode>();
        name(path, file);
    }
    return taken.outcome;
}

Outcome Disk::remove(const std::string& path) {
    const Step taken = step();
    if (done_all_the_same(taken)) name(path, nullptr);
    return taken.outcome;
}

Outcome Disk::rename(const std::string& from, const std::string& to) {
    const Step taken = step();
    if (done_all_the_same(taken)) {
        const File file = find(from);
        name(to, file);  // one step of the file system's own log: both names change, or none
        unsynced_names_.back().renamed_from = from;
        names_.erase(from);
    }
    return taken.outcome;
}

Outcome Disk::sync_names() {
    const Step taken = step();
    if (!done_all_the_same(taken)) return taken.outcome;
    platter_names_ = names_;
    unsynced_names_.clear();
    return taken.outcome;
}

File Disk::find(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

bool Disk::named_for_good(const std::string& path) const {
    const auto found = platter_names_.find(path);
    return found != platter_names_.end() && found->second == find(path);
}

void Disk::plan(const Fault& fault) {
    fault_ = fault;
    struck_ = false;
}

void Disk::revive() {
    if (power_cut_) {
        lose_names();
        for (auto& [path, file] : names_) lose_part(*file);
    }
    for (auto& [path, file] : names_) file->sharing.reset();
    locks_.clear();
    fault_ = {};
    gone_ = power_cut_ = false;
}

Disk::Step Disk::step(bool grows) {
    if (gone_) return {.outcome = Outcome::gone};
    ++steps_;
    if (held_) return {};
    if (fault_.kind == FaultKind::none || --fault_.in_steps > 0) return {};
    return strike(grows);
}

Disk::Step Disk::strike(bool grows) {
    const FaultKind kind = fault_.kind;
    if (fault_.in_steps <= -fault_.for_steps) {
        fault_ = {};
        return {};
    }
    if (kind == FaultKind::no_room && !grows) return {};
    struck_ = true;
    switch (kind) {
        case FaultKind::power_cut:
            power_cut_ = true;
            [[fallthrough]];
        case FaultKind::kill:
            gone_ = true;
            return {.outcome = Outcome::gone, .half = true};
        case FaultKind::no_room:
            return {.outcome = Outcome::no_room, .half = true};
        case FaultKind::io_error:
        case FaultKind::none:
            break;
    }
    return {.outcome = Outcome::io_error, .half = true};
}

// A process that dies in a system call may have had it carried out.
bool Disk::done_all_the_same(const Step& taken) {
    if (taken.outcome == Outcome::good) return true;
    return taken.outcome == Outcome::gone && taken.half && chance_.percent(50);
}

void Disk::change(Inode& file, Unsynced unsynced) {
    put(file.now, unsynced);
    file.unsynced.push_back(std::move(unsynced));
}

void Disk::name(const std::string& path, const File& file) {
    unsynced_names_.push_back({.path = path, .file = file, .renamed_from = {}});
    if (file)
        names_[path] = file;
    else
        names_.erase(path);
}

// What was not synced is there in full, not at all, up to some point, or here and there; a write
// that is there may be torn at a sector.
void Disk::lose_part(Inode& file) {
    enum class Rule : std::int64_t { all, nothing, first_ones, some, torn };
    const auto rule = static_cast<Rule>(chance_.number(0, 4));
    auto left = chance_.number(0, std::ssize(file.unsynced));
    for (const Unsynced& one : file.unsynced) {
        if (rule == Rule::nothing || (rule == Rule::first_ones && left-- <= 0)) break;
        if (rule == Rule::some && chance_.percent(50)) continue;
        if (rule != Rule::torn || one.resize) {
            put(file.platter, one);
            continue;
        }
        for (std::size_t at = 0; at < one.bytes.size(); at += sector)
            if (chance_.percent(70))
                put(file.platter, {.at = one.at + at, .bytes = one.bytes.substr(at, sector)});
    }
    file.unsynced.clear();
    file.now = file.platter;
}

// Names come back in the order in which they were given, up to some point.
void Disk::lose_names() {
    const auto kept = chance_.number(0, std::ssize(unsynced_names_));
    for (std::int64_t i = 0; i < kept; ++i) {
        const Naming& naming = unsynced_names_[static_cast<std::size_t>(i)];
        if (naming.file)
            platter_names_[naming.path] = naming.file;
        else
            platter_names_.erase(naming.path);
        if (!naming.renamed_from.empty()) platter_names_.erase(naming.renamed_from);
    }
    unsynced_names_.clear();
    names_ = platter_names_;
}

}  // namespace calls::simulator
