#include "core/protocol/framing.h"

#include "core/protocol/limits.h"

namespace calls::protocol {

void LineReader::feed(std::string_view bytes) {
    keep_rest();
    if (rest_.empty())
        text_ = bytes;
    else
        text_ = rest_.append(bytes);
}

std::optional<std::string_view> LineReader::next() {
    while (!too_long_) {
        const std::size_t end = text_.find('\n', scanned_);
        const std::size_t length = (end == std::string::npos ? text_.size() : end) - begin_;
        if (length > line_bytes_max) {
            too_long_ = true;
            break;
        }
        if (end == std::string::npos) {
            scanned_ = text_.size();
            break;
        }
        const std::string_view line = text_.substr(begin_, length);
        begin_ = scanned_ = end + 1;
        if (!line.empty() && line != "\r") return line;
    }
    return std::nullopt;
}

void LineReader::keep_rest() {
    if (begin_ == text_.size()) {
        std::string{}.swap(rest_);
    } else if (text_.data() == rest_.data()) {
        rest_.erase(0, begin_);
    } else {
        rest_.assign(text_.substr(begin_));
    }
    text_ = rest_;
    scanned_ -= begin_;
    begin_ = 0;
}

}  // namespace calls::protocol
