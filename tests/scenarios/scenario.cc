#include "tests/scenarios/scenario.h"

#include <algorithm>

namespace tests {

namespace {

const std::string prose_mark = "# page: ";
const std::string sandbox_line = "$ callctl sandbox --clock manual";
const std::string start_line = "calld";

Step::Kind kind_of(std::string_view line) {
    const auto is_word = [&](std::string_view word) {
        return line == word || (line.starts_with(word) && line[word.size()] == ' ');
    };
    if (line.starts_with("$ ")) return Step::Kind::command;
    if (is_word("calld")) return Step::Kind::start;
    if (line == "kill9") return Step::Kind::kill;
    return Step::Kind::text;
}

// Whether a line after a command belongs to what comes next.
bool begins_step(std::string_view line) {
    return line.starts_with("# ") || kind_of(line) != Step::Kind::text;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Blank lines at the end are layout, not output.
void split_layout(Step& step) {
    const auto last = step.output.find_last_not_of('\n');
    const auto keep = last == std::string::npos ? 0 : last + 2;
    if (keep >= step.output.size()) return;
    step.layout = step.output.substr(keep);
    step.output.resize(keep);
}

}  // namespace

std::string from_page(std::string_view page) {
    std::string text;
    bool display = false;
    for (const std::string& line : split_lines(page)) {
        if (line.starts_with(".Ed")) display = false;
        if (display && line.starts_with(sandbox_line))
            text += start_line + line.substr(sandbox_line.size()) + '\n';
        else
            text += (display && line != "$ exit" ? "" : prose_mark) + line + '\n';
        if (line.starts_with(".Bd -literal")) display = true;
    }
    return text;
}

std::string to_page(std::string_view scenario) {
    std::string text;
    for (const std::string& line : split_lines(scenario)) {
        if (line.starts_with(prose_mark))
            text += line.substr(prose_mark.size());
        else if (kind_of(line) == Step::Kind::start)
            text += sandbox_line + line.substr(start_line.size());
        else
            text += line;
        text += '\n';
    }
    return text;
}

std::vector<Step> parse_scenario(std::string_view text) {
    std::vector<Step> steps;
    int number = 0;
    for (const std::string& line : split_lines(text)) {
        ++number;
        const bool in_output = !steps.empty() && steps.back().kind == Step::Kind::command;
        if (in_output && !begins_step(line)) {
            steps.back().output += line + '\n';
            continue;
        }
        const auto kind = kind_of(line);
        const auto words = kind == Step::Kind::command ? line.substr(2) : line;
        steps.push_back({.kind = kind, .line = number, .text = words, .output = {}, .layout = {}});
    }
    std::ranges::for_each(steps, split_layout);
    return steps;
}

std::string format_scenario(const std::vector<Step>& steps) {
    std::string text;
    for (const Step& step : steps) {
        text += (step.kind == Step::Kind::command ? "$ " : "") + step.text + '\n';
        text += step.output + step.layout;
    }
    return text;
}

std::string show_outcome(std::string_view output, int status) {
    Step shown;
    for (const std::string& line : split_lines(output)) {
        shown.output += (begins_step(line) ? "\\" : "") + line + '\n';
    }
    split_layout(shown);
    if (status != 0) shown.output += "[" + std::to_string(status) + "]\n";
    return shown.output;
}

}  // namespace tests
