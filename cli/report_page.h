#pragma once

#include <string>

#include "cli/report_data.h"

// A report as one page: everything is in it, nothing is fetched, and no script runs.

namespace calls::cli {

std::string report_page(const ReportData& data);

}  // namespace calls::cli
