#include "core/protocol/framing.h"

#include "core/protocol/limits.h"

namespace calls::protocol {

void LineReader::feed(std::string_view bytes) {
    if (begin_ > 0) {
        buffer_.erase(0, begin_);
        scanned_ -= begin_;
        begin_ = 0;
    }
    buffer_.append(bytes);
}

std::optional<std::string_view> LineReader::next() {
    while (!too_long_) {
        const std::size_t end = buffer_.find('\n', scanned_);
        const std::size_t length = (end == std::string::npos ? buffer_.size() : end) - begin_;
        if (length > line_bytes_max) {
            too_long_ = true;
            break;
        }
        if (end == std::string::npos) {
            scanned_ = buffer_.size();
            break;
        }
        const std::string_view line{buffer_.data() + begin_, length};
        begin_ = scanned_ = end + 1;
        if (!line.empty() && line != "\r") return line;
    }
    return std::nullopt;
}

void LineReader::release_unused() {
    if (begin_ < buffer_.size()) return;
    std::string{}.swap(buffer_);
    begin_ = scanned_ = 0;
}

}  // namespace calls::protocol
