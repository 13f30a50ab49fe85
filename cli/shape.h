#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

// What the wire's objects are made of: the names of their fields, what to call them before people,
// and how to show what is in them. One shape for each kind of object; --field, csv and tsv go by
// it.

namespace calls::cli {

enum class FieldKind : std::uint8_t {
    id,        // 0 or null: none
    party,     // a user, or one of the two system accounts
    whole,     // a number
    time,      // 0 or null: has not happened
    length,    // milliseconds
    text,      // null or empty: none
    truth,     // true or false
    counters,  // nine numbers
    nested,    // anything else, as JSON
};

struct Field {
    std::string_view name;   // on the wire; `offer.price` is inside another object
    std::string_view label;  // before people
    FieldKind kind = FieldKind::text;
};

struct Shape {
    std::span<const Field> fields;
    std::string_view id;  // the field that -q prints; empty: none
    bool open = false;    // more fields may come than are named here
};

extern const Shape call_shape;
extern const Shape full_call_shape;  // with its offer and tickets, as `show` puts them together
extern const Shape offer_shape;
extern const Shape ticket_shape;
extern const Shape ticket_outcome_shape;  // with what was charged
extern const Shape entry_shape;
extern const Shape account_shape;
extern const Shape account_row_shape;  // in a list
extern const Shape movement_shape;     // a deposit or a withdrawal
extern const Shape clock_shape;
extern const Shape prune_shape;
extern const Shape event_shape;
extern const Shape report_shape;
extern const Shape report_file_shape;  // a page that was written
extern const Shape open_shape;         // nothing known beforehand

// The field of that name; null if the shape has none. `value3` is one of nine.
const Field* find_field(const Shape& shape, std::string_view name);

// The value under a name such as `offer.price` or `value3`; null if it is not there.
const boost::json::value* value_at(const boost::json::object& object, std::string_view name);

// Throws Failure (invalid) that lists the names there are, if one of `names` is unknown.
void check_fields(const Shape& shape, const std::vector<std::string>& names);

// For an open shape, once the object is there: every name in it, dotted.
std::vector<std::string> names_in(const boost::json::object& object);

}  // namespace calls::cli
