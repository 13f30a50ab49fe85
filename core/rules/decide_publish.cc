#include <string>

#include "core/rules/decide.h"
#include "core/rules/look_up.h"

namespace calls::rules {
namespace {

using model::Offer;
using model::Publish;
using model::RefusalKind;

// An existing offer is the answer to the same terms, and a conflict with others.
Decided compare(const Offer& existing, const Offer& wanted) {
    if (existing.terms == wanted.terms && existing.mode_id == wanted.mode_id &&
        existing.module == wanted.module)
        return Decision{.events = {}, .beat = {}, .subject = model::Outcome{existing}};
    return model::refuse(RefusalKind::conflict,
                         "user " + std::to_string(existing.provider.value) + " already offers " +
                             existing.resource + " on other terms (offer " +
                             std::to_string(existing.id.value) + "); offers never change");
}

Decision create(const Moment& moment, Offer offer, model::CallId call) {
    Draft draft{moment};
    offer.id = draft.new_offer();
    offer.create_time = moment.now;
    model::Event& event = draft.add(model::EventKind::offer, call, offer.provider);
    event.rows.offer = offer;
    return Decision{
        .events = draft.take(), .beat = {}, .subject = model::Outcome{std::move(offer)}};
}

Offer wanted_offer(const Publish& command, std::int64_t mode_id) {
    return Offer{.id = {},
                 .provider = command.provider,
                 .resource = command.resource,
                 .mode_id = mode_id,
                 .module = command.module,
                 .terms = command.terms,
                 .create_time = {}};
}

Decided publish_for_call(const Moment& moment, const Publish& command, model::CallId call) {
    if (command.module != model::Module::call)
        return model::refuse(RefusalKind::invalid,
                             "moduleEnum: " + command.resource + " goes with CALL");
    if (command.mode_id.value_or(call.value) != call.value)
        return model::refuse(RefusalKind::invalid,
                             "modeId: must be the call id " + std::to_string(call.value));
    const auto found = look_up_call(moment, call);
    if (!found) return found.error();
    const model::CallFile& file = found->file;
    if (command.provider != file.call.host)
        return model::refuse(RefusalKind::forbidden,
                             "user " + std::to_string(command.provider.value) +
                                 " is not the host of call " + std::to_string(call.value));
    if (!file.call.live()) return refuse_ended(moment, file);
    const Offer wanted = wanted_offer(command, call.value);
    if (file.offer) return compare(model::full_offer(*file.offer, call, file.call.host), wanted);
    return create(moment, wanted, call);
}

}  // namespace

Decided decide(const Moment& moment, const Publish& command) {
    const auto resource = model::parse_resource(command.resource);
    switch (resource.kind) {
        case model::ResourceName::Kind::call:
            return publish_for_call(moment, command, resource.call);
        case model::ResourceName::Kind::malformed:
            return model::refuse(RefusalKind::invalid,
                                 "resourceId: only a call's resource begins with call-");
        case model::ResourceName::Kind::chat:
            break;
    }
    if (command.module != model::Module::chat)
        return model::refuse(RefusalKind::invalid,
                             "moduleEnum: CALL goes with a resource call-<callId>");
    const Offer wanted = wanted_offer(command, command.mode_id.value_or(0));
    if (const Offer* existing = moment.state.chat_offer({command.provider, command.resource}))
        return compare(*existing, wanted);
    return create(moment, wanted, model::CallId{});
}

}  // namespace calls::rules
