#pragma once

// What characters the terminal takes, as far as the locale says.

namespace calls::cli {

// By LC_ALL, LC_CTYPE or LANG, the first that is set; a locale that is not installed says nothing.
bool locale_takes_utf8();

}  // namespace calls::cli
