#include "cli/follower.h"

#include <algorithm>
#include <utility>

#include "cli/list_command.h"

namespace calls::cli {

namespace json = boost::json;

bool EventFilter::matches(const json::object& event) const {
    if (call && whole_at(event, "callId") != call) return false;
    if (user && whole_at(event, "userId") != user && whole_at(event, "data.hostUserId") != user &&
        whole_at(event, "data.guestUserId") != user) {
        return false;
    }
    return kinds.empty() || std::ranges::find(kinds, text_at(event, "kind")) != kinds.end();
}

Follower::Follower(Context& context, EventFilter filter)
    : context_(context), filter_(std::move(filter)) {}

void Follower::start_after(std::int64_t event) {
    position_ = event;
    subscribe();
}

void Follower::start_since(Instant time) {
    since_ = time;
    subscribe();
}

void Follower::start_now() {
    subscribe();
}

std::optional<json::object> Follower::next(const Deadline& deadline) {
    while (true) {
        try {
            auto event = context_.client().next_notification(deadline);
            if (event) position_ = whole_or_zero(*event, "eventId");
            return event;
        } catch (const Failure& failure) {
            if (!is_passing(failure)) throw;
            come_back(failure, deadline);
        }
    }
}

bool Follower::has_next() {
    return context_.client().has_notification();
}

void Follower::subscribe() {
    Request request{"subscribe"};
    put(request.params, "callId", filter_.call);
    put(request.params, "userId", filter_.user);
    if (!filter_.kinds.empty()) request.params["kinds"] = to_array(filter_.kinds);
    if (position_) {
        request.params["after"] = *position_;
    } else if (since_) {
        request.params["since"] = since_->ms;
    }
    const json::object result = context_.ask(request);
    context_.client().connection().set_reader(context_.out().fd());
    const auto last = whole_at(result, "last");
    if (position_ && last && *position_ > *last) {
        throw Failure(protocol::ErrorCode::conflict,
                      "to go on behind event " + std::to_string(*position_) +
                          " is to lose some: the last one there is has " + std::to_string(*last))
            .advise("this is another store, or an older state of it");
    }
    // From now on: behind what there was, even if nothing comes before the connection is lost.
    if (!position_ && !since_) position_ = last;
}

void Follower::come_back(const Failure& why, const Deadline& deadline) {
    if (!context_.globals().quiet) say(std::string(why.what()) + "; waiting for calld to be back");
    while (true) {
        try {
            context_.reconnect(deadline);
            return subscribe();
        } catch (const Failure& failure) {
            if (!is_passing(failure) || deadline.passed()) throw;
        }
        deadline.sleep(std::chrono::milliseconds{100});
    }
}

}  // namespace calls::cli
