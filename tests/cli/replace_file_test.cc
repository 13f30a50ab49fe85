#include "cli/replace_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "cli/failure.h"

namespace {

namespace fs = std::filesystem;
using calls::cli::expect_replaceable;
using calls::cli::Failure;
using calls::cli::replace_file;

class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "replace-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const char* name) const { return (path_ / name).string(); }
    [[nodiscard]] std::ptrdiff_t size() const {
        return std::distance(fs::directory_iterator(path_), {});
    }

  private:
    fs::path path_;
};

std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

int failed_with(const std::string& path, bool write) {
    try {
        if (write) {
            replace_file(path, "new");
        } else {
            expect_replaceable(path);
        }
    } catch (const Failure& failure) {
        return failure.exit_status();
    }
    return 0;
}

}  // namespace

TEST_CASE("replace file: a new one, another in its place, and nothing beside it") {
    const Folder folder;
    replace_file(folder / "page.html", "old");
    CHECK(read(folder / "page.html") == "old");
    const std::string large(3'000'000, 'x');
    replace_file(folder / "page.html", large);
    CHECK(read(folder / "page.html") == large);
    CHECK(folder.size() == 1);
}

TEST_CASE("replace file: a name without a folder lies in this one") {
    const Folder folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder / "");
    CHECK(failed_with("page.html", false) == 0);
    replace_file("page.html", "here");
    fs::current_path(before);
    CHECK(read(folder / "page.html") == "here");
}

TEST_CASE("replace file: who has the old one open goes on reading it") {
    const Folder folder;
    replace_file(folder / "page.html", "old");
    std::ifstream reader(folder / "page.html");
    replace_file(folder / "page.html", "new");
    std::string seen;
    reader >> seen;
    CHECK(seen == "old");
}

TEST_CASE("replace file: permissions stay, and a link goes on to point there") {
    const Folder folder;
    replace_file(folder / "page.html", "old");
    REQUIRE(::chmod((folder / "page.html").c_str(), 0600) == 0);
    fs::create_symlink("page.html", folder / "latest.html");
    replace_file(folder / "latest.html", "new");
    CHECK(read(folder / "page.html") == "new");
    CHECK(fs::is_symlink(folder / "latest.html"));
    CHECK(fs::status(folder / "page.html").permissions() == fs::perms(0600));
}

TEST_CASE("replace file: what is no regular file is written to as it is") {
    CHECK(failed_with("/dev/null", true) == 0);
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(failed_with("/dev/full", true) == 12);
    CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("replace file: no folder, or a folder in its place, is 12") {
    const Folder folder;
    for (const bool write : {false, true}) {
        CHECK(failed_with(folder / "nowhere/page.html", write) == 12);
        CHECK(failed_with(folder / "", write) == 12);
        CHECK(failed_with("/proc/page.html", true) == 12);
    }
    CHECK(failed_with(folder / "page.html", false) == 0);
    CHECK(folder.size() == 0);
}

TEST_CASE("replace file: the one of a program that died is no hindrance") {
    const Folder folder;
    std::ofstream(folder / ("page.html.part-" + std::to_string(::getpid())).c_str()) << "half";
    replace_file(folder / "page.html", "whole");
    CHECK(read(folder / "page.html") == "whole");
    CHECK(folder.size() == 1);
}
