#include "cli/advice.h"

namespace calls::cli {

namespace json = boost::json;

std::string advice_for(std::string_view kind, const json::object& data) {
    const json::value* oldest = data.if_contains("oldest");
    if (kind == "not_found" && oldest != nullptr && oldest->is_int64()) {
        return "go on with --after " + std::to_string(oldest->get_int64() - 1) +
               ", and know that events are missing";
    }
    if (kind == "internal") return "calld's log says more";
    return "";
}

}  // namespace calls::cli
