#include <fstream>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;
using Catch::Matchers::Contains;

namespace fs = std::filesystem;

struct Copied {
    Copied() : opened(folder.database()) {
        story.deposit(2, 1000, "salary");
        call = story.dial(1, 2);
        opened.store.append(story.take());
    }
    engine::QueryAnswer backup(const std::string& path, bool force = false) {
        return opened.ask(model::BackupQuery{.path = path, .force = force});
    }
    model::Refusal refused(const std::string& path, bool force = false) {
        return std::get<model::Refusal>(backup(path, force));
    }

    TempFolder folder;
    Opened opened;
    Story story;
    model::Call call;
};

}  // namespace

TEST_CASE("store: a backup is one file that opens as a store of its own, and goes on") {
    Copied copied;
    const std::string path = copied.folder.file("copy.db");
    const auto done = std::get<model::BackupDone>(copied.backup(path));
    CHECK(done.path == path);
    CHECK(done.bytes == static_cast<std::int64_t>(fs::file_size(path)));
    CHECK_FALSE(fs::exists(path + ".part"));
    CHECK((fs::status(path).permissions() & fs::perms{0077}) == fs::perms::none);
    copied.story.deposit(2, 1);
    copied.opened.store.append(copied.story.take());

    Opened copy{path};
    CHECK(copy.loaded.numbers_found.event == model::EventId{2});
    CHECK(copy.loaded.live.at(0).call == copied.call);
    CHECK(copy.store.find_receipt("salary"));
    Story story{copy.loaded.numbers_found};
    story.pass(Millis{1});
    story.start(1);
    copy.store.append(story.take());
    CHECK(copy.store.oldest_event() == model::EventId{3});
    // To watchers what lies in the backup is pruned; what is later is not.
    CHECK(copy.store.last_event_before(copy.loaded.latest) == model::EventId{1});
    CHECK(copy.store.last_event_before(story.now()) == model::EventId{2});
    CHECK(std::get<model::AuditReport>(copy.ask(model::AuditQuery{})).findings.empty());
}

TEST_CASE("store: a backup put back beside the old journal is not mixed with it") {
    const TempFolder folder;
    {
        Copied copied;
        copied.backup(folder.file("copy.db"));
        copied.opened.store.close();
        fs::copy_file(copied.folder.journal(), folder.journal());
    }
    fs::rename(folder.file("copy.db"), folder.database());
    CHECK_THROWS_WITH(store::SqliteStore{inline_options(folder.database())},
                      Contains("move the old journal away"));
    fs::remove(folder.journal());
    CHECK_NOTHROW(store::SqliteStore{inline_options(folder.database())});
}

TEST_CASE("store: a backup replaces an existing file only by force") {
    Copied copied;
    const std::string path = copied.folder.file("copy.db");
    std::ofstream{path} << "something";
    std::ofstream{path + ".part"} << "half a backup";
    CHECK(copied.refused(path).kind == model::RefusalKind::conflict);
    CHECK(fs::file_size(path) == 9);
    CHECK(std::holds_alternative<model::BackupDone>(copied.backup(path, true)));
    CHECK(fs::file_size(path) > 9);
}

TEST_CASE("store: a backup that cannot be made is refused, and the store goes on") {
    Copied copied;
    CHECK(copied.refused("relative.db").kind == model::RefusalKind::invalid);
    const model::Refusal nowhere = copied.refused(copied.folder.file("none/copy.db"));
    CHECK(nowhere.kind == model::RefusalKind::unavailable);
    CHECK_THAT(nowhere.message, Contains("No such file"));
    fs::create_directory(copied.folder.file("folder"));
    CHECK(copied.refused(copied.folder.file("folder"), true).kind ==
          model::RefusalKind::unavailable);
    CHECK_FALSE(fs::exists(copied.folder.file("folder.part")));
    copied.opened.store.collect();
    CHECK(copied.opened.store.find_call(copied.call.id));
}

TEST_CASE("store: a backup never goes over the store itself, by whatever name") {
    Copied copied;
    for (const char* name : {"calld.db", "calld.db-wal", "calld-journal.db", "calld.db.lock"})
        CHECK(copied.refused(copied.folder.file(name), true).kind == model::RefusalKind::conflict);
    const std::string name = fs::path{copied.folder.database()}.parent_path().filename().string();
    CHECK(copied.refused(copied.folder.file("../") + name + "/calld.db", true).kind ==
          model::RefusalKind::conflict);
    fs::create_symlink(copied.folder.database(), copied.folder.file("link.db"));
    CHECK(copied.refused(copied.folder.file("link.db"), true).kind == model::RefusalKind::conflict);
}
