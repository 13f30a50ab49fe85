#include "tests/fuzz/kept.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace calls::fuzz {

namespace fs = std::filesystem;

std::vector<fs::path> kept_files(const std::string& target) {
    std::vector<fs::path> files;
    for (const char* kept : {"corpus", "found"}) {
        const fs::path folder = fs::path{CALLS_SOURCE_FOLDER} / "tests/fuzz" / kept / target;
        if (!fs::exists(folder)) continue;
        for (const auto& entry : fs::directory_iterator{folder}) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::uint8_t> bytes_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace calls::fuzz
