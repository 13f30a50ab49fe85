#include "core/store/unpack.h"

#include <string>

#include "core/model/pack.h"

namespace calls::store {

model::Event unpack_event(const RawEvent& raw) {
    const std::string name = "event " + std::to_string(raw.id.value);
    try {
        auto event = model::unpack<model::Event>(raw.body);
        if (event.id == raw.id && event.time == raw.time) return event;
    } catch (const model::UnpackError& error) {
        throw engine::StoreBroken{name + " is damaged: " + error.what()};
    }
    throw engine::StoreBroken{name + " is out of its place"};
}

}  // namespace calls::store
