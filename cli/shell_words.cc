#include "cli/shell_words.h"

namespace calls::cli {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

class Splitter {
  public:
    explicit Splitter(std::string_view line) : left_(line) {}

    std::optional<std::vector<std::string>> run() {
        std::vector<std::string> words;
        while (skip_blanks()) {
            std::string word;
            if (!take_word(word)) return std::nullopt;
            words.push_back(std::move(word));
        }
        return words;
    }

  private:
    // False at the end of the line or at a comment.
    bool skip_blanks() {
        while (!left_.empty() && is_blank(left_.front())) left_.remove_prefix(1);
        return !left_.empty() && left_.front() != '#';
    }

    bool take_word(std::string& word) {
        while (!left_.empty() && !is_blank(left_.front())) {
            const char c = take();
            const bool closed = c == '\''   ? take_single(word)
                                : c == '"'  ? take_double(word)
                                : c == '\\' ? take_escaped(word)
                                            : (word += c, true);
            if (!closed) return false;
        }
        return true;
    }

    bool take_single(std::string& word) {
        const std::size_t end = left_.find('\'');
        if (end == std::string_view::npos) return false;
        word += left_.substr(0, end);
        left_.remove_prefix(end + 1);
        return true;
    }

    bool take_double(std::string& word) {
        while (!left_.empty()) {
            const char c = take();
            if (c == '"') return true;
            const bool escapes =
                c == '\\' && !left_.empty() &&
                std::string_view("\"\\$`").find(left_.front()) != std::string_view::npos;
            word += escapes ? take() : c;
        }
        return false;
    }

    bool take_escaped(std::string& word) {
        if (left_.empty()) return false;
        word += take();
        return true;
    }

    char take() {
        const char c = left_.front();
        left_.remove_prefix(1);
        return c;
    }

    std::string_view left_;
};

}  // namespace

std::optional<std::vector<std::string>> split_words(std::string_view line) {
    return Splitter(line).run();
}

}  // namespace calls::cli
