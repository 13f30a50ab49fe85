#include "daemon/event_feed.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/protocol/encode.h"
#include "daemon/limits.h"

namespace calls::daemon {
namespace {

using model::Event;
using model::EventId;
using model::UserId;

// A user's events are those of his calls, his offers and his money, whoever brought them about.
bool concerns(const Event& event, UserId user) {
    if (event.user == user) return true;
    if (event.rows.call && event.rows.call->side_of(user)) return true;
    if (event.rows.offer && event.rows.offer->provider == user) return true;
    const auto* ticket = std::get_if<model::TicketNote>(&event.note);
    return ticket != nullptr && ticket->context.host == user;
}

}  // namespace

const std::string& FeedItem::line() const {
    if (line_.empty()) {
        protocol::write_event(line_, event);
        line_ += '\n';
    }
    return line_;
}

void EventFeed::add(const model::EventBatch& events, bool anybody_watches) {
    if (events.empty()) return;
    if (!anybody_watches) {
        recent_.clear();
        last_ = events.back().id;
        return;
    }
    for (const Event& event : events) {
        recent_.push_back(std::make_shared<FeedItem>(event));
        last_ = event.id;
    }
    while (recent_.size() > recent_events_max) recent_.pop_front();
}

std::vector<std::shared_ptr<const FeedItem>> EventFeed::after(EventId number, std::size_t most) {
    std::vector<std::shared_ptr<const FeedItem>> found;
    if (number >= last_) return found;
    if (recent_.empty() || number.value + 1 < recent_.front()->event.id.value) {
        for (Event& event : store_.events_after(number, most))
            found.push_back(std::make_shared<FeedItem>(std::move(event)));
        return found;
    }
    const auto first = recent_.begin() + (number.value + 1 - recent_.front()->event.id.value);
    const auto count =
        std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(most), recent_.end() - first);
    found.assign(first, first + count);
    return found;
}

std::optional<EventId> EventFeed::pruned_after(EventId number) {
    if (number >= last_) return std::nullopt;
    const EventId oldest = store_.oldest_event().value_or(EventId{last_.value + 1});
    if (oldest.value <= number.value + 1) return std::nullopt;
    return oldest;
}

bool wanted(const protocol::Subscribe& wish, const Event& event) {
    if (!model::shown_to_watchers(event.kind)) return false;
    if (wish.call && event.call != wish.call) return false;
    if (wish.user && !concerns(event, wish.user)) return false;
    return wish.kinds.empty() || std::ranges::find(wish.kinds, event.kind) != wish.kinds.end();
}

}  // namespace calls::daemon
