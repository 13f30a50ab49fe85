#include "cli/keys.h"

namespace calls::cli {

std::optional<char> Keys::take(char byte) {
    constexpr char escape = '\x1b';
    if (byte == escape) {
        in_ = In::escape;
        return std::nullopt;
    }
    switch (in_) {
        case In::text:
            return byte;
        case In::escape:
            in_ = byte == '[' ? In::sequence : byte == 'O' ? In::single : In::text;
            return in_ == In::text ? std::optional(byte) : std::nullopt;
        case In::sequence:
            if (byte >= '@' && byte <= '~') in_ = In::text;
            return std::nullopt;
        case In::single:
            in_ = In::text;
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace calls::cli
