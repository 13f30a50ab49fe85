#include "daemon/metrics_writer.h"

#include <array>
#include <charconv>

namespace calls::daemon {

MetricsWriter& MetricsWriter::counter(std::string_view name, std::string_view help) {
    open(name, help, "counter");
    return *this;
}

MetricsWriter& MetricsWriter::gauge(std::string_view name, std::string_view help) {
    open(name, help, "gauge");
    return *this;
}

MetricsWriter& MetricsWriter::histogram(std::string_view name, std::string_view help) {
    open(name, help, "histogram");
    return *this;
}

MetricsWriter& MetricsWriter::sample(std::string_view label, std::int64_t value,
                                     std::string_view suffix) {
    line(label, std::to_string(value), suffix);
    return *this;
}

MetricsWriter& MetricsWriter::sample(std::string_view label, std::uint64_t value,
                                     std::string_view suffix) {
    line(label, std::to_string(value), suffix);
    return *this;
}

MetricsWriter& MetricsWriter::sample(std::string_view label, double value,
                                     std::string_view suffix) {
    line(label, decimal(value), suffix);
    return *this;
}

void MetricsWriter::open(std::string_view name, std::string_view help, std::string_view type) {
    name_ = name;
    out_.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void MetricsWriter::line(std::string_view label, std::string_view value, std::string_view suffix) {
    out_.append(name_).append(suffix);
    if (!label.empty()) out_.append("{").append(label).append("}");
    out_.append(" ").append(value).append("\n");
}

// A value may hold anything but is ours in fact: words and versions.
std::string label(std::string_view name, std::string_view value) {
    std::string text{name};
    text += "=\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text + '"';
}

std::string decimal(double value) {
    std::array<char, 400> digits{};  // as long as the longest
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed)
            .ptr;
    return {digits.data(), end};
}

}  // namespace calls::daemon
