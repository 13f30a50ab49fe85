#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// A page of the manual as its source says it, as far as the tests look into it: lines of macros
// with their words, sections, and the items of lists.

namespace tests {

struct PageLine {
    int number = 0;
    std::string text;
    std::vector<std::string> words;  // of a macro line, without its dot; empty for text
};

using PageLines = std::vector<PageLine>;

// One thing that a list tells: what it is about, then all that is said of it, lists inside too.
struct PageItem {
    PageLines head;
    PageLines body;

    [[nodiscard]] PageLines all() const;
};

// man/NAME of the source tree, without its literal displays.
PageLines read_page(const std::string& name);

// Of this .Sh, or .Ss, up to the next one of its kind. Throws where there is none.
PageLines section(const PageLines& lines, std::string_view title);
// The titles of the .Ss in it.
std::vector<std::string> subsections(const PageLines& lines);

// The items of its outermost lists.
std::vector<PageItem> items(const PageLines& lines);
// Theirs, and those of the lists inside.
std::vector<PageItem> all_items(const PageLines& lines);

// What this macro is given, wherever it stands: `Ic counts set Ar CALL` has the phrase "counts
// set", `Va after , limit` the phrases "after" and "limit". Options come as they are typed:
// "--host".
std::vector<std::string> phrases(const PageLines& lines, std::string_view macro);
std::set<std::string> set_of_phrases(const PageLines& lines, std::string_view macro);

// The cells of a row of a -column list, macros left out; empty for any other line.
std::vector<std::string> cells(const PageLine& line);

std::filesystem::path source_root();
std::string read_source(const std::string& path);

}  // namespace tests
