#include "daemon/log.h"

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "core/model/event.h"
#include "core/store/private_folder.h"
#include "daemon/event_log.h"
#include "daemon/file_descriptor.h"
#include "daemon/request_log.h"

// The journal's protocol against a socket that stands in for it, and the log in a file.

namespace {

using namespace calls;
using namespace calls::daemon;
using Fields = std::map<std::string, std::string>;

// Takes a message apart as the journal does.
Fields taken_apart(std::string_view rest) {
    Fields fields;
    while (!rest.empty()) {
        const std::size_t end = rest.find_first_of("=\n");
        REQUIRE(end != std::string_view::npos);
        const std::string name{rest.substr(0, end)};
        const bool sized = rest[end] == '\n';
        rest.remove_prefix(end + 1);
        std::uint64_t size = rest.find('\n');
        if (sized) {
            REQUIRE(rest.size() >= sizeof size);
            std::memcpy(&size, rest.data(), sizeof size);
            rest.remove_prefix(sizeof size);
        }
        REQUIRE(size < rest.size());
        REQUIRE(rest[size] == '\n');
        CHECK(fields.emplace(name, rest.substr(0, size)).second);
        rest.remove_prefix(size + 1);
    }
    return fields;
}

class FakeJournal {
  public:
    FakeJournal() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, path().c_str());  // NOLINT: a short path
        REQUIRE(bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
                0);
    }
    [[nodiscard]] std::string path() const { return folder_.path() + "/socket"; }
    // The next message; none: there is none.
    std::optional<Fields> next() {
        std::string message(std::size_t{1} << 20, '\0');
        const ssize_t got = recv(socket_.get(), message.data(), message.size(), 0);
        if (got < 0) return std::nullopt;
        return taken_apart({message.data(), static_cast<std::size_t>(got)});
    }

  private:
    store::PrivateFolder folder_;
    FileDescriptor socket_;
};

// What goes to stderr while it lives.
class Stderr {
  public:
    Stderr() : kept_(dup(STDERR_FILENO)), file_(std::tmpfile()) {
        dup2(fileno(file_), STDERR_FILENO);
    }
    ~Stderr() {
        dup2(kept_.get(), STDERR_FILENO);
        std::fclose(file_);
        unsetenv("JOURNAL_STREAM");
        open_log(LogLevel::error, "stderr");
    }
    Stderr(const Stderr&) = delete;
    Stderr& operator=(const Stderr&) = delete;

    // systemd says so of a stream that it made.
    void is_the_journals() const {
        struct stat info {};
        fstat(STDERR_FILENO, &info);
        const std::string stream = std::to_string(info.st_dev) + ":" + std::to_string(info.st_ino);
        setenv("JOURNAL_STREAM", stream.c_str(), 1);
    }
    [[nodiscard]] std::string text() const {
        std::fflush(stderr);
        std::string text(std::size_t{1} << 16, '\0');
        const ssize_t got = pread(fileno(file_), text.data(), text.size(), 0);
        text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        return text;
    }

  private:
    FileDescriptor kept_;
    std::FILE* file_;
};

std::string content(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

const std::array example{LogField{"call_id", "7"}, LogField{"request_id", "a\nPRIORITY=0"}};

}  // namespace

TEST_CASE("journal: a value with a line feed goes with its size") {
    const std::array fields{JournalField{"MESSAGE", "one\ntwo"}, JournalField{"PRIORITY", "6"}};
    CHECK(journal_message(fields) ==
          std::string{"MESSAGE\n\x07\0\0\0\0\0\0\0one\ntwo\nPRIORITY=6\n", 35});
}

TEST_CASE("journal: a message of many long values still fits a datagram") {
    FakeJournal fake;
    Journal journal{fake.path()};
    const std::string exact(journal_value_bytes_max, 'x');
    std::vector<std::string> names;
    std::vector<JournalField> fields{{.name = "MESSAGE", .value = exact}};
    const std::string longer = exact + "\ny";
    names.reserve(15);
    for (int i = 0; i < 15; ++i)
        fields.push_back({.name = names.emplace_back("F" + std::to_string(i)), .value = longer});
    CHECK(journal.send(fields));
    const auto got = fake.next();
    REQUIRE(got);
    CHECK(got->at("MESSAGE") == exact);
    CHECK(got->at("F14").size() == journal_value_bytes_max);
    CHECK(got->at("F14").ends_with("xx..."));
}

TEST_CASE("journal: a full one is not waited for, and is told how much it missed") {
    FakeJournal fake;
    Journal journal{fake.path()};
    const std::array fields{JournalField{"MESSAGE", "x"}};
    int sent = 0;
    while (sent < 5000) {
        REQUIRE(journal.send(fields));
        ++sent;
    }
    int came = 0;
    while (fake.next()) ++came;
    REQUIRE(came < sent);
    CHECK(journal.send(fields));
    CHECK(fake.next().value().at("CALLD_LOST") == std::to_string(sent - came));
    CHECK(journal.send(fields));
    CHECK_FALSE(fake.next().value().contains("CALLD_LOST"));
}

TEST_CASE("log: the journal is given fields, in which no value passes for another field") {
    FakeJournal fake;
    const Stderr err;
    open_log(LogLevel::info, "journal", fake.path());
    log(LogLevel::warning, "odd \n thing", example);
    const auto got = fake.next();
    REQUIRE(got);
    CHECK(*got == Fields{{"MESSAGE", R"(odd \x0a thing call_id=7 request_id=a\x0aPRIORITY=0)"},
                         {"PRIORITY", "4"},
                         {"SYSLOG_IDENTIFIER", "calld"},
                         {"CALLD_CALL_ID", "7"},
                         {"CALLD_REQUEST_ID", "a\nPRIORITY=0"}});
    log_error("e");
    log_info("i");
    log_debug("below the level");
    CHECK(fake.next().value().at("PRIORITY") == "3");
    CHECK(fake.next().value().at("PRIORITY") == "6");
    CHECK_FALSE(fake.next());
    set_log_level(LogLevel::debug);
    log_debug("d");
    CHECK(fake.next().value().at("PRIORITY") == "7");
    CHECK(err.text().empty());
}

TEST_CASE("log: where there is no journal, its lines go to stderr with their level") {
    const store::PrivateFolder folder;
    const Stderr err;
    open_log(LogLevel::info, "journal", folder.path() + "/nobody");
    log(LogLevel::warning, "odd", example);
    CHECK(err.text() == "<4>odd call_id=7 request_id=a\\x0aPRIORITY=0\n");
}

TEST_CASE("log: stderr is the journal where systemd says so") {
    FakeJournal fake;
    const Stderr err;
    const bool joined = GENERATE(false, true);
    if (joined)
        err.is_the_journals();
    else
        setenv("JOURNAL_STREAM", "1:1", 1);
    open_log(LogLevel::info, "stderr", fake.path());
    log_info("hello");
    CHECK(fake.next().has_value() == joined);
    CHECK(err.text().empty() == joined);
    CHECK(count(err.text(), " info: hello\n") == (joined ? 0 : 1));
}

TEST_CASE("log: last words reach the log and whoever looks at stderr, each once") {
    FakeJournal fake;
    const store::PrivateFolder folder;
    const std::string file = folder.path() + "/calld.log";
    const Stderr err;
    SECTION("on stderr") {
        open_log(LogLevel::info, "stderr");
        log_last_words("why\n");
        CHECK(err.text() == "calld: why\\x0a\n");
    }
    SECTION("in a file") {
        open_log(LogLevel::info, file);
        log_last_words("why");
        CHECK(err.text() == "calld: why\n");
        CHECK(count(content(file), " error: why\n") == 1);
    }
    SECTION("in the journal, which has stderr as well") {
        err.is_the_journals();
        open_log(LogLevel::info, "stderr", fake.path());
        log_last_words("why");
        CHECK(err.text().empty());
        CHECK(fake.next().value().at("PRIORITY") == "3");
    }
}

TEST_CASE("log: a file that was moved away gets a successor, line for line") {
    const store::PrivateFolder folder;
    const std::string file = folder.path() + "/calld.log";
    const Stderr err;
    open_log(LogLevel::info, file);
    log_info("first");
    std::filesystem::rename(file, file + ".1");
    log_info("second");
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK(reopen_log());
    log_info("third");
    CHECK(count(content(file + ".1"), "\n") == 2);
    CHECK(count(content(file), "\n") == 1);
    CHECK(count(content(file), " info: third\n") == 1);
    SECTION("one that logrotate made is gone on with") {
        std::ofstream{file, std::ios::app} << "made\n";
        CHECK(reopen_log());
        log_info("fourth");
        CHECK(count(content(file), "\n") == 3);
    }
    SECTION("one that cannot be opened leaves the old one in use") {
        std::filesystem::rename(file, file + ".2");
        std::filesystem::create_directory(file);
        CHECK_FALSE(reopen_log());
        log_info("fourth");
        CHECK(count(content(file + ".2"), " error: the old log goes on: cannot open") == 1);
        CHECK(count(content(file + ".2"), " info: fourth\n") == 1);
    }
    CHECK(err.text().empty());
}

TEST_CASE("log: a file that cannot be opened is said by name") {
    const store::PrivateFolder folder;
    CHECK_THROWS_WITH(open_log(LogLevel::info, folder.path()),
                      Catch::Matchers::Contains("cannot open the log " + folder.path()));
}

TEST_CASE("log: a disk without room costs lines and one word on stderr") {
    const Stderr err;
    open_log(LogLevel::info, "/dev/full");
    log_info("a");
    log_info("b");
    CHECK(err.text() == "calld: the log cannot be written\n");
}

TEST_CASE("event log: each event, with what it is about") {
    FakeJournal fake;
    const Stderr err;
    model::Event event;
    event.id = model::EventId{12};
    event.kind = model::EventKind::hang;
    event.call = model::CallId{7};
    event.user = model::UserId{2};
    open_log(LogLevel::info, "journal", fake.path());
    log_events({event});
    CHECK_FALSE(fake.next());
    set_log_level(LogLevel::debug);
    log_events({event});
    const auto got = fake.next();
    REQUIRE(got);
    CHECK(got->at("MESSAGE") == "hang event_id=12 call_id=7 user_id=2");
    CHECK(got->at("CALLD_EVENT_ID") == "12");
    CHECK(got->at("CALLD_CALL_ID") == "7");
    CHECK(got->at("CALLD_USER_ID") == "2");
}

TEST_CASE("request log: who asked for what only an admin may, and who tried") {
    FakeJournal fake;
    const Stderr err;
    open_log(LogLevel::info, "journal", fake.path());
    RequestLog requests{Peer{.uid = 1001, .gid = 1001, .pid = 77, .groups = {}}};
    const auto ask = [&](const std::string& line, protocol::Role role) {
        const auto message = protocol::parse_message(line, role);
        requests.note(message.requests.front());
        return fake.next();
    };
    const std::string stop = R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})";
    const auto admin = ask(stop, protocol::Role::admin);
    REQUIRE(admin);
    CHECK(admin->at("MESSAGE") == "asked method=shutdown peer_uid=1001 peer_pid=77");
    CHECK(admin->at("CALLD_METHOD") == "shutdown");
    CHECK(admin->at("CALLD_PEER_UID") == "1001");

    const auto stranger = ask(stop, protocol::Role::viewer);
    REQUIRE(stranger);
    CHECK(stranger->at("PRIORITY") == "4");
    CHECK(stranger->at("CALLD_KIND") == "forbidden");
    CHECK(stranger->at("CALLD_METHOD") == "shutdown");
    CHECK_FALSE(ask(stop, protocol::Role::viewer));  // once a connection

    const std::string hang =
        R"({"jsonrpc":"2.0","id":1,"method":"hang","params":{"callId":7,"userId":2,"requestId":"r"}})";
    CHECK_FALSE(ask(hang, protocol::Role::admin));
    CHECK_FALSE(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"deposit","params":{"userId":1,"amount":1}})",
            protocol::Role::admin));
    set_log_level(LogLevel::debug);
    const auto debug = ask(hang, protocol::Role::operating);
    REQUIRE(debug);
    CHECK(debug->at("PRIORITY") == "7");
    CHECK(debug->at("CALLD_METHOD") == "hang");
    CHECK(debug->at("CALLD_CALL_ID") == "7");
    CHECK(debug->at("CALLD_USER_ID") == "2");
    CHECK(debug->at("CALLD_REQUEST_ID") == "r");

    requests.note(model::Reply{.answer = model::refuse(model::RefusalKind::not_found, "no call")});
    CHECK(fake.next().value().at("CALLD_KIND") == "not_found");
}
