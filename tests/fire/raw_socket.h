#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "tests/support/file_descriptor.h"

// A bare socket for peers whose manners no Connection has.

namespace tests {

// Connected, not blocking.
FileDescriptor raw_connect(const std::filesystem::path& path);

// Sends the same bytes again and again and never reads; how many bytes were taken until nothing
// more was for `quiet`, the peer closed, or `most` were reached.
std::size_t pour(const FileDescriptor& socket, std::string_view bytes, std::size_t most,
                 std::chrono::milliseconds quiet);

// One byte, with this descriptor along.
bool send_descriptor(const FileDescriptor& socket, char byte, int passed);

}  // namespace tests
