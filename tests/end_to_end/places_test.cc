#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/programs.h"

// Where calld and callctl find each other when nobody says where.

namespace {

using tests::Daemon;
namespace fs = std::filesystem;

// callctl with no --socket, in this home, and with this folder for what a session needs.
int ping(const fs::path& home, const fs::path& runtime) {
    tests::Spawn spawn{.argv = {tests::callctl_program().string(), "ping"},
                       .env = tests::clean_environment(home),
                       .folder = home};
    spawn.env["XDG_RUNTIME_DIR"] = runtime.string();
    return tests::run(spawn).status;
}

}  // namespace

TEST_CASE("places: the first place where a socket is counts, also when nobody listens on it") {
    const tests::TempFolder home;
    const tests::TempFolder runtime;
    const auto put = [](const Daemon& daemon, const fs::path& folder) {
        fs::create_directories(folder / "calld");
        fs::create_symlink(daemon.socket(), folder / "calld" / "calld.sock");
    };
    CHECK(ping(home.path(), runtime.path()) == 3);
    Daemon of_home;
    put(of_home, home.path() / ".local/state");
    CHECK(ping(home.path(), runtime.path()) == 0);
    Daemon of_session;
    put(of_session, runtime.path());
    of_home.terminate();
    CHECK(ping(home.path(), runtime.path()) == 0);
    of_home.start();
    of_session.kill9();
    CHECK(ping(home.path(), runtime.path()) == 3);  // another daemon would be another ledger
}
