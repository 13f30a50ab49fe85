#include "cli/text_line.h"

#include <algorithm>

namespace calls::cli {

namespace {

constexpr std::string_view plain_again = "\x1b[0m";

std::string_view sequence_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            return "";
        case Tone::strong:
            return "\x1b[1m";
        case Tone::faint:
            return "\x1b[2m";
        case Tone::good:
            return "\x1b[32m";
        case Tone::warning:
            return "\x1b[33m";
        case Tone::alarm:
            return "\x1b[1;31m";
    }
    return "";
}

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::size_t bytes_of(std::string_view text, std::size_t columns) {
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        if (begins_character(text[bytes]) && columns-- == 0) break;
        ++bytes;
    }
    return bytes;
}

}  // namespace

TextLine& TextLine::add(std::string_view text, Tone tone) {
    if (text.empty()) return *this;
    columns_ += columns_of(text);
    if (!pieces_.empty() && pieces_.back().tone == tone) {
        pieces_.back().text += text;
    } else {
        pieces_.push_back({std::string(text), tone});
    }
    return *this;
}

TextLine& TextLine::pad_to(std::size_t column) {
    if (column > columns_) add(std::string(column - columns_, ' '));
    return *this;
}

TextLine& TextLine::cut(std::size_t columns_max) {
    if (columns_ <= columns_max) return *this;
    std::size_t left = columns_max;
    std::vector<Piece> kept;
    for (Piece& piece : pieces_) {
        if (left == 0) break;
        piece.text.resize(bytes_of(piece.text, left));
        left -= columns_of(piece.text);
        kept.push_back(std::move(piece));
    }
    pieces_ = std::move(kept);
    columns_ = columns_max;
    return *this;
}

std::string TextLine::text(bool colors) const {
    std::string text;
    for (const Piece& piece : pieces_) {
        const std::string_view sequence = colors ? sequence_of(piece.tone) : "";
        text += sequence;
        text += piece.text;
        if (!sequence.empty()) text += plain_again;
    }
    return text;
}

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

}  // namespace calls::cli
