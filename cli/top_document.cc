#include "cli/top_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/look.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

json::object counts_over(const TopState& state, Instant now, Millis length) {
    const TopRates& rates = state.rates;
    return {{"knownMs", std::min(rates.known(now), length).count()},
            {"dials", rates.dials().sum(now, length)},
            {"hangUps", rates.hangs().sum(now, length)},
            {"tickets", rates.tickets().sum(now, length)},
            {"coins", rates.coins().sum(now, length)}};
}

}  // namespace

json::object top_document(const TopState& state, TopSort sort, std::size_t calls_max) {
    const Instant now{whole_or_zero(state.status, "clock.now")};
    json::object last;
    constexpr std::array lengths{std::pair{"10s", 10'000}, std::pair{"1m", 60'000},
                                 std::pair{"5m", 300'000}};
    for (const auto& [name, ms] : lengths) last[name] = counts_over(state, now, Millis{ms});
    json::object ended;
    for (std::size_t i = 0; i < TopRates::reasons.size(); ++i) {
        ended[TopRates::reasons[i]] = state.rates.hangs_for(i, now, RateWindow::length_max);
    }
    json::array calls;
    for (const json::object* call : first_calls(state.calls.rows, sort, calls_max)) {
        calls.push_back(*call);
    }
    return {{"status", state.status},
            {"last", std::move(last)},
            {"ended", std::move(ended)},
            {"calls", std::move(calls)}};
}

}  // namespace calls::cli
