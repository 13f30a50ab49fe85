#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/container/small_vector.hpp>
#include <boost/json/value.hpp>

#include "core/base/instant.h"
#include "core/model/counters.h"
#include "core/model/ids.h"
#include "core/model/money.h"
#include "core/model/offer.h"
#include "core/model/query.h"
#include "core/model/refusal.h"

namespace calls::protocol {

// The parameters of one request, read field by field. The first fault found is kept and reading
// goes on with harmless values, so that a method's parser is a plain list; finish() then gives the
// fault, or names a parameter that nobody asked for.
class Params {
  public:
    // `params` may be null (none were sent) and outlives this. By position, the names tell which
    // parameter stands where; without names only an object will do.
    Params(const boost::json::value* params, std::span<const std::string_view> positions);

    [[nodiscard]] bool has(std::string_view name) { return find(name) != nullptr; }

    std::int64_t whole(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> maybe_whole(std::string_view name, std::int64_t least,
                                            std::int64_t most);
    bool truth(std::string_view name, std::optional<bool> left_out = {});
    std::string text(std::string_view name);  // any string
    // One of some words; none if left out.
    std::optional<std::string> maybe_text(std::string_view name);

    template <class Id>
    Id id(std::string_view name) {
        return Id{whole(name, 1, INT64_MAX)};
    }
    template <class Id>
    Id maybe_id(std::string_view name, std::int64_t least = 1) {  // 0 if left out
        return Id{maybe_whole(name, least, INT64_MAX).value_or(0)};
    }
    model::Coins coins(std::string_view name, std::int64_t least) {
        return model::Coins{whole(name, least, INT64_MAX)};
    }
    base::Instant instant(std::string_view name);
    std::optional<base::Instant> maybe_instant(std::string_view name);
    std::string resource(std::string_view name);  // printable ASCII, 1 to 64 bytes
    std::string request_id();                     // likewise; "" if left out
    model::CounterEdits counters(std::string_view name, bool required);
    model::Page page();
    model::Span span();
    std::vector<std::string> words(std::string_view name);  // an array of strings; may be left out
    std::vector<model::CallId> call_ids(std::string_view name);
    // [time, minutes ahead of UTC] each, in the order of time; may be left out.
    std::vector<model::OffsetChange> offset_changes(std::string_view name);

    void fail(std::string_view name, std::string_view what);

    // The first fault, if there was one.
    [[nodiscard]] std::optional<model::Refusal> finish();

  private:
    const boost::json::value* find(std::string_view name);
    const boost::json::value* require(std::string_view name);
    std::int64_t whole_of(const boost::json::value& held, std::string_view name, std::int64_t least,
                          std::int64_t most);
    std::string printable(const boost::json::value& held, std::string_view name);
    void read_counter(std::string_view name, std::string_view key, const boost::json::value& held,
                      model::CounterEdits& edits);

    const boost::json::object* by_name_ = nullptr;
    const boost::json::array* by_position_ = nullptr;
    std::span<const std::string_view> positions_;
    boost::container::small_vector<std::string_view, 12> asked_;
    std::optional<std::string> fault_;
};

}  // namespace calls::protocol
