#pragma once

#include <string>

#include "core/store/store_options.h"

// Files and folders by their names: the little that SQLite does not do itself.

namespace calls::store {

// Where the parts of one store lie. Symbolic links are followed first, so that two names of one
// store meet at one lock.
struct StorePaths {
    std::string tables;
    std::string journal;
    std::string lock;
};
StorePaths paths_of(const std::string& tables);

// A folder of our own under TMPDIR, removed with everything in it.
class PrivateFolder {
  public:
    PrivateFolder();
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Puts a file's data on the disk, through a descriptor of its own.
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

// All throw std::system_error.
void make_private_file(const std::string& path);  // empty, 0600; it must not exist
void sync_file(const std::string& path);
void sync_folder_of(const std::string& path);
void rename_durably(const std::string& from, const std::string& to);

}  // namespace calls::store
