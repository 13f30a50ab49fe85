#include "cli/html.h"

#include "core/base/check.h"

namespace calls::cli {

Html& Html::open(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    text_ += '>';
    open_.emplace_back(tag);
    return *this;
}

Html& Html::close() {
    CHECK(!open_.empty());
    text_ += "</" + open_.back() + ">\n";
    open_.pop_back();
    return *this;
}

Html& Html::text(std::string_view words) {
    text_ += escaped(words);
    return *this;
}

Html& Html::leaf(std::string_view tag, std::string_view words, Attributes attributes) {
    return open(tag, attributes).text(words).close();
}

Html& Html::hollow(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    text_ += " />\n";
    return *this;
}

Html& Html::add(const Html& part) {
    text_ += part.str();
    return *this;
}

Html& Html::style(std::string_view css) {
    CHECK(css.find_first_of("<&]") == std::string_view::npos);
    open("style");
    text_ += css;
    return close();
}

const std::string& Html::str() const {
    CHECK(open_.empty());
    return text_;
}

void Html::begin(std::string_view tag, Attributes attributes) {
    text_ += '<';
    text_ += tag;
    for (const Attribute& attribute : attributes) {
        text_ += ' ';
        text_ += attribute.name;
        text_ += "=\"" + escaped(attribute.value) + '"';
    }
}

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += (c >= 0 && c < ' ' && c != '\n') || c == 0x7f ? '?' : c;
        }
    }
    return safe;
}

}  // namespace calls::cli
