#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "core/base/check.h"
#include "core/protocol/framing.h"
#include "core/protocol/rpc.h"
#include "tests/fuzz/input.h"

// The parser alone, as fast as it can be asked: framing, JSON and the methods' parameters. What a
// peer is answered, and whether another reader of JSON would agree, is for the target `message`.

namespace calls::fuzz {
namespace {

// JSON-RPC's ids as they are sent back: null, a number or a string.
bool may_be_an_id(std::string_view text) {
    if (text == "null") return true;
    if (text.starts_with('"')) return text.size() >= 2 && text.ends_with('"');
    return !text.empty() && text.find_first_not_of("-+.0123456789eE") == std::string_view::npos;
}

void parse_line(std::string_view line, protocol::Role role) {
    const protocol::Message message = protocol::parse_message(line, role);
    CHECK(!message.requests.empty() && (message.array || message.requests.size() == 1));
    for (const protocol::Request& request : message.requests) {
        CHECK(may_be_an_id(request.id));
        const auto* fault = std::get_if<protocol::Fault>(&request.what);
        CHECK(fault == nullptr ? request.method != nullptr : !fault->message.empty());
    }
}

void parse_all(protocol::LineReader& lines, protocol::Role role) {
    while (const auto line = lines.next()) {
        CHECK(!line->empty() && line->find('\n') == std::string_view::npos);
        parse_line(*line, role);
    }
}

}  // namespace

// The first byte as in try_message: the role, and where the stream is cut into two.
void try_parse(Bytes bytes) {
    if (bytes.empty()) return;
    const auto role = static_cast<protocol::Role>(bytes[0] % 4);
    const std::string_view stream = text_of(bytes.subspan(1));
    const std::size_t first = bytes[0] / 4 % (stream.size() + 1);
    protocol::LineReader lines;
    for (const std::string_view piece : {stream.substr(0, first), stream.substr(first), {"\n"}}) {
        lines.feed(piece);
        parse_all(lines, role);
        lines.keep_rest();
    }
    CHECK(!lines.half_a_line());
}

}  // namespace calls::fuzz
