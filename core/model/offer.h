#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

// What one provider asks for one resource: the row of app_trade_server. An offer never changes.

namespace calls::model {

using base::Instant;
using base::Millis;

enum class Mode : std::uint8_t { once, each };
enum class Module : std::uint8_t { call, chat };

inline constexpr Millis period_min{1000};
inline constexpr Millis period_max{std::int64_t{10} * 365 * 24 * 3600 * 1000};  // ten years

struct Terms {
    Mode mode = Mode::once;
    Millis period{0};  // each: period_min to period_max; once: 0
    Coins price;       // not negative

    bool operator==(const Terms&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&Terms::mode, &Terms::period, &Terms::price);
    }
};

struct Offer {
    OfferId id;
    UserId provider;
    std::string resource;  // printable ASCII, 1 to 64 bytes; "call-<id>" for a call
    std::int64_t mode_id = 0;
    Module module = Module::chat;
    Terms terms;
    Instant create_time;

    bool operator==(const Offer&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&Offer::id, &Offer::provider, &Offer::resource, &Offer::mode_id,
                               &Offer::module, &Offer::terms, &Offer::create_time);
    }
};

// A call's own offer, less what follows from the call: provider, resource, module and mode id.
struct CallOffer {
    OfferId id;
    Terms terms;
    Instant create_time;

    bool operator==(const CallOffer&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&CallOffer::id, &CallOffer::terms, &CallOffer::create_time);
    }
};

Offer full_offer(const CallOffer& offer, CallId call, UserId host);

std::string call_resource(CallId call);  // "call-<id>"

// What a resource says of itself. `malformed`: it begins with "call-" and no call id follows.
struct ResourceName {
    enum class Kind : std::uint8_t { chat, call, malformed } kind = Kind::chat;
    CallId call;  // set for Kind::call
};
ResourceName parse_resource(std::string_view resource);

std::string_view name_of(Mode mode);      // "ONCE" "EACH"
std::string_view name_of(Module module);  // "CALL" "CHAT"
std::optional<Mode> find_mode(std::string_view name);
std::optional<Module> find_module(std::string_view name);

}  // namespace calls::model
