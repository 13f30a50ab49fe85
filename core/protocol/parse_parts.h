#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/model/offer.h"
#include "core/protocol/ask.h"
#include "core/protocol/params.h"

// What several methods' parsers have in common.

namespace calls::protocol::parse {

// A command that changes something takes a request id.
inline Ask changing(Params& params, model::Change change) {
    return model::Command{.what = std::move(change), .request_id = params.request_id()};
}

inline Ask reading(model::Read read) {
    return model::Command{.what = std::move(read), .request_id = {}};
}

inline Ask asking(model::Query query) {
    return model::Command{.what = std::move(query), .request_id = {}};
}

// Each once, however often it was named: a line has room for a hundred thousand names.
template <class Kind>
void add_once(std::vector<Kind>& kinds, Kind kind) {
    if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
}

// mode, periodMills and price: EACH has a period of a second to ten years, ONCE has none.
inline model::Terms terms(Params& params) {
    using model::Mode;
    model::Terms terms;
    const std::string mode = params.text("mode");
    if (const auto found = model::find_mode(mode))
        terms.mode = *found;
    else
        params.fail("mode", "must be ONCE or EACH");
    if (terms.mode == Mode::each)
        terms.period = base::Millis{
            params.whole("periodMills", model::period_min.count(), model::period_max.count())};
    else if (params.maybe_whole("periodMills", 0, INT64_MAX).value_or(0) != 0)
        params.fail("periodMills", "must be 0 or left out with ONCE");
    terms.price = params.coins("price", 0);
    return terms;
}

}  // namespace calls::protocol::parse
