#include "cli/clean_text.h"

#include <algorithm>

namespace calls::cli {

std::string clean_text(std::string_view text) {
    std::string clean(text);
    std::ranges::replace_if(
        clean, [](char c) { return c < ' ' || c > '~'; }, '?');
    return clean;
}

}  // namespace calls::cli
