#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

namespace calls::protocol {

// A name given twice in one object stays in the value, under this mark and the name: two readers
// could disagree which of the two counts, so none of ours may overlook it.
inline constexpr char duplicate_mark = '\x01';

// One JSON document: UTF-8, at most depth_max deep, nothing behind it. None: it is not one, and
// `why` says so. The value lives in the given storage.
std::optional<boost::json::value> read_json(std::string_view text, std::string& why,
                                            boost::json::storage_ptr storage = {});

}  // namespace calls::protocol
