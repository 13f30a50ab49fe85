#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {100}};
constexpr model::Terms once{.mode = model::Mode::once, .period = Millis{0}, .price = {500}};

}  // namespace

TEST_CASE("store: a live call comes back whole") {
    Opened opened{store::in_memory};
    Story story;
    story.deposit(2, 1000);
    model::Call call = story.dial(1, 2);
    const model::Offer offer = story.offer(call, each_minute);
    story.pass(Millis{1500});
    story.talk(call);
    story.count(call.id, {1, -2, 3, 4, 5, 6, 7, 8, 9});
    story.ticket(offer, 2);
    story.pass(Millis{60'000});
    const model::Ticket last = story.ticket(offer, 2);
    opened.store.append(story.take());
    CHECK_FALSE(opened.store.find_call(call.id));
    opened.store.project_now();
    CHECK(opened.store.projected() == story.last().event);

    const auto file = opened.store.find_call(call.id);
    REQUIRE(file);
    CHECK(file->call == call);
    CHECK(file->counters == model::CounterValues{1, -2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(file->totals ==
          model::CallTotals{.call = call.id, .tickets = 2, .paid = {200}, .earned = {140}});
    REQUIRE(file->offer);
    CHECK(model::full_offer(*file->offer, call.id, call.host) == offer);
    CHECK(file->last_ticket == last);
}

TEST_CASE("store: an ended call is found with its counters, totals, offer and ticket") {
    Opened opened{store::in_memory};
    Story story;
    story.deposit(2, 1000);
    model::Call call = story.dial(1, 2);
    opened.store.append(story.take());
    opened.store.project_now();
    const model::Offer offer = story.offer(call, once);
    story.talk(call);
    const model::Ticket ticket = story.ticket(offer, 2);
    story.hang(call);
    opened.store.append(story.take());
    opened.store.project_now();
    const auto file = opened.store.find_call(call.id);
    REQUIRE(file);
    CHECK(file->call == call);
    CHECK(file->last_ticket == ticket);
    CHECK(file->totals.tickets == 1);
    story.count(call.id, {0, 0, 0, 0, 0, 0, 0, 0, 42});
    opened.store.append(story.take());
    opened.store.project_now();
    CHECK(opened.store.find_call(call.id)->counters[8] == 42);
}

TEST_CASE("store: a host's ended call and the next one may come in one projection") {
    Opened opened{store::in_memory};
    Story story;
    model::Call first = story.dial(1, 2);
    opened.store.append(story.take());
    opened.store.project_now();
    story.hang(first);
    const model::Call second = story.dial(1, 2);
    opened.store.append(story.take());
    model::Call third = story.dial(3, 4);
    story.hang(third);
    const model::Call fourth = story.dial(4, 3);
    opened.store.append(story.take());
    opened.store.project_now();
    CHECK(opened.store.find_call(first.id)->call == first);
    CHECK(opened.store.find_call(second.id)->call == second);
    CHECK(opened.store.find_call(third.id)->call == third);
    CHECK(opened.store.find_call(fourth.id)->call == fourth);
}

TEST_CASE("store: offers, tickets, accounts and receipts come back as they were") {
    Opened opened{store::in_memory};
    Story story;
    const model::Offer chat = story.chat_offer(5, "photos/1", once);
    story.deposit(6, 2000, "req-1");
    const model::Ticket paid = story.ticket(chat, 6);
    const model::Ticket free = story.ticket(chat, 6, true);
    const model::Outcome outcome = model::TicketReply{
        .view = {.ticket = free,
                 .context = {.host = {5}, .call = {}, .resource = "photos/1", .price = {500}}},
        .charged = {0},
        .issued = true};
    story.receipt("req-2", outcome);
    opened.store.append(story.take());
    opened.store.project_now();

    CHECK(opened.store.find_offer({5}, "photos/1") == chat);
    CHECK_FALSE(opened.store.find_offer({5}, "photos/2"));
    CHECK(opened.store.last_ticket(chat.id, {6}) == free);
    CHECK_FALSE(opened.store.last_ticket(chat.id, {7}));
    CHECK(opened.store.find_account({6})->balance == model::Coins{1500});
    CHECK(opened.store.find_account({6})->entries == 3);
    CHECK_FALSE(opened.store.find_account({77}));
    CHECK(opened.store.find_receipt("req-2")->outcome == outcome);
    const auto receipt = opened.store.find_receipt("req-1");
    REQUIRE(receipt);
    CHECK(receipt->fingerprint == std::string{"f\0p", 3});
    CHECK(std::get<model::MoneyReply>(receipt->outcome).balance == model::Coins{2000});
    CHECK_FALSE(opened.store.find_receipt("req-3"));
    CHECK(paid.paid == model::Coins{500});
}

TEST_CASE("store: a heartbeat mark reaches the live call only, and never goes back") {
    Opened opened{store::in_memory};
    Story story;
    model::Call call = story.dial(1, 2);
    opened.store.append(story.take());
    opened.mark(call.id, story.now() + Millis{5000}, story.now() + Millis{7000});
    opened.mark({99}, story.now(), story.now());
    opened.store.project_now();
    CHECK(opened.store.find_call(call.id)->call.host_hb_time == story.now() + Millis{5000});
    CHECK(opened.store.find_call(call.id)->call.guest_hb_time == story.now() + Millis{7000});
    opened.mark(call.id, story.now(), story.now());
    opened.store.project_now();
    CHECK(opened.store.find_call(call.id)->call.guest_hb_time == story.now() + Millis{7000});
    story.hang(call);
    opened.mark(call.id, story.now() + Millis{9000}, story.now());
    opened.store.append(story.take());
    opened.store.project_now();
    CHECK(opened.store.find_call(call.id)->call == call);
}
