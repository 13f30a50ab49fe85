#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// One line of a screen: pieces of text, each in its tone. It knows how many columns it takes; every
// character it is given takes one (clean text, and bars of our own).

namespace calls::cli {

enum class Tone : std::uint8_t { plain, strong, faint, good, warning, alarm };

class TextLine {
  public:
    TextLine() = default;
    explicit TextLine(std::string_view text, Tone tone = Tone::plain) { add(text, tone); }

    TextLine& add(std::string_view text, Tone tone = Tone::plain);
    // Blanks up to that column.
    TextLine& pad_to(std::size_t column);
    // What lies past so many columns is dropped.
    TextLine& cut(std::size_t columns_max);

    [[nodiscard]] std::size_t columns() const { return columns_; }

    // With tones as ANSI sequences, or the text alone. Without its end.
    [[nodiscard]] std::string text(bool colors) const;

  private:
    struct Piece {
        std::string text;
        Tone tone;
    };

    std::vector<Piece> pieces_;
    std::size_t columns_ = 0;
};

// Characters of UTF-8 text.
std::size_t columns_of(std::string_view text);

}  // namespace calls::cli
