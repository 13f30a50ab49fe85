#include "cli/report_words.h"

#include <cstdlib>

#include "cli/clean_text.h"
#include "core/base/time_text.h"

namespace calls::cli {

namespace {

// Without seconds where they say nothing.
std::string minute_text(Instant at) {
    std::string text = whole_seconds_text(at, TimeStyle::local);
    if (at.ms % 60'000 == 0) text.resize(text.size() - 3);
    return text;
}

std::string offset_text(Instant at) {
    const std::string exact = exact_text(at, TimeStyle::local);
    return "UTC" + exact.substr(exact.size() - 6);
}

}  // namespace

std::string span_text(const ReportData& data) {
    const std::string end =
        data.until_now ? whole_seconds_text(data.made, TimeStyle::local) : minute_text(data.until);
    if (data.since) return minute_text(*data.since) + " to " + end;
    return "Everything up to " + end;
}

std::string zone_text(const ReportData& data) {
    const std::string at_end = offset_text(data.until_now ? data.made : data.until);
    const std::string at_begin = data.since ? offset_text(*data.since) : at_end;
    const std::string offset =
        at_begin == at_end ? at_end : at_begin + " at the beginning, " + at_end + " at the end";
    const char* name = std::getenv("TZ");
    std::string zone = name == nullptr ? "" : clean_text(name);
    if (zone.starts_with(':')) zone.erase(0, 1);
    if (zone == "UTC" && offset == "UTC+00:00") return zone;
    return zone.empty() ? offset : zone + " (" + offset + ")";
}

std::string making_text(const ReportData& data) {
    return "Made " + whole_seconds_text(data.made, TimeStyle::local) + " by calld's " +
           (data.manual_clock ? "manual clock" : "clock") + ", with calld " +
           clean_text(data.calld_version) + " and callctl " CALLS_VERSION ".";
}

}  // namespace calls::cli
