#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "core/store/sqlite_store.h"
#include "daemon/exit_status.h"
#include "daemon/listening_socket.h"
#include "daemon/log.h"
#include "daemon/options.h"
#include "daemon/plain_text.h"
#include "daemon/server.h"
#include "daemon/service_manager.h"
#include "daemon/setting.h"
#include "daemon/signals.h"

namespace {

using namespace calls;
using namespace calls::daemon;

// Started without one of the three standard files, the next file opened would take its number, and
// what is meant for stderr would be written into the store.
void fill_standard_files() {
    int opened = open("/dev/null", O_RDWR);
    while (opened >= 0 && opened <= STDERR_FILENO) opened = open("/dev/null", O_RDWR);
    if (opened >= 0) close(opened);
}

// As many descriptors as the system allows: each connection takes one.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void make_store_folder(const std::string& path) {
    const auto folder = std::filesystem::path{path}.parent_path();
    if (path == store::in_memory || folder.empty() || std::filesystem::exists(folder)) return;
    const mode_t before = umask(0077);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    umask(before);
    if (error)
        throw std::runtime_error("cannot make the store's folder " + folder.string() + ": " +
                                 error.message());
}

// SIGHUP: what of the settings can be changed while calld runs.
void reread_settings(int argc, char** argv, SettingsInForce& in_force) {
    try {
        const LogLevel level = reread_log_level(argc, argv);
        set_log_level(level);
        put_in_force(in_force, level);
    } catch (const std::exception& error) {
        log_error(std::string{"the settings stay as they were: "} + error.what());
    }
}

// A start that is killed midway begins that anew. A day, for all of the start: one long statement
// cannot ask again.
void tell_of_upgrade(const std::string& what) {
    log_info(what);
    constexpr std::chrono::microseconds enough = std::chrono::hours{24};
    notify_service_manager("EXTEND_TIMEOUT_USEC=" + std::to_string(enough.count()));
}

void serve(const Options& options, int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    raise_descriptor_limit();
    open_log(options.log_level, options.log_target);
    ListeningSocket listening{options};
    make_store_folder(options.db_path);

    boost::asio::io_context io{1};
    Server* server = nullptr;
    store::StoreOptions store_options;
    store_options.path = options.db_path;
    store_options.durability = options.durability;
    store_options.wake = [&io, &server] {  // from the store's threads; the loop runs it
        boost::asio::post(io, [&server] {
            if (server != nullptr) server->wake();
        });
    };
    store_options.upgrading = tell_of_upgrade;
    store::SqliteStore store{store_options};
    Server running{io, options, store, listening.release_descriptor(),
                   [&](SettingsInForce& in_force) { reread_settings(argc, argv, in_force); }};
    server = &running;
    block_signals();
    running.start();
    const SignalsOpen to_the_loop;
    running.run();
    store.close();
    log_info("stopped");
}

int fail(int status, std::string_view why) {
    log_last_words(why);
    return status;
}

int run(int argc, char** argv) {
    try {
        const Options options = read_options(argc, argv);
        if (options.check_config) {
            std::printf("calld: the settings are good%s%s\n",
                        options.config_path.empty() ? "" : ": ",
                        plain_text(options.config_path).c_str());
            return exit_ok;
        }
        serve(options, argc, argv);
        return exit_ok;
    } catch (const Exit& exit) {
        return exit.status;
    } catch (const OptionError& error) {
        return fail(exit_usage, error.what());
    } catch (const SocketHeld& held) {
        return fail(exit_held, held.what());
    } catch (const store::StoreHeld& held) {
        return fail(exit_held, held.what());
    } catch (const store::StoreUnusable& unusable) {
        return fail(exit_unusable, unusable.what());
    } catch (const engine::StoreBroken& broken) {
        return fail(exit_io_error, broken.what());
    } catch (const std::exception& error) {
        return fail(exit_failed, error.what());
    }
}

}  // namespace

int main(int argc, char** argv) {
    fill_standard_files();
    return run(argc, argv);
}
