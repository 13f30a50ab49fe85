#pragma once

#include "core/model/account.h"
#include "core/model/call_file.h"
#include "core/model/event.h"
#include "core/model/offer.h"
#include "core/model/ticket.h"

// Whether the rules can have written a row: asked of what comes back from a disk, before anybody
// reckons with it. Ids are there, times are in their range and order, words exist, no price is
// negative. It says nothing about rows that fit their own form and not each other: that is what an
// audit is for.

namespace calls::model {

bool sound(const Account& account);
bool sound(const Call& call);
bool sound(const CallFile& file);
bool sound(const Offer& offer);
bool sound(const Ticket& ticket);
bool sound(const Event& event);  // with its rows, which are about its call

}  // namespace calls::model
