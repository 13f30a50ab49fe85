#include <memory>

#include <catch2/catch.hpp>

#include "core/model/pack.h"
#include "core/store/sqlite_store.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// Doing a thing once.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms room_terms{
    .mode = model::Mode::each, .period = base::Millis{5000}, .price = {10}};

model::Change publish_room(std::optional<std::int64_t> mode_id = {}) {
    return model::Publish{.provider = {1},
                          .resource = "room",
                          .module = model::Module::chat,
                          .terms = room_terms,
                          .mode_id = mode_id};
}
model::Change pay_room() {
    return model::PayTicket{.payer = {2}, .provider = {1}, .resource = "room"};
}
std::string packed(const model::Reply& reply) {
    return model::pack(std::get<model::Outcome>(reply.answer));
}

struct Office {
    Office() { desk.start(); }
    MemoryStore store;
    Desk desk{store};
};

}  // namespace

TEST_CASE("request id: the same command again is answered with the first outcome") {
    Office office;
    Desk& desk = office.desk;
    const auto first = desk.deposit(2, 70, "r1");
    REQUIRE(verdict(first) == "granted");
    const std::int64_t appends = office.store.appends;
    desk.deposit(2, 5);
    const auto again = desk.deposit(2, 70, "r1");
    CHECK(verdict(again) == "replayed");
    CHECK(packed(again) == packed(first));
    CHECK(desk.balance(2) == 75);
    CHECK(office.store.appends == appends + 1);
}

TEST_CASE("request id: with other params or another method it is a conflict") {
    Office office;
    Desk& desk = office.desk;
    desk.deposit(2, 70, "r1");
    CHECK(verdict(desk.deposit(2, 71, "r1")) == "conflict");
    CHECK(verdict(desk.deposit(3, 70, "r1")) == "conflict");
    CHECK(verdict(desk.ask(model::Withdraw{.user = {2}, .amount = {70}}, "r1")) == "conflict");
    CHECK(verdict(desk.deposit(2, 70, "r2")) == "granted");
    CHECK(verdict(desk.deposit(2, 70)) == "granted");
    CHECK(desk.balance(2) == 210);
}

TEST_CASE("request id: a refusal is not kept") {
    Office office;
    Desk& desk = office.desk;
    const model::Change withdraw = model::Withdraw{.user = {2}, .amount = {50}};
    CHECK(verdict(desk.ask(withdraw, "r1")) == "insufficient");
    desk.deposit(2, 50);
    CHECK(verdict(desk.ask(withdraw, "r1")) == "granted");
    CHECK(verdict(desk.ask(withdraw, "r1")) == "replayed");
    CHECK(desk.balance(2) == 0);
}

TEST_CASE("request id: a held ticket is kept like any outcome") {
    Office office;
    Desk& desk = office.desk;
    desk.deposit(2, 100);
    desk.ask(publish_room());
    desk.ask(pay_room(), "issued");
    const auto held = desk.ask(pay_room(), "held");
    CHECK_FALSE(outcome<model::TicketReply>(held).issued);
    CHECK(desk.event_kinds().back() == "receipt");
    desk.at(6000);
    const auto again = desk.ask(pay_room(), "held");
    CHECK(verdict(again) == "replayed");
    CHECK_FALSE(outcome<model::TicketReply>(again).issued);
    CHECK(outcome<model::TicketReply>(desk.ask(pay_room(), "issued")).charged.value == 10);
    CHECK(desk.balance(2) == 90);
}

TEST_CASE("request id: what changed nothing is kept too") {
    Office office;
    Desk& desk = office.desk;
    desk.dial(1, 2);
    desk.ask(model::Idal{.call = {1}, .user = {}});
    CHECK(verdict(desk.ask(model::Idal{.call = {1}, .user = {}}, "i")) == "granted");
    desk.ask(model::Hang{.call = {1}, .user = {}});
    CHECK(verdict(desk.ask(model::Idal{.call = {1}, .user = {}}, "i")) == "replayed");
    CHECK(verdict(desk.ask(model::Hang{.call = {1}, .user = {}}, "h")) == "granted");
    CHECK(verdict(desk.ask(model::Hang{.call = {1}, .user = {}}, "h")) == "replayed");
    CHECK(verdict(desk.ask(model::SetCounts{.call = {1}, .edits = {}}, "c")) == "granted");
    CHECK(verdict(desk.ask(model::SetCounts{.call = {1}, .edits = {}}, "c")) == "replayed");
}

TEST_CASE("request id: a dial is answered with the call as it was then") {
    Office office;
    Desk& desk = office.desk;
    desk.dial(1, 2, {}, "d");
    desk.ask(model::Hang{.call = {1}, .user = {}});
    const auto again = desk.dial(1, 2, {}, "d");
    CHECK(verdict(again) == "replayed");
    CHECK(outcome<model::CallView>(again).call.phase() == model::Phase::ringing);
    CHECK(desk.state().live_calls() == 0);
}

TEST_CASE("request id: twice in one turn is done once") {
    Office office;
    Desk& desk = office.desk;
    const auto one = desk.submit(command_of(model::Deposit{.user = {2}, .amount = {7}}, "r"), 1);
    const auto two = desk.submit(command_of(model::Deposit{.user = {2}, .amount = {7}}, "r"), 2);
    desk.run();
    CHECK(verdict(desk.answer_to(one)) == "granted");
    CHECK(verdict(desk.answer_to(two)) == "replayed");
    CHECK(desk.balance(2) == 7);
}

TEST_CASE("request id: is borne by the entry that it made, and by no other") {
    Office office;
    Desk& desk = office.desk;
    desk.deposit(2, 100, "mine");
    desk.dial(1, 2, model::Terms{.mode = model::Mode::once, .period = {}, .price = {5}}, "dialled");
    desk.talk(1, 1, 2);
    std::vector<std::string> ids;
    for (const auto& event : desk.committed())
        for (const auto& entry : event.rows.entries) ids.push_back(entry.request_id);
    CHECK(ids == std::vector<std::string>{"mine", ""});  // the second is the automatic charge's
}

TEST_CASE("request id: of a batch that was taken back is free again") {
    Office office;
    Desk& desk = office.desk;
    office.store.mood = Mood::full;
    CHECK(verdict(desk.deposit(2, 70, "r")) == "unavailable");
    office.store.mood = Mood::good;
    desk.at(5000);
    CHECK(verdict(desk.deposit(2, 71, "r")) == "granted");
}

TEST_CASE("request id: is remembered over a crash and over a clean stop") {
    const store::PrivateFolder folder;
    store::StoreOptions options;
    options.path = folder.path() + "/calld.db";
    options.durability = store::Durability::off;
    options.threaded = false;
    std::vector<std::string> outcomes;
    for (const char* ending : {"crash", "close", "crash"}) {
        CAPTURE(ending);
        store::SqliteStore store{options};
        {
            Desk desk{store};
            desk.start();
            const auto money = desk.deposit(2, 70, "m");
            const auto room = desk.ask(publish_room(), "p");
            const auto ticket = desk.ask(pay_room(), "t");
            const auto held = desk.ask(pay_room(), "h");
            CHECK(verdict(desk.deposit(2, 71, "m")) == "conflict");
            CHECK(desk.balance(2) == 60);
            for (const auto* reply : {&money, &room, &ticket, &held})
                CHECK(verdict(*reply) == (outcomes.size() < 4 ? "granted" : "replayed"));
            for (const auto* reply : {&money, &room, &ticket, &held})
                outcomes.push_back(packed(*reply));
        }
        if (std::string{ending} == "crash")
            store.crash();
        else
            store.close();
    }
    for (std::size_t i = 4; i < outcomes.size(); ++i) CHECK(outcomes[i] == outcomes[i % 4]);
}
