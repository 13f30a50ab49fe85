#pragma once

#include <optional>
#include <string>

#include <boost/json.hpp>

#include "cli/shape.h"
#include "cli/times.h"

// One value as text: as people read it, or bare as a script does.

namespace calls::cli {

// How values are to look, the same for all of one command.
struct Look {
    TimeStyle times = TimeStyle::local;
    bool colors = false;
    std::size_t width = 0;  // of a terminal; 0: lines are not cut
};

// For people: `-` for what has not happened or is not there. `value` may be null.
std::string people_text(const boost::json::value* value, FieldKind kind, const Look& look);

// For scripts: numbers and words as they are, nothing for what is not there.
std::string bare_text(const boost::json::value* value, FieldKind kind, const Look& look);

// The whole number under a name; none if it is missing or null.
std::optional<std::int64_t> whole_at(const boost::json::object& object, std::string_view name);
// The same, 0 where there is none.
std::int64_t whole_or_zero(const boost::json::object& object, std::string_view name);
// The string under a name; empty if it is missing or null.
std::string text_at(const boost::json::object& object, std::string_view name);
bool truth_at(const boost::json::object& object, std::string_view name);

// `100/1m`, `500 once`; `-` where there is no price.
std::string terms_text(const boost::json::object& object);

// Times inside a value as asked for with --times, for json and jsonl.
boost::json::value with_times(boost::json::value value, TimeStyle times);

}  // namespace calls::cli
