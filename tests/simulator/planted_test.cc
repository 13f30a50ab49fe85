#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

// planted.sh takes an hour; that its patches still fit the sources is seen at once.

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// What each hunk replaces, below the name of its file.
std::multimap<std::string, std::string> replaced_by(const fs::path& patch) {
    std::multimap<std::string, std::string> hunks;
    std::istringstream lines{content_of(patch)};
    std::string file;
    auto hunk = hunks.end();
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("--- a/"))
            file = line.substr(6);
        else if (line.starts_with("@@"))
            hunk = hunks.emplace(file, "");
        else if (hunk != hunks.end() && (line.empty() || line[0] == ' ' || line[0] == '-'))
            hunk->second += line.substr(line.empty() ? 0 : 1) + '\n';
    }
    return hunks;
}

}  // namespace

TEST_CASE("planted: every patch fits the sources") {
    const fs::path sources{CALLS_SOURCE_FOLDER};
    std::size_t patches = 0;
    for (const auto& entry : fs::directory_iterator{sources / "tests/simulator/planted"}) {
        INFO(entry.path().filename().string());
        const auto hunks = replaced_by(entry.path());
        CHECK_FALSE(hunks.empty());
        for (const auto& [file, replaced] : hunks) {
            INFO(replaced);
            CHECK(content_of(sources / file).find(replaced) != std::string::npos);
        }
        ++patches;
    }
    CHECK(patches >= 20);
}
