#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/check.h"
#include "core/protocol/framing.h"
#include "core/protocol/rpc.h"
#include "daemon/reply_queue.h"
#include "tests/fuzz/canned_reply.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/jsonrpc_judge.h"

// What a peer sends, the way a session takes it: the first byte is the peer's role and says how the
// rest is cut into pieces; the rest is the stream.

namespace calls::fuzz {
namespace {

// The lines of a stream as the wire has them, found without any memory of pieces.
class PlainLines {
  public:
    explicit PlainLines(std::string_view stream) : left_(stream) {}

    std::string_view next() {
        for (;;) {
            const std::size_t end = left_.find('\n');
            CHECK(end != std::string_view::npos);
            const std::string_view line = left_.substr(0, end);
            left_.remove_prefix(end + 1);
            if (!line.empty() && line != "\r") return line;
        }
    }
    // That nothing but empty lines is left, and whether half a line stands at the end.
    bool half_a_line_left() {
        while (left_.starts_with('\n') || left_.starts_with("\r\n"))
            left_.remove_prefix(left_.front() == '\r' ? 2 : 1);
        CHECK(left_.find('\n') == std::string_view::npos);
        return !left_.empty();
    }

  private:
    std::string_view left_;
};

void answer_line(std::string_view line, protocol::Role role) {
    static daemon::ReplyQueue replies;
    static std::string out;
    protocol::Message message = protocol::parse_message(line, role);
    std::uint64_t number = replies.open(message);
    for (const protocol::Request& request : message.requests) {
        const auto* ask = std::get_if<protocol::Ask>(&request.what);
        if (ask == nullptr)
            replies.answer_fault(number, std::get<protocol::Fault>(request.what));
        else if (const auto* command = std::get_if<model::Command>(ask))
            replies.answer(number, canned_reply(*command), {.version = "0", .settings = {}});
        else
            replies.answer_result(number, R"({"ok":true})");
        ++number;
    }
    out.clear();
    replies.take_ready(out);
    CHECK(replies.unanswered() == 0 && (out.empty() || out.ends_with('\n')));
    judge(line, std::string_view{out}.substr(0, out.empty() ? 0 : out.size() - 1));
}

// 0: all at once; else pieces of at most so many bytes, of changing sizes.
std::size_t next_piece(std::size_t most, std::size_t done, std::size_t left) {
    if (most == 0) return left;
    return std::min(left, 1 + done * 7 % most);
}

}  // namespace

void try_message(Bytes bytes) {
    if (bytes.empty()) return;
    const auto role = static_cast<protocol::Role>(bytes[0] % 4);
    const std::size_t piece_max = bytes[0] / 4;
    const std::string_view stream = text_of(bytes.subspan(1));
    PlainLines expected{stream};
    protocol::LineReader lines;
    for (std::size_t done = 0; done < stream.size();) {
        const std::size_t piece = next_piece(piece_max, done, stream.size() - done);
        lines.feed(stream.substr(done, piece));
        done += piece;
        while (const auto line = lines.next()) {
            CHECK(*line == expected.next());
            answer_line(*line, role);
        }
    }
    CHECK(!lines.too_long() && lines.half_a_line() == expected.half_a_line_left());
    if (!lines.half_a_line()) return;
    lines.feed("\n");
    if (const auto last = lines.next()) answer_line(*last, role);
}

}  // namespace calls::fuzz
