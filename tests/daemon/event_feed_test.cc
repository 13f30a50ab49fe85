#include "daemon/event_feed.h"

#include <catch2/catch.hpp>

#include "daemon/limits.h"
#include "tests/core/engine/memory_store.h"

namespace {

using namespace calls;
using calls::daemon::EventFeed;

model::EventBatch starts(std::int64_t first, std::int64_t count) {
    model::EventBatch batch;
    for (std::int64_t id = first; id < first + count; ++id) {
        model::Event event;
        event.id = {id};
        event.time = {id};
        event.kind = id % 10 == 0 ? model::EventKind::receipt : model::EventKind::start;
        event.note = model::StartNote{};
        batch.push_back(std::move(event));
    }
    return batch;
}

// A feed over a journal, both given the same.
struct Fed {
    void add(std::int64_t count, bool watched) {
        const auto batch = starts(feed.last().value + 1, count);
        store.append(std::make_shared<const model::EventBatch>(batch));
        feed.add(batch, watched);
    }
    // Follows to the end, a few at a time; the ids without a gap.
    void follow(std::int64_t after) {
        std::int64_t at = after;
        for (auto items = feed.after({at}, 7); !items.empty(); items = feed.after({at}, 7)) {
            CHECK(items.size() <= 7);
            for (const auto& item : items) {
                CHECK(item->event.id.value == ++at);
                const bool shown = daemon::wanted({}, item->event);
                CHECK(shown == (at % 10 != 0));
                if (shown) CHECK(item->line().find("\"eventId\":" + std::to_string(at)) < 80);
            }
        }
        CHECK(at == feed.last().value);
    }

    tests::MemoryStore store;
    EventFeed feed{store};
};

}  // namespace

TEST_CASE("feed: events follow without a gap, from memory and from the journal") {
    Fed fed;
    fed.add(30, false);
    fed.follow(0);
    fed.add(30, true);
    for (const std::int64_t after : {0, 15, 29, 30, 31, 59, 60}) fed.follow(after);
    fed.add(5, false);
    fed.add(5, true);
    for (const std::int64_t after : {0, 30, 60, 64, 65, 66, 70}) fed.follow(after);
}

TEST_CASE("feed: memory is bounded, the journal has the rest") {
    Fed fed;
    const auto many = static_cast<std::int64_t>(daemon::recent_events_max) + 100;
    fed.add(many, true);
    fed.follow(0);
    fed.follow(many - 5);
}

TEST_CASE("feed: what a watcher asked for") {
    struct Case {
        protocol::Subscribe wish;
        bool wanted;
    };
    const auto wish = GENERATE(values<Case>(
        {{{.after = {}, .since = {}, .call = {}, .user = {}, .kinds = {}}, true},
         {{.after = {}, .since = {}, .call = {7}, .user = {}, .kinds = {}}, true},
         {{.after = {}, .since = {}, .call = {8}, .user = {}, .kinds = {}}, false},
         {{.after = {}, .since = {}, .call = {}, .user = {1}, .kinds = {}}, true},
         {{.after = {}, .since = {}, .call = {}, .user = {2}, .kinds = {}}, true},
         {{.after = {}, .since = {}, .call = {}, .user = {3}, .kinds = {}}, false},
         {{.after = {}, .since = {}, .call = {7}, .user = {3}, .kinds = {}}, false},
         {{.after = {}, .since = {}, .call = {}, .user = {}, .kinds = {model::EventKind::hang}},
          true},
         {{.after = {}, .since = {}, .call = {}, .user = {}, .kinds = {model::EventKind::dial}},
          false}}));
    model::Event event;
    event.kind = model::EventKind::hang;
    event.call = {7};
    event.user = {2};
    event.rows.call = model::Call{};
    event.rows.call->host = {1};
    event.rows.call->guest = {2};
    CHECK(daemon::wanted(wish.wish, event) == wish.wanted);
    event.kind = model::EventKind::receipt;
    CHECK_FALSE(daemon::wanted({}, event));
}
