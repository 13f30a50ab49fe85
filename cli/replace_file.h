#pragma once

#include <string>
#include <string_view>

// Puts a whole file where another may be: it is written beside, synced and renamed, so that who
// reads the old one never sees half of the new one, and a failure leaves the old one as it was.
// Links are followed, the old one's permissions kept. What is no regular file (a pipe), and what is
// our stdout, is written to as it is.

namespace calls::cli {

// Both throw Failure (io).
void replace_file(const std::string& path, std::string_view text);
// Before long work: whether there is a folder that may be written to.
void expect_replaceable(const std::string& path);

}  // namespace calls::cli
