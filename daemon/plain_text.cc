#include "daemon/plain_text.h"

namespace calls::daemon {

std::string plain_text(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= ' ' && byte <= '~') {
            out += c;
            continue;
        }
        out += "\\x";
        out += hex[byte >> 4U];
        out += hex[byte & 0xfU];
    }
    return out;
}

}  // namespace calls::daemon
