#pragma once

#include <string_view>

// What characters the terminal takes, as far as the locale says. It is asked by its name, whether
// it is installed or not: callctl is linked statically, and has no other locale than "C".

namespace calls::cli {

// By LC_ALL, LC_CTYPE or LANG, the first that is not empty.
bool locale_takes_utf8();

bool names_utf8(std::string_view locale);  // such as en_GB.UTF-8

}  // namespace calls::cli
