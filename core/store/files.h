#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

// Files by their names: the little that SQLite does not do itself. Together with LockFile and
// GentleWrites this is all of the store that meets the system directly, and a library of its own
// (calls_disk): the simulator puts a disk of its own behind these names.

namespace calls::store {

// A symbolic link counts, wherever it leads.
bool present(const std::string& path);

// All throw std::system_error.
bool is_regular_file(const std::string& path);  // links are followed
std::int64_t size_of(const std::string& path);  // bytes
std::string first_bytes(const std::string& path, std::size_t most);
void make_private_file(const std::string& path);  // empty, 0600; it must not exist
void remove_file(const std::string& path);        // nothing where there is none
void rename_file(const std::string& from, const std::string& to);
void sync_file(const std::string& path);
void sync_folder_of(const std::string& path);
// Writes a file's bytes over themselves and syncs them. After a sync that failed, the system takes
// pages for clean that are on no disk, and later syncs say nothing of them.
void rewrite_file(const std::string& path);

// Puts so many zeros behind a file's end. Where that throws, some of them may be there.
void append_zeros(const std::string& path, std::size_t bytes);

// Puts a file's data on the disk again and again, through a descriptor of its own.
class FileSync {
  public:
    explicit FileSync(std::string path);  // opened at the first sync()
    ~FileSync();
    FileSync(const FileSync&) = delete;
    FileSync& operator=(const FileSync&) = delete;

    void sync();  // throws std::system_error

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace calls::store
