#pragma once

#include <string>
#include <sys/types.h>

// The system's users and groups, as getent(1) tells them: callctl is linked statically, and the
// plugins that the C library would look them up by are for programs that are not.

namespace calls::cli {

std::string user_name(uid_t user);     // the number, where nobody knows one
std::string group_name(gid_t group);   // the same
std::string home_of_user(uid_t user);  // empty, where nobody knows one

}  // namespace calls::cli
