#include "core/store/packed_events.h"

#include <cstddef>

#include "core/base/check.h"

namespace calls::store {

PackedEvents::PackedEvents(const model::EventBatch& events) {
    for (const model::Event& event : events) add(event);
}

std::string_view PackedEvents::add(const model::Event& event) {
    CHECK(empty() || event.id.value == last().value + 1);
    if (empty()) first_ = event.id;
    ++count_;
    latest_ = event.time;
    const std::size_t at = bytes_.size();
    model::Packer{bytes_}.put(event);
    return std::string_view{bytes_}.substr(at);
}

}  // namespace calls::store
