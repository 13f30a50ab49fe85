#include "core/protocol/methods.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "core/model/pack.h"
#include "tests/core/protocol/parsed.h"

// Every method's own parameters: accepted, or refused with the field named.

namespace {

using namespace calls;
using namespace calls::tests;

struct Case {
    const char* method;
    const char* params;
    const char* field;  // "": accepted
};

void check(const Case& wish) {
    CAPTURE(wish.method, wish.params);
    CHECK(faulty_field(wish.method, wish.params) == wish.field);
}

}  // namespace

TEST_CASE("methods: all that the wire has, each once, with its role") {
    const std::map<std::string_view, std::string_view> expected{{"dialWithRtcValue", "operator"},
                                                                {"idal", "operator"},
                                                                {"heartbeat", "operator"},
                                                                {"hang", "operator"},
                                                                {"updateCounts", "operator"},
                                                                {"incrCounts", "operator"},
                                                                {"publishServer", "operator"},
                                                                {"ticketByResourceId", "operator"},
                                                                {"listAll", "viewer"},
                                                                {"getCall", "viewer"},
                                                                {"records", "viewer"},
                                                                {"getServer", "viewer"},
                                                                {"tickets", "viewer"},
                                                                {"deposit", "admin"},
                                                                {"withdraw", "admin"},
                                                                {"account", "viewer"},
                                                                {"accounts", "viewer"},
                                                                {"ledger", "viewer"},
                                                                {"report", "viewer"},
                                                                {"subscribe", "viewer"},
                                                                {"status", "viewer"},
                                                                {"ping", "viewer"},
                                                                {"audit", "viewer"},
                                                                {"metrics", "viewer"},
                                                                {"prune", "admin"},
                                                                {"backup", "admin"},
                                                                {"clock", "viewer"},
                                                                {"shutdown", "admin"}};
    std::set<std::string_view> names;
    for (const auto& method : protocol::methods()) {
        CAPTURE(method.name);
        CHECK(names.insert(method.name).second);
        REQUIRE(expected.contains(method.name));
        CHECK(protocol::name_of(method.role) == expected.at(method.name));
        CHECK(protocol::find_method(method.name) == &method);
    }
    for (const auto& [name, role] : expected) {
        CAPTURE(name);
        CHECK(names.contains(name));
    }
}

TEST_CASE("methods: what is left out is filled in, so that a request id sees the same request") {
    const auto packed = [](const char* method, const char* params) {
        const auto value = boost::json::parse(params);
        protocol::Params reader{&value, {}};
        const auto ask = protocol::find_method(method)->parse(reader);
        return model::pack(std::get<model::Change>(std::get<model::Command>(ask).what));
    };
    const char* const left_out =
        R"({"userId":1,"resourceId":"room","moduleEnum":"CHAT","mode":"ONCE","price":5})";
    const char* const given =
        R"({"userId":1,"resourceId":"room","moduleEnum":"CHAT","mode":"ONCE","price":5,
            "periodMills":0,"modeId":0})";
    CHECK(packed("publishServer", left_out) == packed("publishServer", given));
    CHECK(packed("hang", R"({"callId":1})") == packed("hang", R"({"callId":1,"userId":0})"));
}

TEST_CASE("methods: dialWithRtcValue") {
    const char* const method = "dialWithRtcValue";
    check(GENERATE_COPY(values<Case>(
        {{method, R"({"hostUserId":1,"guestUserId":2,"direct":false})", ""},
         {method, R"({"hostUserId":1,"guestUserId":2,"direct":true,"cmap":{},"requestId":"r"})",
          ""},
         {method, R"({"guestUserId":2,"direct":false})", "hostUserId"},
         {method, R"({"hostUserId":1,"direct":false})", "guestUserId"},
         {method, R"({"hostUserId":1,"guestUserId":2})", "direct"},
         {method, R"({"hostUserId":1,"guestUserId":2,"direct":1})", "direct"},
         {method, R"({"hostUserId":1,"guestUserId":2,"direct":null})", "direct"}})));
}

TEST_CASE("methods: the terms of a dial and of an offer, all or none") {
    const auto wish = GENERATE(values<Case>(
        {{"", R"("mode":"EACH","periodMills":1000,"price":0)", ""},
         {"", R"("mode":"EACH","periodMills":315360000000,"price":5)", ""},
         {"", R"("mode":"EACH","periodMills":999,"price":5)", "periodMills"},
         {"", R"("mode":"EACH","periodMills":315360000001,"price":5)", "periodMills"},
         {"", R"("mode":"EACH","price":5)", "periodMills"},
         {"", R"("mode":"EACH","periodMills":1000)", "price"},
         {"", R"("mode":"EACH","periodMills":1000,"price":-1)", "price"},
         {"", R"("mode":"EACH","periodMills":1000,"price":9223372036854775808)", "price"},
         {"", R"("mode":"ONCE","price":5)", ""},
         {"", R"("mode":"ONCE","periodMills":0,"price":5)", ""},
         {"", R"("mode":"ONCE","periodMills":1,"price":5)", "periodMills"},
         {"", R"("mode":"ONCE")", "price"},
         {"", R"("mode":"each","periodMills":1000,"price":5)", "mode"},
         {"", R"("mode":1,"price":5)", "mode"},
         {"", R"("price":5)", "mode"},
         {"", R"("periodMills":1000)", "mode"}}));
    const std::string terms{wish.params};
    CAPTURE(terms);
    CHECK(faulty_field("dialWithRtcValue", R"({"hostUserId":1,"guestUserId":2,"direct":false,)" +
                                               terms + "}") == wish.field);
    CHECK(faulty_field("publishServer", R"({"userId":1,"resourceId":"x","moduleEnum":"CHAT",)" +
                                            terms + "}") == wish.field);
}

TEST_CASE("methods: of calls") {
    check(GENERATE(values<Case>(
        {{"idal", R"({"callId":1})", ""},
         {"idal", R"({"callId":1,"userId":2,"requestId":"r"})", ""},
         {"idal", R"({"userId":2})", "callId"},
         {"idal", R"({"callId":1,"userId":0})", "userId"},
         {"heartbeat", R"({"callId":1,"userId":2})", ""},
         {"heartbeat", R"({"callId":1})", "userId"},
         {"heartbeat", R"({"callId":1,"userId":0})", "userId"},
         {"hang", R"({"callId":1})", ""},
         {"hang", R"({"callId":1,"userId":0})", ""},
         {"hang", R"({"callId":1,"userId":-1})", "userId"},
         {"updateCounts", R"({"callId":1,"indexAndCount":{"1":1},"requestId":"r"})", ""},
         {"updateCounts", R"({"callId":1})", "indexAndCount"},
         {"updateCounts", R"({"indexAndCount":{}})", "callId"},
         {"incrCounts", R"({"callId":1,"indexAndCount":{}})", ""},
         {"incrCounts", R"({"callId":1})", "indexAndCount"}})));
}

TEST_CASE("methods: of offers, tickets and money") {
    check(GENERATE(values<Case>(
        {{"publishServer",
          R"({"userId":1,"resourceId":"x","moduleEnum":"CHAT","mode":"ONCE","price":1,"modeId":0})",
          ""},
         {"publishServer",
          R"({"userId":1,"resourceId":"x","moduleEnum":"CHAT","mode":"ONCE","price":1,"modeId":1.0})",
          "modeId"},
         {"publishServer",
          R"({"userId":1,"resourceId":"x","moduleEnum":"chat","mode":"ONCE","price":1})",
          "moduleEnum"},
         {"publishServer", R"({"userId":1,"resourceId":"x","mode":"ONCE","price":1})",
          "moduleEnum"},
         {"publishServer", R"({"userId":1,"moduleEnum":"CHAT","mode":"ONCE","price":1})",
          "resourceId"},
         {"publishServer", R"({"resourceId":"x","moduleEnum":"CHAT","mode":"ONCE","price":1})",
          "userId"},
         {"ticketByResourceId", R"({"userId":2,"provideUserId":1,"resourceId":"x"})", ""},
         {"ticketByResourceId",
          R"({"userId":2,"provideUserId":1,"resourceId":"x","free":true,"requestId":"r"})", ""},
         {"ticketByResourceId", R"({"userId":2,"provideUserId":1,"resourceId":"x","free":0})",
          "free"},
         {"ticketByResourceId", R"({"provideUserId":1,"resourceId":"x"})", "userId"},
         {"ticketByResourceId", R"({"userId":2,"resourceId":"x"})", "provideUserId"},
         {"ticketByResourceId", R"({"userId":2,"provideUserId":1})", "resourceId"},
         {"deposit", R"({"userId":1,"amount":1,"requestId":"r"})", ""},
         {"deposit", R"({"userId":1,"amount":0})", "amount"},
         {"deposit", R"({"userId":1,"amount":-5})", "amount"},
         {"deposit", R"({"userId":1})", "amount"},
         {"deposit", R"({"userId":0,"amount":1})", "userId"},
         {"withdraw", R"({"userId":1,"amount":9223372036854775807})", ""},
         {"withdraw", R"({"userId":-1,"amount":1})", "userId"},
         {"withdraw", R"({"amount":1})", "userId"}})));
}

TEST_CASE("methods: reads") {
    check(GENERATE(
        values<Case>({{"listAll", "", ""},
                      {"listAll", R"({"userId":1,"hostUserId":1,"guestUserId":1})", ""},
                      {"listAll", R"({"userId":0})", "userId"},
                      {"listAll", R"({"phase":"talking"})", ""},
                      {"listAll", R"({"phase":"asleep"})", "phase"},
                      {"listAll", R"({"phase":1})", "phase"},
                      {"listAll", R"({"since":1})", "since"},
                      {"getCall", R"({"callId":1})", ""},
                      {"getCall", R"({"liveOf":1})", ""},
                      {"getCall", R"({"callId":1,"liveOf":1})", "callId"},
                      {"getCall", "{}", "callId"},
                      {"getCall", R"({"callId":0})", "callId"},
                      {"getCall", R"({"liveOf":0})", "liveOf"},
                      {"records", R"({"reason":"no-funds"})", ""},
                      {"records", R"({"reason":""})", "reason"},
                      {"records", R"({"reason":"no_funds"})", "reason"},
                      {"records", R"({"phase":"ended"})", "phase"},
                      {"getServer", R"({"serverId":1})", ""},
                      {"getServer", R"({"callId":1})", ""},
                      {"getServer", R"({"userId":1,"resourceId":"x"})", ""},
                      {"getServer", R"({"userId":1})", "resourceId"},
                      {"getServer", R"({"serverId":1,"callId":1})", "serverId"},
                      {"getServer", "{}", "serverId"},
                      {"tickets", R"({"callId":1,"userId":1,"hostUserId":1})", ""},
                      {"tickets", R"({"serverId":1,"since":1,"until":2})", ""},
                      {"tickets", R"({"guestUserId":1})", "guestUserId"},
                      {"account", R"({"userId":1})", ""},
                      {"account", R"({"userId":0})", ""},
                      {"account", R"({"userId":-1})", ""},
                      {"account", R"({"userId":-2})", "userId"},
                      {"account", "{}", "userId"},
                      {"accounts", R"({"min":-5,"max":5})", ""},
                      {"accounts", R"({"min":0.5})", "min"},
                      {"ledger", R"({"userId":-1,"callId":1,"ticketId":1})", ""},
                      {"ledger", R"({"userId":-2})", "userId"},
                      {"ledger", R"({"kinds":["deposit","ticket-fee"]})", ""},
                      {"ledger", R"({"kinds":[]})", ""},
                      {"ledger", R"({"kinds":["fee"]})", "kinds"},
                      {"ledger", R"({"kinds":"deposit"})", "kinds"},
                      {"ledger", R"({"kinds":[1]})", "kinds"},
                      {"report", "", ""},
                      {"report", R"({"since":1,"until":2,"by":"guest"})", ""},
                      {"report", R"({"by":"reason","utcOffsetMinutes":-720})", ""},
                      {"report", R"({"utcOffsetChanges":[[1,60],[2,-60]]})", ""},
                      {"report", R"({"utcOffsetChanges":[[1,2,3]]})", "utcOffsetChanges"},
                      {"report", R"({"utcOffsetChanges":[[2,0],[2,0]]})", "utcOffsetChanges"},
                      {"report", R"({"utcOffsetChanges":[[1,1441]]})", "utcOffsetChanges"},
                      {"report", R"({"utcOffsetChanges":60})", "utcOffsetChanges"},
                      {"report", R"({"by":"week"})", "by"},
                      {"report", R"({"by":1})", "by"},
                      {"report", R"({"utcOffsetMinutes":1441})", "utcOffsetMinutes"},
                      {"report", R"({"utcOffsetMinutes":0.5})", "utcOffsetMinutes"},
                      {"report", R"({"hostUserId":1})", "hostUserId"}})));
}

TEST_CASE("methods: of the service") {
    check(GENERATE(values<Case>({{"subscribe", "", ""},
                                 {"subscribe", R"({"after":0,"callId":1,"userId":1})", ""},
                                 {"subscribe", R"({"since":0})", ""},
                                 {"subscribe", R"({"after":1,"since":1})", "since"},
                                 {"subscribe", R"({"after":-1})", "after"},
                                 {"subscribe", R"({"kinds":["low-funds","start"]})", ""},
                                 {"subscribe", R"({"kinds":["receipt"]})", "kinds"},
                                 {"subscribe", R"({"kinds":["ring"]})", "kinds"},
                                 {"status", R"({"x":1})", "x"},
                                 {"ping", "{}", ""},
                                 {"audit", "{}", ""},
                                 {"shutdown", "{}", ""},
                                 {"backup", R"({"path":"/a/b"})", ""},
                                 {"backup", R"({"path":"/a","force":true})", ""},
                                 {"backup", R"({"path":"a/b"})", "path"},
                                 {"backup", R"({"path":""})", "path"},
                                 {"backup", R"({"path":"/a\u0000b"})", "path"},
                                 {"backup", "{}", "path"},
                                 {"backup", R"({"path":"/a","force":1})", "force"},
                                 {"clock", "{}", ""},
                                 {"clock", R"({"advance":0})", ""},
                                 {"clock", R"({"set":5,"keepAlive":[1,2],"requestId":"r"})", ""},
                                 {"clock", R"({"advance":-1})", "advance"},
                                 {"clock", R"({"advance":1,"set":1})", "set"},
                                 {"clock", R"({"advance":1,"keepAlive":[0]})", "keepAlive"},
                                 {"clock", R"({"advance":1,"keepAlive":1})", "keepAlive"},
                                 {"clock", R"({"keepAlive":[1]})", "advance"}})));
}

TEST_CASE("methods: what is left out has its default") {
    CHECK(change_in<model::Idal>("idal", R"({"callId":1})").user.value == 0);
    CHECK(change_in<model::Hang>("hang", R"({"callId":1})").user.value == 0);
    CHECK_FALSE(change_in<model::PayTicket>("ticketByResourceId",
                                            R"({"userId":2,"provideUserId":1,"resourceId":"x"})")
                    .free);
    const auto dial = change_in<model::Dial>(
        "dialWithRtcValue", R"({"hostUserId":1,"guestUserId":2,"direct":false,"cmap":{"3":4}})");
    CHECK(dial.counters == model::CounterValues{0, 0, 4});
    CHECK_FALSE(dial.terms.has_value());
    std::string request_id = "?";
    change_in<model::Deposit>("deposit", R"({"userId":1,"amount":5})", &request_id);
    CHECK(request_id.empty());
    change_in<model::Deposit>("deposit", R"({"userId":1,"amount":5,"requestId":"r-1"})",
                              &request_id);
    CHECK(request_id == "r-1");
    const auto ledger = asked_in<model::LedgerQuery, model::Query>("ledger", "{}");
    CHECK_FALSE(ledger.user.has_value());
    const auto platform = asked_in<model::LedgerQuery, model::Query>("ledger", R"({"userId":0})");
    CHECK(platform.user == model::UserId{0});
}

TEST_CASE("methods: a kind that is named again and again counts once") {
    std::string kinds = R"("deposit")";
    for (int i = 0; i < 50'000; ++i) kinds += R"(,"ticket","deposit")";
    const auto query =
        asked_in<model::LedgerQuery, model::Query>("ledger", R"({"kinds":[)" + kinds + "]}");
    CHECK(query.kinds == std::vector{model::EntryKind::deposit, model::EntryKind::ticket});
    const auto request = request_of("subscribe", R"({"kinds":["hang","hang","dial"]})");
    const auto& wish = std::get<protocol::Subscribe>(std::get<protocol::Ask>(request.what));
    CHECK(wish.kinds == std::vector{model::EventKind::hang, model::EventKind::dial});
}
