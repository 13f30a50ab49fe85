#include <cstdlib>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

#include "core/model/pack.h"
#include "core/store/sqlite_store.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/random_commands.h"

// Long random histories on the real engine and the real store. At random points the store is
// dropped as a crash would, or closed, and loaded into a new engine: what comes back must be what
// was committed. CALLS_TEST_SEEDS, CALLS_TEST_COMMANDS and CALLS_TEST_FIRST_SEED ask for more.

namespace {

using namespace calls;
using namespace calls::tests;
using model::CallFile;

std::int64_t setting(const char* name, std::int64_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoll(text);
}

engine::EngineOptions options_for(std::uint64_t seed) {
    engine::EngineOptions options;
    options.manual_clock = seed % 2 == 0;
    options.settings.host_share_percent = seed % 3 == 0 ? 100 : 70;
    options.settings.credit_limit = {seed % 5 == 0 ? 100 : 0};
    if (seed % 7 == 0) options.settings.heartbeat_timeout = base::Millis{0};
    return options;
}

// Plain heartbeats may be lost in a crash, and their times are in no event.
CallFile without_heartbeats(CallFile file) {
    if (!file.call.live()) return file;
    file.call.host_hb_time = base::never_happened;
    file.call.guest_hb_time = base::never_happened;
    return file;
}

class History {
  public:
    History(const engine::EngineOptions& options, std::uint64_t seed, bool disk_fills_up)
        : options_(options),
          disk_fills_up_(disk_fills_up),
          random_(seed, options_.manual_clock),
          mirror_(options_.settings) {
        open();
    }

    void run(std::int64_t commands) {
        for (std::int64_t done = 0; done < commands;) {
            const std::int64_t batch = random_.number(1, random_.chance(90) ? 4 : 40);
            for (std::int64_t i = 0; i < batch; ++i)
                desk_->submit(random_.next(desk_->state()),
                              static_cast<std::uint64_t>(random_.number(1, 5)));
            done += batch;
            pass_time();
            if (disk_fills_up_) fill_or_clear_disk();
            desk_->run();
            follow();
            if (random_.chance(4)) store_->project_now();
            if (random_.number(1, 150) == 1) reload();
        }
        reload();
        check_books();
        CHECK((!disk_fills_up_ || commands < 1000 || fillings_ > 0));
    }

  private:
    void open() {
        store::StoreOptions wanted;
        wanted.path = folder_.path() + "/calld.db";
        wanted.durability = store::Durability::off;
        wanted.threaded = false;
        store_ = std::make_unique<store::SqliteStore>(wanted);
        desk_ = std::make_unique<Desk>(*store_, options_);
        desk_->set_clock(clock_);
        desk_->start();
        clock_ = std::max(clock_, desk_->engine().now());
        desk_->set_clock(clock_);
        follow();
    }

    void pass_time() {
        if (options_.manual_clock) return;
        clock_ = clock_ + base::Millis{random_.number(0, random_.chance(80) ? 600 : 6000)};
        if (random_.chance(1)) clock_ = clock_ + base::Millis{random_.number(0, 7'300'000)};
        desk_->set_clock(clock_);
        if (random_.chance(1)) desk_->engine().restart(clock_);
    }

    void fill_or_clear_disk() {
        if (full_ && random_.chance(15)) {
            store_->limit_journal_pages(0);
            full_ = false;
        } else if (!full_ && random_.chance(2)) {
            store_->limit_journal_pages(1);
            full_ = true;
            ++fillings_;
        }
    }

    void follow() {
        for (const auto& event : desk_->committed()) mirror_.apply(event);
        desk_->forget();
        REQUIRE(mirror_.numbers() == desk_->state().numbers());
    }

    // What the engine knows of it, in memory or in the tables.
    [[nodiscard]] std::optional<CallFile> file(model::CallId id) const {
        if (const auto found = desk_->state().call(id)) return found->file;
        return store_->find_call(id);
    }
    [[nodiscard]] model::Account account(model::UserId user) const {
        if (const auto* found = desk_->state().account(user)) return *found;
        return store_->find_account(user).value_or(model::Account{.user = user, .balance = {}});
    }

    void reload() {
        compare(true);
        const bool crash = random_.chance(60);
        CAPTURE(crash);
        const auto live = live_calls();
        desk_.reset();
        if (crash)
            store_->crash();
        else
            store_->close();
        store_.reset();
        full_ = false;
        open();
        compare(false);
        for (const auto& call : live) {
            const auto now = desk_->state().call(call.id)->file.call;
            CHECK((crash ? now.host_hb_time <= call.host_hb_time : now == call));
            CHECK(now.guest_hb_time.ms <= call.guest_hb_time.ms);
        }
        if (random_.chance(40)) check_books();
        ask_again();
    }

    [[nodiscard]] std::vector<model::Call> live_calls() const {
        std::vector<model::Call> live;
        desk_->state().for_each_call([&](const rules::CallState& call) {
            if (call.file.call.live()) live.push_back(call.file.call);
        });
        return live;
    }

    void compare(bool same_start) {
        for (std::int64_t id = 1; id <= mirror_.numbers().call.value; ++id) {
            CAPTURE(id);
            const auto found = file({id});
            REQUIRE(found.has_value());
            const CallFile expected = without_heartbeats(mirror_.call({id})->file);
            const CallFile actual = without_heartbeats(*found);
            CHECK(actual.call == expected.call);
            CHECK(actual.counters == expected.counters);
            CHECK(actual.totals == expected.totals);
            CHECK(actual.offer == expected.offer);
            CHECK(actual.last_ticket == expected.last_ticket);
        }
        CHECK(desk_->state().live_calls() == mirror_.live_calls());
        CHECK(desk_->state().last_start() == mirror_.last_start());
        CHECK((same_start || desk_->state().last_start() == desk_->engine().now()));
        std::int64_t sum = 0;
        for (std::int64_t user = -1; user <= RandomCommands::users; ++user) {
            CAPTURE(user);
            const auto* expected = mirror_.account({user});
            const auto actual = account({user});
            CHECK(actual == (expected ? *expected : model::Account{.user = {user}, .balance = {}}));
            CHECK(desk_->state().live_call_of({user}) == mirror_.live_call_of({user}));
            sum += actual.balance.value;
        }
        CHECK(sum == 0);
        compare_rooms();
    }

    void compare_rooms() {
        for (std::int64_t user = 1; user <= RandomCommands::users; ++user)
            for (const char* room : {"room-1", "room-2", "room-3"}) {
                const auto* expected = mirror_.chat_offer({{user}, room});
                const auto* resident = desk_->state().chat_offer({{user}, room});
                const auto stored = store_->find_offer({user}, room);
                const auto* actual = resident != nullptr ? resident : (stored ? &*stored : nullptr);
                REQUIRE((actual != nullptr) == (expected != nullptr));
                if (expected == nullptr) continue;
                CHECK(*actual == *expected);
                compare_tickets(expected->id);
            }
    }
    void compare_tickets(model::OfferId offer) {
        for (std::int64_t user = 1; user <= RandomCommands::users; ++user) {
            const auto* expected = mirror_.chat_ticket({offer, {user}});
            const auto* resident = desk_->state().chat_ticket({offer, {user}});
            const auto stored = store_->last_ticket(offer, {user});
            const auto* actual = resident != nullptr ? resident : (stored ? &*stored : nullptr);
            REQUIRE((actual != nullptr) == (expected != nullptr));
            if (expected != nullptr) CHECK(*actual == *expected);
        }
    }

    template <class Row>
    std::vector<Row> all(model::Query query) {
        std::vector<Row> rows;
        std::visit(
            [&](auto& wish) {
                if constexpr (requires { wish.page; }) {
                    wish.page.limit = 700;
                    for (bool more = true; more;) {
                        auto page = ask<model::Rows<Row>>(wish);
                        rows.insert(rows.end(), page.rows.begin(), page.rows.end());
                        more = page.next.has_value();
                        wish.page.after = page.next.value_or(0);
                    }
                }
            },
            query);
        return rows;
    }
    template <class T>
    T ask(const model::Query& query) {
        T value;
        store_->ask(query,
                    [&](engine::QueryAnswer answer) { value = std::get<T>(std::move(answer)); });
        return value;
    }

    void check_books() {
        const auto report = ask<model::AuditReport>(model::AuditQuery{});
        for (const auto& finding : report.findings) {
            CAPTURE(finding.what, finding.id, finding.expected, finding.found);
            CHECK(false);
        }
        std::map<std::int64_t, std::int64_t> balances;
        std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> moved;  // paid, earned
        for (const auto& entry : all<model::LedgerEntry>(model::LedgerQuery{})) {
            balances[entry.debit.value] -= entry.amount.value;
            balances[entry.credit.value] += entry.amount.value;
            auto& [paid, earned] = moved[entry.ticket.value];
            if (entry.kind != model::EntryKind::free_ticket) paid += entry.amount.value;
            if (entry.kind != model::EntryKind::ticket_fee) earned += entry.amount.value;
        }
        for (const auto& [user, balance] : balances)
            CHECK(account({user}).balance.value == balance);
        std::int64_t tickets = 0;
        for (const auto& view : all<model::TicketView>(model::TicketsQuery{})) {
            CAPTURE(view.ticket.id.value);
            CHECK(moved[view.ticket.id.value].first == view.ticket.paid.value);
            CHECK(moved[view.ticket.id.value].second == view.ticket.earned.value);
            CHECK(view.ticket.id.value == ++tickets);
        }
        CHECK(tickets == mirror_.numbers().ticket.value);
    }

    // Every granted command with a request id has the same answer for ever.
    void ask_again() {
        for (const auto& command : random_.asked()) {
            if (!random_.chance(5)) continue;
            const auto kept = mirror_.receipt(command.request_id);
            if (!kept) continue;
            const auto& change = std::get<model::Change>(command.what);
            const bool same = kept->fingerprint == model::pack(change);
            const auto reply = desk_->ask(command);
            CAPTURE(command.request_id, same);
            CHECK(verdict(reply) == (same ? "replayed" : "conflict"));
            if (same)
                CHECK(model::pack(std::get<model::Outcome>(reply.answer)) ==
                      model::pack(kept->outcome));
        }
        follow();
    }

    engine::EngineOptions options_;
    bool disk_fills_up_;
    bool full_ = false;
    std::int64_t fillings_ = 0;
    RandomCommands random_;
    rules::State mirror_;  // every event ever committed, applied one after another
    store::PrivateFolder folder_;
    base::Instant clock_ = desk_begins;
    std::unique_ptr<store::SqliteStore> store_;
    std::unique_ptr<Desk> desk_;
};

}  // namespace

TEST_CASE("reload: what was committed comes back, whatever happened") {
    const auto first = static_cast<std::uint64_t>(setting("CALLS_TEST_FIRST_SEED", 1));
    const auto seeds = static_cast<std::uint64_t>(setting("CALLS_TEST_SEEDS", 20));
    const std::int64_t commands = setting("CALLS_TEST_COMMANDS", 3000);
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        INFO("seed " << seed);
        History history{options_for(seed), seed, false};
        history.run(commands);
    }
}

TEST_CASE("reload: also where the disk was full at times") {
    const auto first = static_cast<std::uint64_t>(setting("CALLS_TEST_FIRST_SEED", 1));
    const auto seeds = static_cast<std::uint64_t>(setting("CALLS_TEST_SEEDS", 20));
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        INFO("seed " << seed);
        auto options = options_for(seed);
        options.manual_clock = false;
        History history{options, seed, true};
        history.run(setting("CALLS_TEST_COMMANDS", 3000) / 2);
    }
}
