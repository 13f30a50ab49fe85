#include "tests/fuzz/promises.h"

#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/model/pack.h"

namespace calls::fuzz {

void Promises::answered(std::uint64_t slot, const model::Reply& reply) {
    const auto found = waiting_.find(slot);
    CHECK(found != waiting_.end());
    const model::Command command = std::move(found->second);
    waiting_.erase(found);
    if (command.request_id.empty()) {
        CHECK(!reply.replayed);
        return;
    }
    const auto& change = std::get<model::Change>(command.what);
    if (const auto kept = granted_.find(command.request_id); kept != granted_.end()) {
        hold_against(change, kept->second, reply);
        return;
    }
    const auto* refusal = std::get_if<model::Refusal>(&reply.answer);
    if (refusal != nullptr) {
        if (refusal->outcome_unknown) unknown_.insert(command.request_id);
        return;
    }
    CHECK(!reply.replayed || unknown_.contains(command.request_id));
    granted_[command.request_id] = {.fingerprint = model::pack(change),
                                    .outcome = model::pack(std::get<model::Outcome>(reply.answer))};
}

// A broken store answers nobody, not even from what it has kept.
void Promises::hold_against(const model::Change& change, const Kept& kept,
                            const model::Reply& reply) {
    if (const auto* refusal = std::get_if<model::Refusal>(&reply.answer)) {
        const bool other = model::pack(change) != kept.fingerprint;
        CHECK(refusal->kind == model::RefusalKind::unavailable ||
              (other && refusal->kind == model::RefusalKind::conflict));
        return;
    }
    CHECK(reply.replayed);
    CHECK(model::pack(change) == kept.fingerprint);
    CHECK(model::pack(std::get<model::Outcome>(reply.answer)) == kept.outcome);
}

}  // namespace calls::fuzz
