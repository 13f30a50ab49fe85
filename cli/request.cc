#include "cli/request.h"

#include <array>
#include <cstdint>
#include <sys/random.h>

#include "cli/failure.h"

namespace calls::cli {

namespace json = boost::json;

std::string request_id_of(const Request& request) {
    json::value raw;
    if (!request.raw_params.empty()) {
        json::error_code error;
        raw = json::parse(request.raw_params, error);
    }
    const json::object& params = raw.is_object() ? raw.get_object() : request.params;
    const json::value* id = params.if_contains("requestId");
    return id != nullptr && id->is_string() ? std::string(id->get_string()) : "";
}

std::string fresh_request_id() {
    std::array<std::uint8_t, 12> random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
        throw Failure(protocol::ErrorCode::io, "no random bytes for a request id");
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id = "ctl-";
    for (const std::uint8_t byte : random) {
        id += digits[byte >> 4U];
        id += digits[byte & 15U];
    }
    return id;
}

}  // namespace calls::cli
