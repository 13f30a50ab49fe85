#include "core/protocol/rpc.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>

#include "core/protocol/json_reader.h"
#include "core/protocol/json_writer.h"
#include "core/protocol/limits.h"
#include "core/protocol/methods.h"
#include "core/protocol/params.h"

namespace calls::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t scratch_bytes = 8192;  // a request fits; longer ones take from the heap

Request fault(ErrorCode code, std::string message) {
    Request request;
    request.what = Fault{.code = code, .message = std::move(message)};
    return request;
}

std::string forbidden_message(Role role, const Method& method, Role needed) {
    return std::string{method.name} + " takes the role " + std::string{name_of(needed)} +
           "; yours is " + std::string{name_of(role)};
}

std::variant<Ask, Fault> parse_call(const Method& method, const json::value* params, Role role) {
    if (role < method.role)
        return Fault{.code = ErrorCode::forbidden,
                     .message = forbidden_message(role, method, method.role)};
    Params reader{params, method.positions};
    Ask ask = method.parse(reader);
    if (const auto refusal = reader.finish())
        return Fault{.code = ErrorCode::invalid_params, .message = refusal->message};
    if (const Role needed = role_for(method, ask); role < needed)
        return Fault{.code = ErrorCode::forbidden,
                     .message = forbidden_message(role, method, needed)};
    return ask;
}

// The id to answer with; none where it is of no kind that JSON-RPC knows.
std::optional<std::string> id_text(const json::value& id) {
    if (id.is_object() || id.is_array() || id.is_bool()) return std::nullopt;
    if (const std::int64_t* number = id.if_int64()) return std::to_string(*number);
    if (const double* number = id.if_double(); number != nullptr && !std::isfinite(*number))
        return std::nullopt;  // 1e999: JSON has no word for what became of it
    return json::serialize(id);
}

// The members that JSON-RPC knows, and whether any at all is given twice.
struct Members {
    const json::value* id = nullptr;
    const json::value* version = nullptr;
    const json::value* method = nullptr;
    const json::value* params = nullptr;
    bool twice = false;
};

Members members_of(const json::object& object) {
    Members members;
    for (const auto& [key, value] : object) {
        const std::string_view name{key.data(), key.size()};
        if (name == "id") members.id = &value;
        if (name == "jsonrpc") members.version = &value;
        if (name == "method") members.method = &value;
        if (name == "params") members.params = &value;
        if (!name.empty() && name.front() == duplicate_mark) members.twice = true;
    }
    return members;
}

// What is wrong with its form; empty: nothing.
std::string_view fault_of(const Members& members) {
    const auto& [id, version, method, params, twice] = members;
    if (twice) return "a member of the request is given twice";
    if (version == nullptr || !version->is_string() || version->get_string() != "2.0")
        return "jsonrpc: must be \"2.0\"";
    if (method == nullptr || !method->is_string()) return "method: must be a string";
    if (params != nullptr && !params->is_object() && !params->is_array())
        return "params: must be an object or an array";
    return {};
}

Request parse_request(const json::value& value, Role role) {
    const json::object* object = value.if_object();
    if (object == nullptr) return fault(ErrorCode::invalid_request, "a request is a JSON object");
    const Members members = members_of(*object);
    auto echoed = members.id == nullptr ? std::optional<std::string>{"null"} : id_text(*members.id);
    if (!echoed)
        return fault(ErrorCode::invalid_request,
                     "id: must be a string, or a number that a double can hold");
    if (const std::string_view why = fault_of(members); !why.empty())
        return fault(ErrorCode::invalid_request,
                     std::string{why});  // with the id null, as JSON-RPC has it

    Request request;
    request.id = *std::move(echoed);
    request.notification = members.id == nullptr;
    const std::string_view wanted{members.method->get_string().data(),
                                  members.method->get_string().size()};
    request.method = find_method(wanted);
    if (request.method == nullptr)
        request.what =
            Fault{.code = ErrorCode::method_not_found, .message = "there is no such method"};
    else
        request.what = parse_call(*request.method, members.params, role);
    return request;
}

void parse_array(const json::array& array, Role role, Message& message) {
    if (array.empty()) {
        message.requests.push_back(
            fault(ErrorCode::invalid_request, "an array holds at least one request"));
        return;
    }
    message.array = true;
    for (const json::value& element : array) {
        if (message.requests.size() < array_requests_max) {
            message.requests.push_back(parse_request(element, role));
            continue;
        }
        Request request = parse_request(element, role);
        request.what =
            Fault{.code = ErrorCode::invalid_params,
                  .message = "an array holds at most " + std::to_string(array_requests_max) +
                             " requests; this one was not carried out"};
        message.requests.push_back(std::move(request));
    }
}

}  // namespace

Message parse_message(std::string_view line, Role role) {
    std::array<unsigned char, scratch_bytes> scratch;  // NOLINT: need not be initialised
    json::monotonic_resource memory{scratch.data(), scratch.size()};
    std::string why;
    Message message;
    const auto value = read_json(line, why, &memory);
    if (!value)
        message.requests.push_back(fault(ErrorCode::parse_error, "not JSON: " + why));
    else if (const json::array* array = value->if_array())
        parse_array(*array, role, message);
    else
        message.requests.push_back(parse_request(*value, role));
    return message;
}

void write_result(std::string& out, std::string_view id, std::string_view result) {
    out += R"({"jsonrpc":"2.0","result":)";
    out += result;
    out += ",\"id\":";
    out += id;
    out += '}';
}

void write_fault(std::string& out, std::string_view id, const Fault& fault) {
    JsonWriter json{out};
    json.begin_object().member("jsonrpc", "2.0").key("error").begin_object();
    json.member("code", static_cast<std::int64_t>(fault.code)).member("message", fault.message);
    json.key("data").begin_object().member("kind", error_row(fault.code).kind).end_object();
    json.end_object().key("id").raw(id).end_object();
}

}  // namespace calls::protocol
