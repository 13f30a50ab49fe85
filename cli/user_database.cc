#include "cli/user_database.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <sstream>
#include <string_view>

namespace calls::cli {
namespace {

// Of a line of passwd(5) and group(5).
constexpr std::size_t name_field = 0;
constexpr std::size_t home_field = 5;

struct Close {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

std::string first_line_of(const std::string& command) {
    const std::unique_ptr<std::FILE, Close> pipe{::popen(command.c_str(), "re")};
    std::string said;
    std::array<char, 512> piece{};
    while (pipe && std::fgets(piece.data(), piece.size(), pipe.get()) != nullptr)
        said += piece.data();
    return said.substr(0, said.find('\n'));
}

// Empty where there is no such entry, or no getent.
std::string look_up(std::string_view database, unsigned number, std::size_t wanted) {
    std::istringstream entry{first_line_of("getent " + std::string{database} + ' ' +
                                           std::to_string(number) + " 2>/dev/null")};
    std::string field;
    for (std::size_t i = 0; i <= wanted; ++i)
        if (!std::getline(entry, field, ':')) return "";
    return field;
}

std::string name_or_number(std::string_view database, unsigned number) {
    std::string name = look_up(database, number, name_field);
    return name.empty() ? std::to_string(number) : name;
}

}  // namespace

std::string user_name(uid_t user) {
    return name_or_number("passwd", user);
}

std::string group_name(gid_t group) {
    return name_or_number("group", group);
}

std::string home_of_user(uid_t user) {
    return look_up("passwd", user, home_field);
}

}  // namespace calls::cli
