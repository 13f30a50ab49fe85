#include "core/protocol/json_writer.h"

#include <algorithm>

namespace calls::protocol {
namespace {

bool needs_escape(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '"' || c == '\\';
}

}  // namespace

void JsonWriter::hand_over() {
    out_.append(chunk_.data(), at_);
    at_ = chunk_.data();
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    make_room(1);
    comma();
    for (std::string_view rest = json; !rest.empty();) {
        make_room(1);
        const auto room = static_cast<std::size_t>(end_of_chunk() - at_);
        const std::size_t bytes = std::min(room, rest.size());
        std::memcpy(at_, rest.data(), bytes);
        at_ += bytes;
        rest.remove_prefix(bytes);
    }
    fresh_ = false;
    return *this;
}

void JsonWriter::escape(char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    put('\\');
    switch (c) {
        case '"':
        case '\\':
            return put(c);
        case '\n':
            return put('n');
        case '\r':
            return put('r');
        case '\t':
            return put('t');
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    for (const char each : {'u', '0', '0', hex[byte >> 4U], hex[byte & 0xfU]}) put(each);
}

JsonWriter& JsonWriter::value(std::string_view text) {
    make_room(2);
    comma();
    put('"');
    for (const char c : text) {
        if (needs_escape(c))
            escape(c);
        else
            put(c);
    }
    put('"');
    fresh_ = false;
    return *this;
}

}  // namespace calls::protocol
