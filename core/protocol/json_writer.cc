#include "core/protocol/json_writer.h"

namespace calls::protocol {
namespace {

void escape(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex[byte >> 4U];
    out += hex[byte & 0xfU];
}

}  // namespace

JsonWriter& JsonWriter::value(std::string_view text) {
    comma();
    out_ += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || c == '"' || c == '\\')
            escape(out_, c);
        else
            out_ += c;
    }
    out_ += '"';
    fresh_ = false;
    return *this;
}

}  // namespace calls::protocol
