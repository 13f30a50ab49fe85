#include "core/protocol/rpc.h"

#include <array>
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
    return json::serialize(id);
}

bool any_given_twice(const json::object& object) {
    for (const auto& member : object)
        if (!member.key().empty() && member.key().front() == duplicate_mark) return true;
    return false;
}

Request parse_request(const json::value& value, Role role) {
    const json::object* object = value.if_object();
    if (object == nullptr) return fault(ErrorCode::invalid_request, "a request is a JSON object");
    const json::value* id = object->if_contains("id");
    const auto echoed = id == nullptr ? std::optional<std::string>{"null"} : id_text(*id);
    if (!echoed) return fault(ErrorCode::invalid_request, "id: must be a string or a number");

    const json::value* version = object->if_contains("jsonrpc");
    const json::value* name = object->if_contains("method");
    const json::value* params = object->if_contains("params");
    Request request = fault(ErrorCode::invalid_request, "");
    auto& why = std::get<Fault>(request.what).message;
    if (any_given_twice(*object))
        why = "a member of the request is given twice";
    else if (version == nullptr || !version->is_string() || version->get_string() != "2.0")
        why = "jsonrpc: must be \"2.0\"";
    else if (name == nullptr || !name->is_string())
        why = "method: must be a string";
    else if (params != nullptr && !params->is_object() && !params->is_array())
        why = "params: must be an object or an array";
    if (!why.empty()) return request;  // with the id null, as JSON-RPC has it

    request.id = *echoed;
    request.notification = id == nullptr;
    const std::string_view wanted{name->get_string().data(), name->get_string().size()};
    const Method* method = find_method(wanted);
    if (method == nullptr)
        request.what =
            Fault{.code = ErrorCode::method_not_found, .message = "there is no such method"};
    else
        request.what = parse_call(*method, params, role);
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
