#include "tests/simulator/model.h"

#include <limits>

#include "tests/simulator/world.h"

// Calls and their deadlines. The figures are worked out by hand from the contract.

using namespace calls;  // NOLINT(google-build-using-namespace)
using namespace calls::simulator;
using model::CallView;
using model::EventKind;
using model::HangReason;
using model::RefusalKind;
using Kinds = std::vector<EventKind>;

TEST_CASE("model: a dial rings, and neither party can be dialled again") {
    World world;
    const CallView view = outcome<CallView>(world.dial());
    CHECK(view.call.phase() == model::Phase::ringing);
    CHECK(view.call.dial_user == guest);
    CHECK(view.call.host_hb_time == at(0));
    CHECK(view.call.guest_hb_time == at(0));

    // Guest 2 is asked for as a host, and so is found first; host 1 is busy too.
    const auto reply = world.change(model::Dial{guest, host, true, {}, {}});
    const auto& busy = std::get<model::Refusal>(reply.answer);
    CHECK(busy.kind == RefusalKind::busy);
    CHECK(busy.user == guest);
    CHECK(busy.call == call_one);
    CHECK(refusal(world.change(model::Dial{host, host, true, {}, {}})) == RefusalKind::invalid);
    CHECK(world.model.numbers().event.value == 1);
}

TEST_CASE("model: the callee's heartbeat while ringing answers and says hello, step by step") {
    World world;
    world.dial();
    world.now = 2'000;
    world.beat(guest);
    CHECK(world.told.empty());  // the caller before the hello is only kept alive
    CHECK(world.call().guest_hb_time == at(2'000));
    world.now = 3'000;
    world.beat(host);
    REQUIRE(world.kinds() == Kinds{EventKind::answer, EventKind::hello});
    CHECK(std::get<CallView>(world.told[0].told).call.helo_time == base::never_happened);
    CHECK(std::get<CallView>(world.told[1].told).call.helo_time == at(3'000));
    CHECK(world.call().guest_hb_time == at(3'000));
    world.now = 4'000;
    world.beat(guest);
    CHECK(world.kinds() == Kinds{EventKind::hello_back});
    CHECK(world.call().ehlo_time == at(4'000));
    world.beat(guest);
    CHECK(world.told.empty());
}

TEST_CASE("model: idal is the callee's, once, and comes before the hello") {
    World world;
    world.dial();
    CHECK(refusal(world.change(model::Idal{call_one, stranger})) == RefusalKind::forbidden);
    CHECK(refusal(world.change(model::Idal{call_one, guest})) == RefusalKind::forbidden);
    CHECK(refusal(world.change(model::Idal{{2}, host})) == RefusalKind::not_found);
    world.now = 1'000;
    world.change(model::Idal{call_one, {}});
    REQUIRE(world.kinds() == Kinds{EventKind::answer});
    CHECK(world.told[0].user == host);
    world.now = 2'000;
    world.change(model::Idal{call_one, host});
    CHECK(world.told.empty());
    CHECK(world.call().idal_time == at(1'000));
    world.change(model::Hang{call_one, {}});
    const auto reply = world.change(model::Idal{call_one, guest});  // ended comes before the caller
    const auto& ended = std::get<model::Refusal>(reply.answer);
    CHECK(ended.kind == RefusalKind::ended);
    CHECK(ended.ended->call.hang_time == at(2'000));
}

TEST_CASE("model: a hang is named by who and when, and changes an ended call no more") {
    const auto reason = [](model::UserId user, bool answered) {
        World world;
        world.dial();
        if (answered) world.change(model::Idal{call_one, {}});
        world.change(model::Hang{call_one, user});
        return world.call().hang_reason;
    };
    CHECK(reason(guest, false) == HangReason::cancel);
    CHECK(reason(host, false) == HangReason::reject);
    CHECK(reason(guest, true) == HangReason::hangup);
    CHECK(reason(model::operator_user, false) == HangReason::operator_hang);

    World world;
    world.dial();
    CHECK(refusal(world.change(model::Hang{call_one, stranger})) == RefusalKind::forbidden);
    world.change(model::Hang{call_one, guest});
    world.now = 5'000;
    CHECK(outcome<CallView>(world.change(model::Hang{call_one, host})).call.hang_user == guest);
    CHECK(world.told.empty());
    CHECK(outcome<CallView>(world.beat(host)).call.hang_time == at(0));
    CHECK(refusal(world.beat(stranger)) == RefusalKind::forbidden);
}

TEST_CASE("model: a ring times out at its deadline, however late it is looked at") {
    World world;
    world.dial();
    world.now = 29'999;
    CHECK_FALSE(world.model.due(call_one, at(world.now)));
    world.now = 45'000;
    CHECK(outcome<CallView>(world.beat(host)).call.hang_time == at(30'000));
    REQUIRE(world.kinds() == Kinds{EventKind::hang});
    CHECK(world.told[0].time == at(45'000));  // booked when it was carried out
    CHECK(world.told[0].user == model::nobody);
    CHECK(world.call().hang_reason == HangReason::ring_timeout);
}

TEST_CASE("model: of two silent sides the host is named, of one silent side that one") {
    World both;
    both.dial();
    both.change(model::Idal{call_one, {}});
    both.now = 15'000;
    both.expire_all();
    CHECK(both.call().hang_reason == HangReason::host_timeout);
    CHECK(both.call().hang_time == at(15'000));

    World one;
    one.dial();
    one.change(model::Idal{call_one, {}});
    one.now = 10'000;
    one.beat(host);
    one.now = 20'000;
    one.expire_all();
    CHECK(one.call().hang_reason == HangReason::guest_timeout);
    CHECK(one.call().hang_time == at(15'000));
}

TEST_CASE("model: deadlines that are switched off never come") {
    World world{{.ring_timeout = base::Millis{0}, .heartbeat_timeout = base::Millis{0}}};
    world.dial();
    world.now = 1'000'000'000;
    CHECK_FALSE(world.model.next_due(at(world.now)));
    world.change(model::Idal{call_one, {}});
    world.now = 2'000'000'000;
    CHECK_FALSE(world.model.next_due(at(world.now)));
}

TEST_CASE("model: a command carries out the deadlines that it names, a list all of them") {
    World world;
    world.dial();
    world.change(model::Dial{{3}, {4}, true, {}, {}});
    world.now = 30'000;
    world.change(model::Deposit{{3}, {5}});
    CHECK(world.kinds() == Kinds{EventKind::hang, EventKind::deposit});
    CHECK(world.told[0].call == model::CallId{2});
    CHECK(world.model.due(call_one, at(30'000)));
    const auto list = world.read(model::ListLive{});
    CHECK(std::get<model::Rows<CallView>>(list.answer).rows.empty());
    CHECK(world.kinds() == Kinds{EventKind::hang});
}

TEST_CASE("model: due calls come by time, at one time by number") {
    World world;
    world.dial();
    world.change(model::Idal{call_one, {}});  // time-out at 15 s
    world.change(model::Dial{{3}, {4}, true, {}, {}});
    world.change(model::Dial{{5}, {6}, true, {}, {}});
    world.now = 40'000;
    for (const std::int64_t id : {1, 2, 3}) {
        REQUIRE(world.model.next_due(at(world.now)) == model::CallId{id});
        world.model.expire({id}, at(world.now));
    }
    CHECK_FALSE(world.model.next_due(at(world.now)));
    CHECK(world.model.live_calls().empty());
}

TEST_CASE("model: after a start the time-outs count from it, and the stored times stay") {
    World world;
    world.dial();
    const Happening start = world.model.start(at(29'000));
    CHECK(start.kind == EventKind::start);
    CHECK(std::get<Started>(start.told).live_calls == 1);
    CHECK(world.model.last_start() == at(29'000));
    world.now = 58'999;
    CHECK_FALSE(world.model.next_due(at(world.now)));
    world.now = 59'000;
    world.expire_all();
    CHECK(world.call().dial_time == at(0));
    CHECK(world.call().hang_time == at(59'000));
}

TEST_CASE("model: heartbeats that a crash took move the deadline back") {
    World world;
    world.dial();
    world.change(model::Idal{call_one, {}});
    world.now = 10'000;
    world.beat(host);
    world.beat(guest);
    CHECK_FALSE(world.model.due(call_one, at(24'999)));
    world.model.set_heartbeats(call_one, at(10'000), at(4'000));
    world.now = 24'000;
    world.expire_all();
    CHECK(world.call().hang_time == at(19'000));
    CHECK(world.call().hang_reason == HangReason::guest_timeout);
}

TEST_CASE("model: counters are set and added, and an overflow refuses all of an addition") {
    World world;
    world.dial();
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    world.change(model::SetCounts{call_one, {most, std::nullopt, 7}});
    REQUIRE(world.kinds() == Kinds{EventKind::counters});
    CHECK(std::get<model::Counters>(world.told[0].told).value[2] == 7);
    CHECK(refusal(world.change(model::AddCounts{call_one, {1, std::nullopt, 1}})) ==
          RefusalKind::conflict);
    CHECK(world.model.counters(call_one)[2] == 7);
    world.change(model::Hang{call_one, {}});
    world.change(model::AddCounts{call_one, {-1, 4}});
    CHECK(world.model.counters(call_one)[0] == most - 1);
    CHECK(world.model.counters(call_one)[1] == 4);
}

TEST_CASE("model: the same request id is answered once, and other params are a conflict") {
    World world;
    const model::Deposit deposit{guest, {50}};
    world.change(deposit, "a");
    CHECK(world.model.entries().front().request_id == "a");
    const auto again = world.change(deposit, "a");
    CHECK(again.replayed);
    CHECK(outcome<model::MoneyReply>(again).balance.value == 50);
    CHECK(world.told.empty());
    CHECK(refusal(world.change(model::Deposit{guest, {51}}, "a")) == RefusalKind::conflict);
    CHECK(world.balance(guest) == 50);
    // A refusal is not kept: the id is free for the next try.
    CHECK(refusal(world.change(model::Withdraw{guest, {60}}, "b")) ==
          RefusalKind::insufficient_funds);
    world.change(model::Deposit{guest, {10}});
    CHECK_FALSE(world.change(model::Withdraw{guest, {60}}, "b").replayed);
}

TEST_CASE("model: an outcome that changed nothing has an event of its own") {
    World world;
    world.dial();
    world.change(model::Hang{call_one, guest}, "first");
    CHECK(world.kinds() == Kinds{EventKind::hang});
    world.change(model::Hang{call_one, guest}, "second");
    REQUIRE(world.kinds() == Kinds{EventKind::receipt});
    CHECK(world.told[0].id.value == 3);  // dial, hang, receipt
    CHECK(world.told[0].call == model::CallId{});
    CHECK(world.model.receipts().size() == 2);
}

TEST_CASE("model: on a full disk only what is kept, read or plain is answered") {
    World world;
    world.change(model::Deposit{guest, {10}}, "kept");
    world.dial();
    world.model.suspend(true, true);
    CHECK(world.change(model::Deposit{guest, {10}}, "kept").replayed);
    CHECK(refusal(world.change(model::Deposit{guest, {10}})) == RefusalKind::unavailable);
    CHECK(refusal(world.change(model::Hang{{7}, guest})) == RefusalKind::unavailable);
    world.now = 40'000;
    CHECK(refusal(world.beat(host)) == RefusalKind::unavailable);  // it would be the hello
    CHECK(world.call().host_hb_time == at(0));
    CHECK(outcome<CallView>(world.beat(guest)).call.guest_hb_time == at(40'000));
    CHECK_FALSE(world.model.next_due(at(world.now)));
    world.model.start(at(40'000));
    world.beat(host);
    CHECK(world.kinds() == Kinds{EventKind::answer, EventKind::hello});
}

TEST_CASE("model: a copy is a world of its own") {
    World world;
    world.dial();
    World copy = world;
    copy.change(model::Hang{call_one, guest});
    CHECK(world.call().live());
    world.change(model::Hang{call_one, guest});
    CHECK(world.told == copy.told);
}
