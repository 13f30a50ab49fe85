#include "tests/pages/page.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace tests {

namespace fs = std::filesystem;

namespace {

constexpr std::array macros{"Fl", "Ar", "Ic", "Cm", "Va", "Dv", "Er", "Em", "Sy", "Li",
                            "Pa", "Ev", "Nm", "Xr", "Op", "Oo", "Oc", "No", "Ns", "Pq",
                            "Po", "Pc", "Ta", "It", "Xo", "Xc", "Sx", "Dq"};
constexpr std::array punctuation{",", ".", ":", ";", "(", ")", "|", "...", "=", "?"};

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    bool any = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
            any = true;
        } else if (c == ' ' && !quoted) {
            if (any || !word.empty()) words.push_back(word);
            word.clear();
            any = false;
        } else {
            word += c;
        }
    }
    if (any || !word.empty()) words.push_back(word);
    for (std::string& each : words)
        for (auto at = each.find("\\&"); at != std::string::npos; at = each.find("\\&"))
            each.erase(at, 2);
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

bool is_macro_line(const PageLine& line, std::string_view macro) {
    return !line.words.empty() && line.words.front() == macro;
}

std::string title_of(const PageLine& line) {
    return joined({line.words.begin() + 1, line.words.end()});
}

// The head of the item that begins at `at`: one line, or all up to the .Xc.
std::size_t head_end(const PageLines& lines, std::size_t at) {
    if (!is_one_of(lines[at].words, "Xo")) return at + 1;
    while (at < lines.size() && !is_macro_line(lines[at], "Xc")) ++at;
    return std::min(at + 1, lines.size());
}

PageLines slice(const PageLines& lines, std::size_t from, std::size_t to) {
    const auto at = [&lines](std::size_t i) {
        return lines.begin() + static_cast<std::ptrdiff_t>(i);
    };
    return {at(from), at(to)};
}

}  // namespace

PageLines PageItem::all() const {
    PageLines lines = head;
    lines.insert(lines.end(), body.begin(), body.end());
    return lines;
}

fs::path source_root() {
    return fs::path(CALLS_SOURCE_FOLDER).lexically_normal();
}

std::string read_source(const std::string& path) {
    std::ifstream in(source_root() / path);
    if (!in) throw std::runtime_error("there is no " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

PageLines read_page(const std::string& name) {
    std::istringstream in(read_source("man/" + name));
    PageLines lines;
    bool display = false;
    int number = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        if (text.starts_with(".Bd")) display = true;
        if (!display && !text.starts_with(".\\\"")) {
            PageLine line{number, text, {}};
            if (text.starts_with('.')) line.words = words_of(std::string_view(text).substr(1));
            lines.push_back(std::move(line));
        }
        if (text.starts_with(".Ed")) display = false;
    }
    return lines;
}

PageLines section(const PageLines& lines, std::string_view title) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool is_small = is_macro_line(lines[i], "Ss");
        if (!is_small && !is_macro_line(lines[i], "Sh")) continue;
        if (title_of(lines[i]) != title) continue;
        std::size_t end = i + 1;
        while (end < lines.size() && !is_macro_line(lines[end], "Sh") &&
               !(is_small && is_macro_line(lines[end], "Ss")))
            ++end;
        return slice(lines, i + 1, end);
    }
    throw std::runtime_error("there is no section " + std::string(title));
}

std::vector<std::string> subsections(const PageLines& lines) {
    std::vector<std::string> titles;
    for (const PageLine& line : lines)
        if (is_macro_line(line, "Ss")) titles.push_back(title_of(line));
    return titles;
}

std::vector<PageItem> items(const PageLines& lines) {
    std::vector<PageItem> found;
    int depth = 0;
    bool inside = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_macro_line(lines[i], "El") && --depth == 0) inside = false;
        if (depth == 1 && is_macro_line(lines[i], "It")) {
            const std::size_t end = head_end(lines, i);
            found.push_back({slice(lines, i, end), {}});
            inside = true;
            i = end - 1;
        } else if (inside) {
            found.back().body.push_back(lines[i]);
        }
        if (is_macro_line(lines[i], "Bl")) ++depth;
    }
    return found;
}

std::vector<PageItem> all_items(const PageLines& lines) {
    std::vector<PageItem> found;
    for (PageItem& item : items(lines)) {
        auto inner = all_items(item.body);
        found.push_back(std::move(item));
        std::ranges::move(inner, std::back_inserter(found));
    }
    return found;
}

std::vector<std::string> phrases(const PageLines& lines, std::string_view macro) {
    std::vector<std::string> found;
    for (const PageLine& line : lines) {
        bool open = false;
        std::vector<std::string> phrase;
        const auto close = [&] {
            if (!phrase.empty()) found.push_back((macro == "Fl" ? "-" : "") + joined(phrase));
            phrase.clear();
        };
        for (const std::string& word : line.words) {
            if (is_one_of(macros, word)) {
                close();
                open = word == macro;
            } else if (is_one_of(punctuation, word)) {
                close();
            } else if (open) {
                phrase.push_back(word);
            }
        }
        close();
    }
    return found;
}

std::set<std::string> set_of_phrases(const PageLines& lines, std::string_view macro) {
    const auto all = phrases(lines, macro);
    return {all.begin(), all.end()};
}

std::vector<std::string> cells(const PageLine& line) {
    if (!is_macro_line(line, "It") || !is_one_of(line.words, "Ta")) return {};
    std::vector<std::string> found{""};
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        const std::string& word = line.words[i];
        if (word == "Ta")
            found.emplace_back();
        else if (!is_one_of(macros, word))
            found.back() += (found.back().empty() ? "" : " ") + word;
    }
    return found;
}

}  // namespace tests
