#include "cli/charset.h"

#include <clocale>
#include <langinfo.h>
#include <string_view>

namespace calls::cli {

bool locale_takes_utf8() {
    // Asked of a locale of its own: the program's stays "C", so that nothing else changes.
    const locale_t locale = ::newlocale(LC_CTYPE_MASK, "", nullptr);
    if (locale == nullptr) return false;
    const bool takes_utf8 = std::string_view(::nl_langinfo_l(CODESET, locale)) == "UTF-8";
    ::freelocale(locale);
    return takes_utf8;
}

}  // namespace calls::cli
