#include "core/store/reader.h"

#include <atomic>
#include <string>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/wait_until.h"

namespace {

using namespace calls;
using namespace calls::tests;

// Counts for longer than any test lasts.
constexpr const char* endless =
    "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

class Desk {
  public:
    explicit Desk(bool threaded = true)
        : opened_(inline_options(folder_.database())),
          reader_(folder_.database(), {.threaded = threaded, .wake = [this] { ++woken_; }}) {}

    void ask(store::Reader::Work work) {
        reader_.ask(std::move(work), [this](engine::QueryAnswer answer) {
            const auto* backup = std::get_if<model::BackupDone>(&answer);
            answers.push_back(backup != nullptr ? backup->path
                                                : std::get<model::Refusal>(answer).message);
        });
    }
    bool answered(std::size_t count) {
        return wait_until([&] {
            reader_.collect();
            return answers.size() == count;
        });
    }
    store::Reader& reader() { return reader_; }
    int woken() const { return woken_; }

    std::vector<std::string> answers;

  private:
    TempFolder folder_;
    Opened opened_;
    std::atomic<int> woken_ = 0;
    store::Reader reader_;
};

engine::QueryAnswer say(std::string word) {
    return model::BackupDone{.path = std::move(word), .bytes = 0};
}

}  // namespace

TEST_CASE("a reader does one piece of work after the other") {
    const bool threaded = GENERATE(true, false);
    Desk desk{threaded};
    for (const char* word : {"one", "two", "three"})
        desk.ask([word](store::Database& tables) {
            return say(word + std::to_string(tables.whole("SELECT count(*) FROM app_account")));
        });
    REQUIRE(desk.answered(3));
    CHECK(desk.answers == std::vector<std::string>{"one0", "two0", "three0"});
    CHECK((desk.woken() == 3) == threaded);
}

TEST_CASE("whoever asks a reader does not wait") {
    Desk desk;
    std::atomic<bool> go_on = false;
    desk.ask([&](store::Database&) {
        go_on.wait(false);
        return say("at last");
    });
    CHECK(desk.answers.empty());
    go_on = true;
    go_on.notify_one();
    CHECK(desk.answered(1));
}

TEST_CASE("what a reader cannot read is trouble for the loop") {
    const bool threaded = GENERATE(true, false);
    Desk desk{threaded};
    const auto read = [&] {
        desk.ask([](store::Database& tables) {
            tables.whole("SELECT one FROM nowhere");
            return say("read");
        });
        desk.answered(1);
    };
    CHECK_THROWS_WITH(read(), Catch::Contains("no such table: nowhere"));
    CHECK(desk.answers.empty());
}

TEST_CASE("what a reader finds no room for is refused, and the next piece of work is done") {
    const bool threaded = GENERATE(true, false);
    Desk desk{threaded};
    desk.ask([](store::Database&) -> engine::QueryAnswer { throw engine::StoreFull{"full"}; });
    desk.ask([](store::Database&) { return say("done"); });
    REQUIRE(desk.answered(2));
    CHECK(desk.answers == std::vector<std::string>{"the tables could not be read: full", "done"});
}

TEST_CASE("a reader writes nothing") {
    Desk desk{false};
    CHECK_THROWS_WITH(desk.ask([](store::Database& tables) {
        tables.run("DELETE FROM app_account");
        return say("written");
    }),
                      Catch::Contains("readonly"));
}

TEST_CASE("tables that are not there are refused") {
    TempFolder folder;
    store::Reader reader{folder.database(), {.threaded = false, .wake = {}}};
    std::string answer;
    reader.ask(
        [](store::Database&) { return say("read"); },
        [&](engine::QueryAnswer given) { answer = std::get<model::Refusal>(given).message; });
    CHECK_THAT(answer, Catch::Contains("unable to open"));
}

TEST_CASE("a reader that is abandoned gives up what it is at, and answers nobody") {
    Desk desk;
    desk.ask([](store::Database& tables) { return say(tables.text(endless)); });
    desk.ask([](store::Database&) { return say("next"); });
    desk.reader().abandon();
    CHECK(desk.answers.empty());
}
