#include <catch2/catch.hpp>

#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// Reads that memory answers.

namespace {

using namespace calls;
using namespace calls::tests;

using Ids = std::vector<std::int64_t>;

// Live calls 1 3 4 5 6 (2 has ended): hosts 1 to 6, guests 11 to 16; 4 connects, 5 and 6 talk.
struct Office {
    Office() {
        desk.start();
        for (std::int64_t i = 1; i <= 6; ++i) desk.dial(i, i + 10);
        desk.ask(model::Hang{.call = {2}, .user = {}});
        desk.ask(model::Idal{.call = {4}, .user = {}});
        desk.talk(5, 5, 15);
        desk.talk(6, 6, 16);
    }
    model::Rows<model::CallView> list(const model::ListLive& wish) {
        const auto reply = desk.ask(command_of(model::Read{wish}));
        return std::get<model::Rows<model::CallView>>(reply.answer);
    }
    model::Reply read(model::Read wish) { return desk.ask(command_of(std::move(wish))); }

    MemoryStore store;
    Desk desk{store};
};

Ids ids_of(const model::Rows<model::CallView>& rows) {
    Ids ids;
    for (const auto& row : rows.rows) ids.push_back(row.call.id.value);
    return ids;
}

}  // namespace

TEST_CASE("list: pages by id") {
    struct Case {
        model::Page page;
        Ids ids;
        std::optional<std::int64_t> next;
    };
    const auto wish =
        GENERATE(values<Case>({{{.after = 0, .limit = 1000, .last = {}}, {1, 3, 4, 5, 6}, {}},
                               {{.after = 0, .limit = 2, .last = {}}, {1, 3}, 3},
                               {{.after = 3, .limit = 2, .last = {}}, {4, 5}, 5},
                               {{.after = 5, .limit = 2, .last = {}}, {6}, {}},
                               {{.after = 2, .limit = 4, .last = {}}, {3, 4, 5, 6}, {}},
                               {{.after = 6, .limit = 2, .last = {}}, {}, {}},
                               {{.after = 0, .limit = 1000, .last = 2}, {5, 6}, {}},
                               {{.after = 0, .limit = 1000, .last = 9}, {1, 3, 4, 5, 6}, {}}}));
    CAPTURE(wish.page.after, wish.page.limit);
    Office office;
    const auto rows = office.list({.filter = {}, .phase = {}, .page = wish.page});
    CHECK(ids_of(rows) == wish.ids);
    CHECK(rows.next == wish.next);
}

TEST_CASE("list: live calls far apart from each other") {
    Office office;
    for (int i = 0; i < 40; ++i) {
        office.desk.dial(20, 21);
        office.desk.ask(model::Hang{.call = {7 + i}, .user = {}});
    }
    office.desk.dial(20, 21);
    const auto page = [&](const model::Page& wish) {
        return office.list({.filter = {}, .phase = {}, .page = wish});
    };
    CHECK(ids_of(page({})) == Ids{1, 3, 4, 5, 6, 47});
    CHECK(ids_of(page({.after = 4, .limit = 3, .last = {}})) == Ids{5, 6, 47});
    CHECK(page({.after = 4, .limit = 2, .last = {}}).next == 6);
    CHECK(ids_of(page({.after = 6, .limit = 2, .last = {}})) == Ids{47});
    CHECK(ids_of(page({.after = INT64_MAX, .limit = 2, .last = {}})).empty());
    CHECK(ids_of(page({.after = 0, .limit = 1, .last = 2})) == Ids{6, 47});
    CHECK(ids_of(page({.after = 0, .limit = 1, .last = 6})) == Ids{1, 3, 4, 5, 6, 47});
}

TEST_CASE("list: filters") {
    struct Case {
        model::CallFilter filter;
        std::optional<model::Phase> phase;
        Ids ids;
    };
    const auto wish = GENERATE(values<Case>({{{{3}, {}, {}}, {}, {3}},
                                             {{{13}, {}, {}}, {}, {3}},
                                             {{{}, {13}, {}}, {}, {}},
                                             {{{}, {3}, {}}, {}, {3}},
                                             {{{}, {}, {13}}, {}, {3}},
                                             {{{}, {3}, {14}}, {}, {}},
                                             {{{2}, {}, {}}, {}, {}},
                                             {{}, model::Phase::ringing, {1, 3}},
                                             {{}, model::Phase::connecting, {4}},
                                             {{}, model::Phase::talking, {5, 6}},
                                             {{}, model::Phase::ended, {}}}));
    Office office;
    const auto rows = office.list({.filter = wish.filter, .phase = wish.phase, .page = {}});
    CHECK(ids_of(rows) == wish.ids);
}

TEST_CASE("read: a call, live or ended, by its id or by a party") {
    Office office;
    const auto get = [&](std::int64_t call, std::int64_t user) {
        return office.read(model::GetCall{.call = {call}, .live_of = {user}});
    };
    CHECK(outcome<model::CallView>(get(2, 0)).call.hang_reason == model::HangReason::operator_hang);
    CHECK(outcome<model::CallView>(get(0, 15)).call.id.value == 5);
    CHECK(verdict(get(7, 0)) == "not_found");
    CHECK(verdict(get(0, 2)) == "not_found");
}

TEST_CASE("read: an offer, by its call or by provider and resource") {
    Office office;
    const model::Terms terms{.mode = model::Mode::once, .period = base::Millis{0}, .price = {0}};
    for (const char* resource : {"call-5", "room"})
        office.desk.ask(model::Publish{
            .provider = {5},
            .resource = resource,
            .module = std::string{resource} == "room" ? model::Module::chat : model::Module::call,
            .terms = terms,
            .mode_id = {}});
    const auto get = [&](std::int64_t call, std::int64_t provider, const char* resource) {
        return office.read(model::GetOffer{
            .offer = {}, .call = {call}, .provider = {provider}, .resource = resource});
    };
    CHECK(outcome<model::Offer>(get(5, 0, "")).id.value == 1);
    CHECK(outcome<model::Offer>(get(0, 5, "call-5")).id.value == 1);
    CHECK(outcome<model::Offer>(get(0, 5, "room")).id.value == 2);
    CHECK(verdict(get(6, 0, "")) == "not_found");
    CHECK(verdict(get(0, 6, "call-5")) == "not_found");
    CHECK(verdict(get(0, 6, "room")) == "not_found");
    CHECK(verdict(get(0, 5, "call-05")) == "not_found");
    CHECK(verdict(get(99, 0, "")) == "not_found");
}

TEST_CASE("read: an account, touched or not, and the system's") {
    Office office;
    office.desk.deposit(5, 70);
    const auto get = [&](std::int64_t user) {
        return std::get<model::AccountReply>(office.read(model::GetAccount{.user = {user}}).answer);
    };
    CHECK(get(5).account.balance.value == 70);
    CHECK(get(5).account.entries == 1);
    CHECK(get(5).live_call.value == 5);
    CHECK(get(2).live_call.value == 0);
    CHECK(get(777).account.user.value == 777);
    CHECK(get(777).account.balance.value == 0);
    CHECK(get(-1).account.balance.value == -70);
    CHECK(get(0).account.balance.value == 0);
}

TEST_CASE("read: the status counts") {
    Office office;
    const auto reply = office.read(model::GetStatus{});
    const auto& status = std::get<model::StatusReply>(reply.answer);
    CHECK(status.ringing == 2);
    CHECK(status.connecting == 1);
    CHECK(status.talking == 2);
    CHECK(status.calls == 6);
    CHECK(status.storage == "ok");
    CHECK(status.events == office.desk.state().numbers().event.value);
    CHECK(status.late.count() == 0);
}
