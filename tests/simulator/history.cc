#include "tests/simulator/history.h"

#include <algorithm>
#include <array>
#include <exception>
#include <string>
#include <utility>

#include "tests/simulator/vfs.h"
#include "tests/simulator/violation.h"

namespace calls::simulator {
namespace {

using base::Millis;

constexpr base::Instant begins{1'767'225'600'000};  // 2026-01-01
constexpr int failed_starts_max = 4;                // then one without a fault
constexpr std::int64_t charges_at_once_max = 450;   // what one turn carries out
constexpr std::size_t events_max = 1'000'000;
constexpr int turns_max = 100;

engine::EngineOptions draw_options(Chance& chance) {
    engine::EngineOptions options;
    rules::Settings& settings = options.settings;
    settings.host_share_percent =
        chance.percent(40) ? 100 : static_cast<int>(chance.number(0, 100));
    settings.credit_limit = {chance.percent(25) ? chance.number(0, 200) : 0};
    if (chance.percent(15)) settings.heartbeat_timeout = Millis{0};
    if (chance.percent(10)) settings.ring_timeout = Millis{0};
    if (chance.percent(40)) {  // sweeps make way for commands
        options.sweep_interval = Millis{chance.number(1, 10)};
        options.small_sweep = 1;
        if (chance.percent(50)) settings.heartbeat_timeout = Millis{0};  // more is due at once
    }
    return options;
}

ModelSettings model_settings(const rules::Settings& settings) {
    return {.ring_timeout = settings.ring_timeout,
            .heartbeat_timeout = settings.heartbeat_timeout,
            .credit_limit = settings.credit_limit,
            .host_share_percent = settings.host_share_percent};
}

bool is_certain(const model::Reply& reply) {
    const auto* refusal = std::get_if<model::Refusal>(&reply.answer);
    return refusal == nullptr || refusal->kind != model::RefusalKind::unavailable;
}

}  // namespace

History::History(std::uint64_t seed)
    : chance_(seed),
      scale_(draw_scale(chance_)),
      options_(draw_options(chance_)),
      disk_(chance_.bits()),
      model_(model_settings(options_.settings)),
      follower_(model_, options_.sweep_interval > Millis{0}),
      clients_(chance_, scale_, model_),
      clock_(begins) {}

Tally History::run(std::int64_t commands) {
    use_disk(disk_);
    while (tally_.commands < commands) {
        auto life = begin_life();
        const std::int64_t until =
            tally_.commands + chance_.number(1, std::int64_t{1} << scale_.life_doublings);
        const End end = live(*life, std::min(until, commands));
        end_life(std::move(life), end);
    }
    const auto life = begin_life();
    disk_.mend();
    settle_receipts(*life);
    compare_all(*life, model_);
    audit(*life);
    ++tally_.audits;
    ++tally_.histories;
    tally_.granted = follower_.granted();
    tally_.ways_made = follower_.ways_made();
    tally_.events = model_.numbers().event.value;
    tally_.pruned = model_.pruned().value;
    return tally_;
}

// A start may be struck too; one that meets no fault has to succeed.
std::unique_ptr<Life> History::begin_life() {
    for (int failed = 0;; ++failed) {
        pass_time();
        failed < failed_starts_max ? draw_fault() : disk_.plan({});
        stopping_ = false;
        if (auto life = try_to_begin()) {
            disk_.hold(true);
            recover(*life);
            check(*life);
            disk_.hold(false);
            return life;
        }
    }
}

std::unique_ptr<Life> History::try_to_begin() {
    disk_.set_tight(chance_.percent(50));
    std::unique_ptr<Life> life;
    try {
        life = std::make_unique<Life>(disk_, options_, scale_.events_a_transaction, clock_);
        if (!disk_.gone()) return life;
    } catch (const std::exception& error) {
        if (!disk_.struck()) throw Violation{"the store does not open", error.what()};
    }
    end_life(std::move(life), End::exit);
    return nullptr;
}

void History::recover(Life& life) {
    ++tally_.starts;
    follower_.recover(turn_now_, life.store().events_after(follower_.last(), events_max));
    expect(follower_.last() == life.engine().state().numbers().event, "an event was lost",
           "the journal ends with event " + std::to_string(follower_.last().value) +
               ", the engine says event " +
               std::to_string(life.engine().state().numbers().event.value));
    life.take_committed();  // its start, which the journal told
    take_over_heartbeats(life, model_);
    take_over_pruned(life);
    clock_ = std::max(clock_, life.engine().now());
    tally_.live_at_start += std::ssize(model_.live_calls());
}

void History::take_over_pruned(Life& life) {
    const auto half = follower_.take_half_pruned();
    if (!half.empty()) simulator::take_over_pruned(life, model_, std::ranges::max(half));
}

// Now and then the tables are left behind.
void History::check(Life& life) {
    if (chance_.percent(30)) return;
    compare(life, model_, compared_);
    if (!chance_.percent(12)) return;
    audit(life);
    ++tally_.audits;
}

void History::draw_fault() {
    constexpr std::array kinds{FaultKind::kill, FaultKind::power_cut, FaultKind::io_error,
                               FaultKind::no_room};
    fault_ = {};
    if (chance_.percent(85)) {
        fault_.kind = kinds.at(static_cast<std::size_t>(chance_.number(0, 3)));
        fault_.in_steps = chance_.scale(scale_.life_doublings + 2);
        fault_.for_steps = chance_.percent(50) ? 1 : chance_.scale(6);
        if (fault_.kind == FaultKind::no_room) fault_.for_steps = chance_.scale(10);
    }
    disk_.plan(fault_);
}

History::End History::live(Life& life, std::int64_t commands) {
    while (tally_.commands < commands) {
        pass_time();
        ask(life);
        if (chance_.percent(20)) life.store().hold_append(static_cast<int>(chance_.scale(2)));
        if (!turn(life)) return disk_.gone() ? End::death : End::exit;
        if (!survive(life, [&] {
                if (chance_.percent(8)) life.store().project_now();
                if (chance_.percent(3)) life.store().tidy();
                if (chance_.percent(1)) life.engine().restart(clock_);
            }))
            return disk_.gone() ? End::death : End::exit;
    }
    if (chance_.percent(30)) {
        if (finish(life)) return End::stop;
        return disk_.gone() ? End::death : End::exit;
    }
    chance_.percent(50) ? disk_.kill() : disk_.cut_power();
    return End::death;
}

void History::ask(Life& life) {
    for (std::int64_t wanted = chance_.scale(scale_.turn_doublings); wanted > 0; --wanted) {
        const auto asked = clients_.ask();
        if (!asked) continue;
        ++tally_.commands;
        tally_.retries += asked->again ? 1 : 0;
        follower_.asked(*asked, life.engine().committing());
        life.ask(*asked);
    }
}

template <class Work>
bool History::survive(Life& life, Work work) {
    Follower::Turn turn;
    turn.lagging = life.store().lagging().has_value();
    turn.stopping = stopping_;
    const bool was_full = life.engine().no_room().has_value();
    const bool was_committing = life.engine().committing();
    turn.now = std::max(life.engine().now(), clock_);
    if (!was_committing) turn_now_ = turn.now;  // of what it may leave in the journal
    try {
        work();
    } catch (const engine::StoreBroken& error) {
        expect(disk_.struck() || disk_.gone(), "an I/O error without one", error.what());
        turn.cut_short = true;
    }
    turn.cut_short = turn.cut_short || disk_.gone();
    turn.fell_behind = disk_.struck();
    turn.full = life.engine().no_room().has_value();
    turn.committing = life.engine().committing();
    turn.landed = was_committing && !turn.committing;
    if (turn.landed && !life.engine().no_room()) turn.now = turn_now_;
    turn.committed = life.take_committed();
    // Also where there was room again for a start, and then not for the rest of the turn.
    turn.filled = turn.full && (!was_full || !turn.committed.empty());
    turn.said = life.take_said();
    for (const Said& said : turn.said) clients_.answered(said.to.origin, is_certain(said.reply));
    const bool lives = !turn.cut_short;
    follower_.follow(std::move(turn));
    if (lives) take_over_pruned(life);
    return lives;
}

bool History::turn(Life& life) {
    for (int turns = 0;; ++turns) {
        expect(turns < turns_max, "calld never comes to rest", "");
        bool more = false;
        if (!survive(life, [&] { more = life.turn(clock_); })) return false;
        if (life.engine().committing()) {
            if (!meanwhile(life)) return false;
        } else if (!more) {
            follower_.expect_all_answered();
            return true;
        }
    }
}

// Nothing that is due is left, unless there is no room for it.
bool History::finish(Life& life) {
    pass_time();
    ask(life);  // who comes too late
    stopping_ = true;
    life.engine().stop();
    if (!turn(life)) return false;
    const auto left = model_.next_due(clock_);
    expect(!left, "calld stopped with something due",
           left ? "call " + std::to_string(left->value) : "");
    return true;
}

// While a batch is on its way to the disk; whether calld is still there.
bool History::meanwhile(Life& life) {
    if (chance_.percent(3)) chance_.percent(50) ? disk_.kill() : disk_.cut_power();
    if (disk_.gone()) return false;
    if (chance_.percent(40) && follower_.time_may_pass()) pass_time();
    if (chance_.percent(60)) ask(life);
    if (chance_.percent(10)) life.store().tidy();
    return true;
}

void History::pass_time() {
    Millis by{chance_.number(0, scale_.step.count())};
    if (chance_.percent(4)) by = Millis{chance_.number(0, scale_.jump.count())};
    base::Instant then = clock_ + by;
    if (chance_.percent(12))
        if (const auto edge = draw_edge(); edge && *edge > clock_ && *edge < clock_ + scale_.jump)
            then = *edge;
    if (charges_due(then) < charges_at_once_max) clock_ = then;
}

// An instant at which something ends, or the millisecond before it or behind it: rules are wrong at
// their edges.
std::optional<base::Instant> History::draw_edge() {
    std::vector<base::Instant> edges;
    for (const LiveCall& live : model_.live_calls()) {
        const model::CallView view = model_.view_of(live.id, clock_);
        if (view.context.next_charge) edges.push_back(*view.context.next_charge);
        edges.push_back(view.call.host_hb_time + options_.settings.heartbeat_timeout);
        edges.push_back(view.call.guest_hb_time + options_.settings.heartbeat_timeout);
        edges.push_back(view.call.dial_time + options_.settings.ring_timeout);
    }
    const auto& tickets = model_.tickets();
    for (auto ticket = tickets.rbegin(); ticket != tickets.rend() && edges.size() < 40; ++ticket)
        if (ticket->done_time > clock_) edges.push_back(ticket->done_time);
    if (edges.empty()) return std::nullopt;
    return edges.at(static_cast<std::size_t>(chance_.number(0, std::ssize(edges) - 1))) +
           Millis{chance_.number(-1, 1)};
}

// At most so many charges of live calls are behind at that time.
std::int64_t History::charges_due(base::Instant at) const {
    std::int64_t due = 0;
    for (const LiveCall& live : model_.live_calls()) {
        const model::CallView view = model_.view_of(live.id, at);
        if (view.context.next_charge && view.context.terms)
            due += 1 + (at - *view.context.next_charge) / view.context.terms->period;
    }
    return due;
}

// Every answer that was kept is given again.
void History::settle_receipts(Life& life) {
    clients_.hung_up();
    for (const model::Command& command : clients_.kept()) {
        const Asked asked{.origin = 0, .command = command, .again = true};
        follower_.asked(asked, false);
        life.ask(asked);
        expect(turn(life), "the last life does not last", "");
    }
}

void History::end_life(std::unique_ptr<Life> life, End end) {
    if (life && end == End::stop) {
        try {
            life->store().close();
            ++tally_.clean_stops;
        } catch (const std::exception& error) {
            expect(disk_.struck(), "a clean stop fails", error.what());
        }
    }
    life.reset();
    if (disk_.gone())
        ++(disk_.power_was_cut() ? tally_.power_cuts : tally_.kills);
    else if (disk_.struck())
        ++(fault_.kind == FaultKind::no_room ? tally_.full_disks : tally_.io_errors);
    disk_.revive();
    clients_.hung_up();
}

}  // namespace calls::simulator
