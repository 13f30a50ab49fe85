#include "cli/socket_path.h"

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/user_database.h"

namespace calls::cli {

namespace {

constexpr std::string_view socket_name = "/calld/calld.sock";

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string home_folder() {
    std::string home = environment("HOME");
    return home.empty() ? home_of_user(::getuid()) : home;
}

bool is_own_folder(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
           found.st_uid == ::getuid();
}

std::vector<std::string> usual_places() {
    std::vector<std::string> places;
    const auto add = [&places](const std::string& folder) {
        if (!folder.empty()) places.push_back(folder + std::string(socket_name));
    };
    add(environment("XDG_RUNTIME_DIR"));
    const std::string run_user = "/run/user/" + std::to_string(::getuid());
    if (run_user != environment("XDG_RUNTIME_DIR") && is_own_folder(run_user)) add(run_user);
    const std::string home = home_folder();
    if (!home.empty()) add(home + "/.local/state");
    add("/run");
    return places;
}

enum class Presence { absent, hidden, present };

// Hidden: a folder on the way may not be entered, so nobody can tell.
Presence presence_of(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) {
        return S_ISSOCK(found.st_mode) ? Presence::present : Presence::absent;
    }
    return errno == EACCES ? Presence::hidden : Presence::absent;
}

std::string first_with(const std::vector<std::string>& places, Presence wanted) {
    for (const std::string& place : places) {
        if (presence_of(place) == wanted) return place;
    }
    return "";
}

}  // namespace

SocketChoice choose_socket(const std::string& flag) {
    if (!flag.empty()) return {flag, true};
    if (std::string path = environment("CALLCTL_SOCKET"); !path.empty()) {
        return {std::move(path), true};
    }
    SocketChoice choice{"", false, usual_places()};
    choice.path = first_with(choice.looked_at, Presence::present);
    if (choice.path.empty()) choice.path = first_with(choice.looked_at, Presence::hidden);
    return choice;
}

}  // namespace calls::cli
