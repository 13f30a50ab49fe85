#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Markup that is well-formed because nothing else can be written: elements close in the order in
// which they were opened, and all text and every value is escaped. What comes out is HTML and XML
// at once.

namespace calls::cli {

class Html {
  public:
    struct Attribute {
        std::string_view name;
        std::string value;
    };
    using Attributes = std::initializer_list<Attribute>;

    Html& open(std::string_view tag, Attributes attributes = {});
    Html& close();
    Html& text(std::string_view words);
    // An element with nothing but text in it.
    Html& leaf(std::string_view tag, std::string_view words, Attributes attributes = {});
    // An element with nothing in it.
    Html& hollow(std::string_view tag, Attributes attributes = {});
    // A part that was built elsewhere and has nothing open.
    Html& add(const Html& part);
    // A style sheet of ours, as it is: it has no `<`, `&` or `]`.
    Html& style(std::string_view css);

    // Nothing may be open.
    [[nodiscard]] const std::string& str() const;

  private:
    void begin(std::string_view tag, Attributes attributes);

    std::string text_;
    std::vector<std::string> open_;  // innermost last
};

// Fit for text and for a value in quotes. Control characters become '?'.
std::string escaped(std::string_view text);

}  // namespace calls::cli
