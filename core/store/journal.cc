#include "core/store/journal.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/model/pack.h"
#include "core/model/sound.h"
#include "core/store/meta.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

constexpr int frames_when_idle = 2'000;  // 8 MB of log: worth a checkpoint when there is time
constexpr int frames_in_haste = 4'000;  // 16 MB: now, before it takes long, also to read at a start

// Larger ones take so many blocks that writing them twice costs more than it saves.
constexpr std::size_t small_batch = 32;

std::vector<RawEvent> raw_events(Database& journal, const char* which, model::EventId from,
                                 std::size_t most) {
    std::vector<RawEvent> events;
    Statement select{journal, std::string{"SELECT event_id, time, body FROM app_event "} + which};
    const auto take = [&](Statement& row) {
        RawEvent& event = events.emplace_back();
        row.read(event.id, event.time, event.body);
    };
    select.each(take, from, static_cast<std::int64_t>(most));
    return events;
}

}  // namespace

Journal::Journal(std::unique_ptr<Database> database, Room room)
    : database_(std::move(database)),
      insert_(*database_, "INSERT INTO app_event (event_id, time, body) VALUES (?, ?, ?)"),
      select_(*database_,
              "SELECT event_id, body FROM app_event WHERE event_id > ? ORDER BY event_id LIMIT ?") {
    const std::int64_t newest = database_->whole("SELECT max(event_id) FROM app_event");
    last_ = model::EventId{std::max(newest, Meta{*database_}.whole(meta::pruned))};
    if (room == Room::ahead) room_.emplace(wal_path());
}

PackedEvents Journal::append(const model::EventBatch& events) {
    CHECK(!events.empty() && events.front().id.value == last_.value + 1);
    if (room_ && events.size() <= small_batch) room_->keep(database_->wal_frames());
    PackedEvents packed;
    Transaction transaction{*database_};
    for (const model::Event& event : events)
        insert_.run(event.id, event.time, Blob{packed.add(event)});
    transaction.commit();
    last_ = packed.last();
    if (database_->wal_frames() >= frames_in_haste) database_->checkpoint();
    return packed;
}

std::optional<model::EventId> Journal::oldest() {
    const model::EventId oldest{database_->whole("SELECT min(event_id) FROM app_event")};
    return oldest ? std::optional{oldest} : std::nullopt;
}

model::EventId Journal::last_before(base::Instant time) {
    Meta values{*database_};
    if (const model::EventId pruned{values.whole(meta::pruned)};
        pruned && time.ms <= values.whole(meta::pruned_time))
        return {pruned.value - 1};
    const TimeColumn booked{.table = "app_event", .key = "event_id", .time = "time"};
    const auto first = first_key_from(*database_, booked, time);
    return first ? model::EventId{*first - 1} : last_;
}

std::vector<model::Event> Journal::after(model::EventId event, std::size_t most) {
    std::vector<model::Event> events;
    const auto take = [&](Statement& row) {
        const auto id = row.get<model::EventId>();
        const auto body = row.get<std::string>();
        try {
            events.push_back(model::unpack<model::Event>(body));
        } catch (const model::UnpackError& error) {
            throw engine::StoreBroken{database_->path() + ": event " + std::to_string(id.value) +
                                      " is damaged: " + error.what()};
        }
        if (!model::sound(events.back()))
            throw engine::StoreBroken{database_->path() + ": event " + std::to_string(id.value) +
                                      " is damaged: nothing like it was ever written"};
        if (events.back().id != id || id.value <= event.value)
            throw engine::StoreBroken{database_->path() + ": event " + std::to_string(id.value) +
                                      " is out of its place"};
    };
    select_.each(take, event, static_cast<std::int64_t>(most));
    return events;
}

std::vector<RawEvent> Journal::raw_after(model::EventId event, std::size_t most) {
    return raw_events(*database_, "WHERE event_id > ? ORDER BY event_id LIMIT ?", event, most);
}

std::vector<RawEvent> Journal::raw_before(model::EventId event, std::size_t most) {
    return raw_events(*database_, "WHERE event_id < ? ORDER BY event_id DESC LIMIT ?", event, most);
}

model::EventId Journal::begins_after() {
    return {Meta{*database_}.whole(meta::pruned)};
}

std::int64_t Journal::prune(model::EventId last, std::int64_t most) {
    const auto first = oldest();
    if (!first || *first > last) return 0;
    const model::EventId end{std::min(last.value, first->value + most - 1)};
    Meta values{*database_};
    Statement time{*database_, "SELECT time FROM app_event WHERE event_id = ?"};
    const auto booked = time.first([](Statement& row) { return row.get<base::Instant>(); }, end);
    if (!booked)
        throw engine::StoreBroken{database_->path() + ": event " + std::to_string(end.value) +
                                  " is missing"};
    Transaction transaction{*database_};
    Statement{*database_, "DELETE FROM app_event WHERE event_id <= ?"}.run(end);
    values.put(meta::pruned, end.value);
    values.put(meta::pruned_time, booked->ms);
    transaction.commit();
    return end.value - first->value + 1;
}

void Journal::tidy() {
    if (database_->wal_frames() >= frames_when_idle) database_->checkpoint();
}

std::string Journal::wal_path() const {
    return database_->path() + "-wal";
}

}  // namespace calls::store
