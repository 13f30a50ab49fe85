#pragma once

#include <string>
#include <string_view>
#include <vector>

// Whether a text is well-formed XML after its DOCTYPE, as far as a page needs it: elements close in
// the order in which they were opened, values are quoted, and nothing is left unescaped.

namespace tests {

// Empty, or what is wrong and where.
inline std::string not_well_formed(std::string_view text) {
    using std::string_view;
    std::vector<std::string> open;
    std::size_t at = 0;
    const auto wrong = [&](const std::string& what) {
        return what + " at " + std::to_string(at) + ": " + std::string(text.substr(at, 60));
    };
    if (text.starts_with("<!DOCTYPE html>")) at = text.find('>') + 1;
    bool had_root = false;
    while (at < text.size()) {
        if (text[at] == '&') {
            const auto end = text.find(';', at);
            const string_view name = text.substr(at, end == string_view::npos ? 1 : end - at + 1);
            if (name != "&amp;" && name != "&lt;" && name != "&gt;" && name != "&quot;" &&
                name != "&#39;")
                return wrong("a bare &");
        }
        if (text[at] != '<') {
            const bool blank = text[at] == '\n' || text[at] == ' ';
            if (open.empty() && !blank) return wrong("text outside");
            if (text[at] == '>') return wrong("a bare >");
            if (open.empty() || open.back() != "style") {
                ++at;
                continue;
            }
            at = text.find('<', at);
            if (at == string_view::npos) return "a style without an end";
            continue;
        }
        const auto end_of_name = text.find_first_of(" >", at);
        if (end_of_name == string_view::npos) return wrong("a tag without an end");
        if (text[at + 1] == '/') {
            if (text[end_of_name] != '>') return wrong("an end with more in it");
            if (open.empty() || open.back() != text.substr(at + 2, end_of_name - at - 2))
                return wrong("ends out of order");
            open.pop_back();
            at = end_of_name + 1;
            continue;
        }
        if (open.empty() && had_root) return wrong("a second root");
        had_root = true;
        open.emplace_back(text.substr(at + 1, end_of_name - at - 1));
        at = end_of_name;
        std::vector<string_view> names;
        while (text[at] == ' ' && text.substr(at, 3) != " />") {
            const auto equals = text.find("=\"", at);
            const auto end = equals == string_view::npos ? equals : text.find('"', equals + 2);
            if (end == string_view::npos) return wrong("an attribute without quotes");
            const string_view name = text.substr(at + 1, equals - at - 1);
            if (name.find_first_of(" <>\"'&") != string_view::npos) return wrong("no name");
            for (const string_view other : names)
                if (other == name) return wrong("an attribute twice");
            names.push_back(name);
            if (text.substr(equals + 2, end - equals - 2).find('<') != string_view::npos)
                return wrong("a bare < in a value");
            at = end + 1;
        }
        if (text.substr(at, 3) == " />") {
            open.pop_back();
            at += 3;
        } else if (text[at] == '>') {
            ++at;
        } else {
            return wrong("a tag that does not end");
        }
    }
    return open.empty() ? "" : open.back() + " is left open";
}

}  // namespace tests
