#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <sys/resource.h>

#include "core/engine/engine.h"
#include "core/store/sqlite_store.h"

// make_history FILE TICKETS: fills a new store with sound books, by the engine itself: rounds of
// calls that talk for ten minutes at a price a minute, a thousand at a time.
// make_history FILE: audits the store, and says how long that took and how much memory it cost.

namespace {

using namespace calls;
using base::Instant;
using base::Millis;

constexpr std::int64_t calls_a_round = 1'000;
constexpr std::int64_t tickets_a_call = 10;
constexpr Millis minute{60'000};
constexpr Instant begins{1'700'000'000'000};

class Office {
  public:
    explicit Office(const std::string& path)
        : store_(options_for(path)), engine_(rules(), store_, outlets()) {
        engine_.start([this] { return now_; });
        now_ = engine_.now();
    }

    void round() {
        for (std::int64_t i = 0; i < calls_a_round; ++i) dial(i);
        settle();
        const std::int64_t last = dialled_;
        for (std::int64_t call = last - calls_a_round + 1; call <= last; ++call) talk(call);
        settle();
        for (std::int64_t i = 0; i < tickets_a_call; ++i) {
            now_ = now_ + minute;
            settle();
        }
        for (std::int64_t call = last - calls_a_round + 1; call <= last; ++call)
            change(model::Hang{.call = {call}, .user = model::operator_user});
        settle();
    }

    // 1 with findings, as callctl audit.
    int audit() {
        bool answered = false;
        int status = 0;
        store_.ask(model::AuditQuery{}, [&](engine::QueryAnswer answer) {
            answered = true;
            const auto* report = std::get_if<model::AuditReport>(&answer);
            if (report == nullptr) {
                std::cout << std::get<model::Refusal>(answer).message << "\n";
                status = 1;
                return;
            }
            for (const auto& [what, count] : report->checked)
                std::cout << what << " " << count << "\n";
            for (const auto& one : report->findings)
                std::cout << one.what << " " << one.id << ": " << one.expected << ", found "
                          << one.found << "\n";
            status = report->findings.empty() ? 0 : 1;
        });
        while (!answered) store_.collect();
        return status;
    }

  private:
    static store::StoreOptions options_for(const std::string& path) {
        store::StoreOptions options;
        options.path = path;
        options.durability = store::Durability::off;
        options.threaded = false;
        return options;
    }
    static engine::EngineOptions rules() {
        engine::EngineOptions options;
        options.settings.ring_timeout = Millis{0};
        options.settings.heartbeat_timeout = Millis{0};
        options.settings.host_share_percent = 70;
        return options;
    }
    engine::Outlets outlets() {
        return {.reply =
                    [](const engine::Address&, const model::Reply& reply) {
                        if (const auto* refusal = std::get_if<model::Refusal>(&reply.answer)) {
                            std::cerr << "refused: " << refusal->message << "\n";
                            std::exit(1);
                        }
                    },
                .committed = {}};
    }

    void dial(std::int64_t i) {
        const std::int64_t host = 2 * i + 1;
        const std::int64_t guest = 2 * i + 2;
        change(model::Deposit{.user = {guest}, .amount = {100 * tickets_a_call + 100}});
        change(model::Dial{
            .host = {host},
            .guest = {guest},
            .terms = model::Terms{.mode = model::Mode::each, .period = minute, .price = {100}}});
        ++dialled_;
    }
    void talk(std::int64_t call) {
        const std::int64_t host = 2 * ((call - 1) % calls_a_round) + 1;
        for (const std::int64_t user : {host, host + 1})
            submit({.what = model::Heartbeat{.call = {call}, .user = {user}}, .request_id = {}});
    }
    void change(model::Change what) { submit({.what = std::move(what), .request_id = {}}); }
    void submit(model::Command command) {
        engine_.submit({.origin = 1, .slot = ++slot_}, std::move(command));
    }
    void settle() {
        now_ = now_ + Millis{1};
        while (engine_.run(now_)) {
        }
        store_.tidy();
    }

    store::SqliteStore store_;
    engine::Engine engine_;
    Instant now_ = begins;
    std::int64_t dialled_ = 0;
    std::uint64_t slot_ = 0;
};

long memory_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

int main(int count, char** words) {
    if (count < 2 || count > 3) {
        std::cerr << "make_history FILE [TICKETS]\n";
        return 2;
    }
    Office office{words[1]};
    const auto begin = std::chrono::steady_clock::now();
    const long before = memory_kb();
    int status = 0;
    if (count == 3)
        for (std::int64_t made = 0; made < std::atoll(words[2]);
             made += calls_a_round * tickets_a_call)
            office.round();
    else
        status = office.audit();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::cout << took.count() << " s, " << (memory_kb() - before) / 1024 << " MB more\n";
    return status;
}
