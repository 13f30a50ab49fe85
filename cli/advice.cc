#include "cli/advice.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

// The number as text, or `otherwise` where there is none.
std::string number_at(const json::object& data, std::string_view key, std::string_view otherwise) {
    const json::value* found = data.if_contains(key);
    return found != nullptr && found->is_int64() ? std::to_string(found->get_int64())
                                                 : std::string(otherwise);
}

}  // namespace

std::string advice_for(std::string_view kind, const json::object& data) {
    if (kind == "busy") {
        const std::string call = number_at(data, "callId", "CALL");
        return "wait for its end (callctl wait " + call + ") or end it (callctl hang " + call + ")";
    }
    if (kind == "insufficient_funds") {
        const std::string user = number_at(data, "userId", "USER");
        return "add money (callctl account deposit " + user + " AMOUNT)";
    }
    if (kind == "not_found" && data.contains("oldest")) {
        return "the oldest event still kept is " + number_at(data, "oldest", "unknown") +
               " (go on with --after one less)";
    }
    if (kind == "unavailable") {
        const json::value* outcome = data.if_contains("outcome");
        const bool unknown = outcome != nullptr && *outcome == "unknown";
        return unknown ? "whether it was done is not known" : "nothing was changed";
    }
    if (kind == "internal") return "calld's log says more";
    return "";
}

}  // namespace calls::cli
