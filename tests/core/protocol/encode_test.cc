#include "core/protocol/encode.h"

#include <string>

#include <catch2/catch.hpp>

// What calld says, to the letter.

namespace {

using namespace calls;
using namespace calls::protocol;
using namespace calls::model;

const DaemonFacts no_facts;

std::string reply_text(Answer answer, bool replayed = false) {
    std::string out;
    write_reply(out, "1", Reply{.answer = std::move(answer), .replayed = replayed}, no_facts);
    return out;
}
// The text of the result.
std::string result_text(Answer answer) {
    const std::string text = reply_text(std::move(answer));
    const std::string head = R"({"jsonrpc":"2.0","result":)";
    REQUIRE(text.starts_with(head));
    REQUIRE(text.ends_with(R"(,"id":1})"));
    return text.substr(head.size(), text.size() - head.size() - 8);
}
std::string refusal_text(const Refusal& refusal) {
    std::string out;
    write_refusal(out, "1", refusal);
    return out;
}
// The params of the notification.
std::string event_text(const Event& event) {
    std::string out;
    write_event(out, event);
    const std::string head = R"({"jsonrpc":"2.0","method":"event","params":)";
    REQUIRE(out.starts_with(head));
    return out.substr(head.size(), out.size() - head.size() - 1);
}

CallView talking() {
    CallView view;
    view.call = Call{.id = {7},
                     .host = {1},
                     .guest = {2},
                     .dial_time = {1000},
                     .dial_user = {2},
                     .idal_time = {3000},
                     .helo_time = {3000},
                     .ehlo_time = {4000},
                     .hang_time = {},
                     .hang_user = {},
                     .guest_hb_time = {9000},
                     .host_hb_time = {8000}};
    view.context.counters = {69, 0, -1, 0, 0, 0, 0, 0, 5};
    view.context.tickets = 1;
    view.context.paid = {99};
    view.context.earned = {69};
    view.context.terms = Terms{.mode = Mode::each, .period = Millis{60'000}, .price = {99}};
    view.context.next_charge = Instant{64'000};
    view.context.funded_until = Instant{124'000};
    view.as_of = {10'000};
    return view;
}

const std::string talking_text =
    R"({"callId":7,"hostUserId":1,"guestUserId":2,"dialTime":1000,"dialUserId":2,"idalTime":3000,)"
    R"("heloTime":3000,"ehloTime":4000,"hangTime":0,"hangUserId":0,"guestHbTime":9000,)"
    R"("hostHbTime":8000,"value":[69,0,-1,0,0,0,0,0,5],"phase":"talking","hangReason":"",)"
    R"("ringMs":2000,"waitMs":1000,"talkMs":6000,"mode":"EACH","periodMills":60000,"price":99,)"
    R"("tickets":1,"paid":99,"earned":69,"nextChargeTime":64000,"fundedUntil":124000})";

Offer chat_offer() {
    return {.id = {4},
            .provider = {1},
            .resource = "a\"b\\",
            .mode_id = 3,
            .module = Module::chat,
            .terms = {.mode = Mode::once, .period = Millis{0}, .price = {50}},
            .create_time = {77}};
}
TicketView ticket(CallId call) {
    return {.ticket = {.id = {5},
                       .offer = {4},
                       .payer = {2},
                       .ticket_time = {100},
                       .done_time = {0},
                       .paid = {0},
                       .earned = {35},
                       .free = true},
            .context = {.host = {1}, .call = call, .resource = call ? "" : "room", .price = {50}}};
}
LedgerEntry entry() {
    return {.id = {9},
            .time = {123},
            .kind = EntryKind::ticket_fee,
            .debit = {2},
            .credit = {0},
            .amount = {30},
            .ticket = {5},
            .call = {7},
            .request_id = {},
            .debit_balance = {-30},
            .credit_balance = {30}};
}

}  // namespace

TEST_CASE("encode: a talking call") {
    CHECK(result_text(Outcome{talking()}) == talking_text);
}

TEST_CASE("encode: an ended call, and one without an offer") {
    CallView view = talking();
    view.call.hang_time = {6000};
    view.call.hang_user = {1};
    view.call.hang_reason = HangReason::hangup;
    view.context.next_charge.reset();
    view.context.funded_until.reset();
    const std::string ended = result_text(Outcome{view});
    CHECK(
        ended.find(
            R"("phase":"ended","hangReason":"hangup","ringMs":2000,"waitMs":1000,"talkMs":2000)") !=
        std::string::npos);
    CHECK(ended.ends_with(R"("tickets":1,"paid":99,"earned":69})"));
    view.context.terms.reset();
    CHECK(
        result_text(Outcome{view})
            .ends_with(
                R"("mode":null,"periodMills":null,"price":null,"tickets":1,"paid":99,"earned":69})"));
}

TEST_CASE("encode: what is due next is null before the talk, and absent of a once offer") {
    CallView view = talking();
    view.call.ehlo_time = {};
    view.context.next_charge.reset();
    view.context.funded_until.reset();
    CHECK(result_text(Outcome{view}).ends_with(R"("nextChargeTime":null,"fundedUntil":null})"));
    view.context.terms = Terms{.mode = Mode::once, .period = Millis{0}, .price = {99}};
    CHECK(
        result_text(Outcome{view})
            .ends_with(
                R"("mode":"ONCE","periodMills":0,"price":99,"tickets":1,"paid":99,"earned":69})"));
}

TEST_CASE("encode: offers, tickets and money") {
    CHECK(result_text(Outcome{chat_offer()}) ==
          R"({"serverId":4,"userId":1,"resourceId":"a\"b\\","modeId":3,"moduleEnum":"CHAT",)"
          R"("mode":"ONCE","periodMills":0,"price":50,"createTime":77})");
    CHECK(result_text(Outcome{TicketReply{.view = ticket({}), .charged = {0}, .issued = true}}) ==
          R"({"ticketId":5,"serverId":4,"userId":2,"ticketTime":100,"doneTime":0,"hostUserId":1,)"
          R"("resourceId":"room","callId":null,"price":50,"paid":0,"earned":35,"free":true,)"
          R"("charged":0,"issued":true})");
    CHECK(
        result_text(Outcome{TicketReply{.view = ticket({7}), .charged = {50}, .issued = false}}) ==
        R"({"ticketId":5,"serverId":4,"userId":2,"ticketTime":100,"doneTime":0,"hostUserId":1,)"
        R"("resourceId":"call-7","callId":7,"price":50,"paid":0,"earned":35,"free":true,)"
        R"("charged":50,"issued":false})");
    CHECK(result_text(Outcome{MoneyReply{.user = {2}, .balance = {-70}, .entry = {3}}}) ==
          R"({"userId":2,"balance":-70,"entryId":3})");
    CHECK(result_text(Outcome{ClockReply{.manual = true, .now = {9}}}) ==
          R"({"mode":"manual","now":9})");
}

TEST_CASE("encode: a replayed answer says so") {
    CHECK(
        reply_text(Outcome{MoneyReply{.user = {2}, .balance = {7}, .entry = {3}}}, true) ==
        R"({"jsonrpc":"2.0","result":{"userId":2,"balance":7,"entryId":3,"replayed":true},"id":1})");
}

TEST_CASE("encode: accounts and pages") {
    const Account account{.user = {2}, .balance = {70}, .entries = 4};
    CHECK(result_text(AccountReply{.account = account, .credit_limit = {5}, .live_call = {}}) ==
          R"({"userId":2,"balance":70,"creditLimit":5,"entryCount":4,"liveCallId":null})");
    CHECK(result_text(AccountRows{.page = {.rows = {account}, .next = 2}, .credit_limit = {5}}) ==
          R"({"accounts":[{"userId":2,"balance":70,"creditLimit":5,"entryCount":4}],"next":2})");
    CHECK(result_text(Rows<CallView>{.rows = {talking()}, .next = 7}) ==
          R"({"calls":[)" + talking_text + R"(],"next":7})");
    CHECK(result_text(Rows<TicketView>{}) == R"({"tickets":[],"next":null})");
    CHECK(result_text(Rows<LedgerEntry>{.rows = {entry()}, .next = {}}) ==
          R"({"entries":[{"entryId":9,"time":123,"kind":"ticket-fee","debitUserId":2,)"
          R"("creditUserId":0,"amount":30,"ticketId":5,"callId":7,"requestId":null,)"
          R"("debitBalance":-30,"creditBalance":30}],"next":null})");
}

TEST_CASE("encode: a report's keys are days, users or reasons") {
    const auto key_of = [](ReportRow row) {
        const std::string text = result_text(Rows<ReportRow>{.rows = {std::move(row)}, .next = 3});
        CHECK(text.ends_with(R"("calls":0,"answered":0,"talkMs":0,"tickets":0,"freeTickets":0,)"
                             R"("paid":0,"earned":0,"fees":0}],"next":3})"));
        return text.substr(0, text.find(",\"calls"));
    };
    CHECK(key_of({.by = ReportBy::day, .order = 2, .reason = {}}) ==
          R"({"rows":[{"key":"1970-01-01")");
    CHECK(key_of({.by = ReportBy::day, .order = 1, .reason = {}}) ==
          R"({"rows":[{"key":"1969-12-31")");
    CHECK(key_of({.by = ReportBy::host, .order = 7, .reason = {}}) == R"({"rows":[{"key":7)");
    CHECK(key_of({.by = ReportBy::guest, .order = 8, .reason = {}}) == R"({"rows":[{"key":8)");
    CHECK(key_of({.by = ReportBy::reason, .order = 10, .reason = "chat"}) ==
          R"({"rows":[{"key":"chat")");
}

TEST_CASE("encode: of the service") {
    CHECK(result_text(PingReply{}) == R"({"ok":true})");
    CHECK(result_text(AuditReport{.checked = {{"calls", 3}}, .findings = {}}) ==
          R"({"ok":true,"checked":{"calls":3},"findings":[]})");
    CHECK(
        result_text(
            AuditReport{.checked = {},
                        .findings = {{.what = "sum", .id = 1, .expected = "0", .found = "\n"}}}) ==
        R"({"ok":false,"checked":{},"findings":[{"what":"sum","id":1,"expected":"0","found":"\n"}]})");
    CHECK(result_text(BackupDone{.path = "/a", .bytes = 4096}) == R"({"path":"/a","bytes":4096})");
    const std::vector<std::pair<std::string, std::string>> settings{{"socket", "\"/x\""}};
    StatusReply status;
    status.now = {9};
    status.ringing = 1;
    status.late = Millis{2};
    status.storage = "ok";
    std::string out;
    write_reply(out, "null", {.answer = status},
                {.version = "1.2", .pid = 3, .uptime = Millis{4}, .settings = settings});
    CHECK(out ==
          R"({"jsonrpc":"2.0","result":{"version":"1.2","protocol":1,"pid":3,"uptimeMs":4,)"
          R"("clock":{"mode":"real","now":9},"live":{"ringing":1,"connecting":0,"talking":0},)"
          R"("totals":{"calls":0,"offers":0,"tickets":0,"entries":0,"events":0},"lateMs":2,)"
          R"("eventsBehind":0,"storage":"ok","settings":{"socket":"/x"}},"id":null})");
}

TEST_CASE("encode: refusals with what helps") {
    auto busy = refuse(RefusalKind::busy, "busy \"x\"");
    busy.call = CallId{7};
    busy.user = UserId{2};
    CHECK(refusal_text(busy) == R"({"jsonrpc":"2.0","error":{"code":6,"message":"busy \"x\"",)"
                                R"("data":{"kind":"busy","callId":7,"userId":2}},"id":1})");
    auto poor = refuse(RefusalKind::insufficient_funds, "poor");
    poor.balance = Coins{1};
    poor.price = Coins{2};
    CHECK(refusal_text(poor) ==
          R"({"jsonrpc":"2.0","error":{"code":7,"message":"poor",)"
          R"("data":{"kind":"insufficient_funds","balance":1,"price":2}},"id":1})");
    auto pruned = refuse(RefusalKind::not_found, "pruned");
    pruned.oldest = EventId{50};
    CHECK(refusal_text(pruned) == R"({"jsonrpc":"2.0","error":{"code":5,"message":"pruned",)"
                                  R"("data":{"kind":"not_found","oldest":50}},"id":1})");
    auto away = refuse(RefusalKind::unavailable, "away");
    CHECK(refusal_text(away).find(R"("data":{"kind":"unavailable","outcome":"none"})") !=
          std::string::npos);
    away.outcome_unknown = true;
    CHECK(refusal_text(away).find(R"("outcome":"unknown")") != std::string::npos);
    auto ended = refuse(RefusalKind::ended, "over");
    ended.ended = std::make_shared<const CallView>(talking());
    CHECK(refusal_text(ended) == R"({"jsonrpc":"2.0","error":{"code":4,"message":"over",)"
                                 R"("data":{"kind":"ended","call":)" +
                                     talking_text + R"(}},"id":1})");
}

TEST_CASE("encode: events of calls show the call as it then is") {
    const auto [kind, name] =
        GENERATE(table<EventKind, std::string>({{EventKind::dial, "dial"},
                                                {EventKind::answer, "answer"},
                                                {EventKind::hello, "hello"},
                                                {EventKind::hello_back, "hello-back"},
                                                {EventKind::hang, "hang"}}));
    const CallView view = talking();
    Event event{.id = {3},
                .time = view.as_of,
                .kind = kind,
                .call = {7},
                .user = {2},
                .rows = {},
                .note = view.context};
    event.rows.call = view.call;
    CHECK(event_text(event) == R"({"eventId":3,"time":10000,"kind":")" + name +
                                   R"(","callId":7,"userId":2,"data":)" + talking_text + "}");
}

TEST_CASE("encode: the other events") {
    Event event{.id = {3},
                .time = {5},
                .kind = EventKind::counters,
                .call = {7},
                .user = {},
                .rows = {},
                .note = {}};
    event.rows.counters = Counters{.call = {7}, .value = {1, 2}};
    CHECK(event_text(event) == R"({"eventId":3,"time":5,"kind":"counters","callId":7,"userId":0,)"
                               R"("data":{"callId":7,"value":[1,2,0,0,0,0,0,0,0]}})");
    event = {.id = {3},
             .time = {5},
             .kind = EventKind::offer,
             .call = {},
             .user = {1},
             .rows = {},
             .note = {}};
    event.rows.offer = chat_offer();
    CHECK(event_text(event).starts_with(
        R"({"eventId":3,"time":5,"kind":"offer","callId":null,"userId":1,"data":{"serverId":4,)"));
    event.kind = EventKind::ticket;
    event.rows.ticket = ticket({}).ticket;
    event.note = TicketNote{.context = ticket({}).context, .automatic = true};
    CHECK(event_text(event).ends_with(R"("free":true,"automatic":true}})"));
    event.kind = EventKind::low_funds;
    event.note = LowFundsNote{.price = {9}, .balance = {8}, .funded_until = {77}};
    CHECK(event_text(event).ends_with(R"("data":{"price":9,"balance":8,"fundedUntil":77}})"));
    event.kind = EventKind::start;
    event.note = StartNote{.live_calls = 4};
    CHECK(event_text(event).ends_with(R"("data":{"time":5,"liveCalls":4}})"));
}

TEST_CASE("encode: money events show the user's own balance") {
    Event event{.id = {3},
                .time = {5},
                .kind = EventKind::deposit,
                .call = {},
                .user = {2},
                .rows = {},
                .note = {}};
    LedgerEntry moved = entry();
    moved.debit = world_account;
    moved.credit = {2};
    moved.debit_balance = {-100};
    moved.credit_balance = {100};
    event.rows.entries = {moved};
    CHECK(event_text(event) == R"({"eventId":3,"time":5,"kind":"deposit","callId":null,"userId":2,)"
                               R"("data":{"entryId":9,"amount":30,"balance":100}})");
    std::swap(moved.debit, moved.credit);
    event.kind = EventKind::withdrawal;
    event.rows.entries = {moved};
    CHECK(event_text(event).ends_with(R"("data":{"entryId":9,"amount":30,"balance":-100}})"));
}
