#include <string>
#include <utility>

#include "core/protocol/parse.h"
#include "core/protocol/parse_parts.h"

namespace calls::protocol::parse {
using namespace model;

Ask publish(Params& params) {
    Publish publish;
    publish.provider = params.id<UserId>("userId");
    publish.resource = params.resource("resourceId");
    if (const auto module = find_module(params.text("moduleEnum")))
        publish.module = *module;
    else
        params.fail("moduleEnum", "must be CALL or CHAT");
    publish.terms = terms(params);
    publish.mode_id = params.maybe_whole("modeId", 0, INT64_MAX)
                          .value_or(parse_resource(publish.resource).call.value);
    return changing(params, std::move(publish));
}

Ask ticket(Params& params) {
    PayTicket pay;
    pay.payer = params.id<UserId>("userId");
    pay.provider = params.id<UserId>("provideUserId");
    pay.resource = params.resource("resourceId");
    pay.free = params.truth("free", false);
    return changing(params, std::move(pay));
}

Ask deposit(Params& params) {
    Deposit deposit;
    deposit.user = params.id<UserId>("userId");
    deposit.amount = params.coins("amount", 1);
    return changing(params, deposit);
}

Ask withdraw(Params& params) {
    Withdraw withdraw;
    withdraw.user = params.id<UserId>("userId");
    withdraw.amount = params.coins("amount", 1);
    return changing(params, withdraw);
}

}  // namespace calls::protocol::parse
