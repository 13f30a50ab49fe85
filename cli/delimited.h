#pragma once

#include <string>
#include <string_view>
#include <vector>

// Rows for other programs: csv as RFC 4180 has it, tsv with \t, \n, \r and \\ written out.

namespace calls::cli {

std::string csv_line(const std::vector<std::string>& values);
std::string tsv_line(const std::vector<std::string>& values);

}  // namespace calls::cli
