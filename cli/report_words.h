#pragma once

#include <string>

#include "cli/report_data.h"

// What a report page says of itself: the time it covers, whose zone, and when it was made.

namespace calls::cli {

std::string span_text(const ReportData& data);  // `2026-05-01 00:00 to 2026-06-01 00:00`
std::string zone_text(const ReportData& data);  // `Asia/Shanghai (UTC+08:00)`
std::string making_text(const ReportData& data);

}  // namespace calls::cli
