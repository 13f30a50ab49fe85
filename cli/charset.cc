#include "cli/charset.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

namespace calls::cli {
namespace {

std::string_view locale_name() {
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* name = std::getenv(variable);
        if (name != nullptr && *name != '\0') return name;
    }
    return "C";
}

}  // namespace

// language_TERRITORY.CODESET@modifier, whose codeset is written as UTF-8, utf8 and so on.
bool names_utf8(std::string_view locale) {
    const std::size_t dot = locale.find('.');
    if (dot == std::string_view::npos) return false;
    std::string codeset{locale.substr(dot + 1, locale.find('@', dot) - dot - 1)};
    std::erase(codeset, '-');
    std::ranges::transform(codeset, codeset.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return codeset == "utf8";
}

bool locale_takes_utf8() {
    return names_utf8(locale_name());
}

}  // namespace calls::cli
