#include "cli/top_rates.h"

#include <catch2/catch.hpp>

namespace {

namespace json = boost::json;
using calls::cli::Instant;
using calls::cli::Millis;
using calls::cli::TopRates;
using namespace std::chrono_literals;

constexpr std::int64_t begin = 1'767'225'600'000;

json::object event(std::int64_t ms, const char* kind, json::object data = {}) {
    return {{"eventId", 1}, {"time", begin + ms}, {"kind", kind}, {"data", std::move(data)}};
}

}  // namespace

TEST_CASE("top rates: each kind of event has its own count") {
    TopRates rates;
    rates.begin({begin}, true);
    rates.absorb(event(0, "dial"));
    rates.absorb(event(0, "answer"));
    rates.absorb(event(1000, "ticket", {{"paid", 100}}));
    rates.absorb(event(2000, "ticket", {{"paid", 0}}));
    rates.absorb(event(3000, "hang", {{"hangReason", "no-funds"}}));
    rates.absorb(event(3000, "hang", {{"hangReason", "of a later version"}}));
    const Instant now{begin + 3000};
    CHECK(rates.dials().sum(now, 60s) == 1);
    CHECK(rates.tickets().sum(now, 60s) == 2);
    CHECK(rates.coins().sum(now, 60s) == 100);
    CHECK(rates.hangs().sum(now, 60s) == 2);
    CHECK(rates.hangs_for(7, now, 60s) == 1);
    CHECK(rates.hangs_for(8, now, 60s) == 1);
}

TEST_CASE("top rates: what is known from the first call on is a rate over all of the time") {
    TopRates rates;
    rates.begin({begin}, true);
    rates.absorb(event(0, "dial"));
    CHECK(rates.per_minute(rates.dials(), {begin + 500}, 60s) == 10);
    CHECK(rates.known({begin + 500}) == 300s);
}

TEST_CASE("top rates: what is known only lately is a rate over that time") {
    TopRates rates;
    rates.begin({begin + 20'000}, false);
    CHECK(!rates.per_minute(rates.dials(), {begin + 20'500}, 60s));
    rates.absorb(event(0, "dial"));  // from before it began: that far it reaches
    rates.absorb(event(25'000, "dial"));
    CHECK(rates.known({begin + 30'000}) == 30s);
    CHECK(rates.per_minute(rates.dials(), {begin + 30'000}, 60s) == 40);
    CHECK(rates.per_minute(rates.dials(), {begin + 30'000}, 10s) == 60);
}

TEST_CASE("top rates: begun again, nothing is left") {
    TopRates rates;
    CHECK(!rates.per_minute(rates.dials(), {begin}, 60s));
    rates.begin({begin}, true);
    rates.absorb(event(0, "hang", {{"hangReason", "cancel"}}));
    rates.begin({begin}, false);
    CHECK(rates.hangs().sum({begin}, 60s) == 0);
    CHECK(rates.hangs_for(1, {begin}, 60s) == 0);
}
