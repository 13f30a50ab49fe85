#include "cli/who_may.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <sys/stat.h>

#include "cli/user_database.h"

namespace calls::cli {

namespace {

std::string mode_text(mode_t mode) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04o", static_cast<unsigned>(mode & 07777U));
    return text.data();
}

std::string describe(const std::string& path, const struct stat& found, mode_t group_bit) {
    const std::string owner = user_name(found.st_uid);
    const std::string group = group_name(found.st_gid);
    std::string text =
        path + " has mode " + mode_text(found.st_mode) + ", owner " + owner + ", group " + group;
    if ((found.st_mode & group_bit) == 0)
        return text + "; only " + (owner == "root" ? owner : owner + " and root") + " may";
    return text + "; members of group " + group + " may (usermod -aG " + group +
           " USER, then log in anew)";
}

}  // namespace

std::string who_may_connect(const std::string& socket_path) {
    struct stat found {};
    std::filesystem::path path = socket_path;
    if (::stat(path.c_str(), &found) == 0) return describe(path, found, S_IWGRP);
    // The socket itself is out of sight: the nearest folder that can be seen keeps it so.
    while (path.has_parent_path() && path != path.parent_path()) {
        path = path.parent_path();
        if (::stat(path.c_str(), &found) == 0) return describe(path, found, S_IXGRP);
    }
    return "a folder on the way to " + socket_path + " is closed to you";
}

}  // namespace calls::cli
