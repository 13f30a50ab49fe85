#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <catch2/catch.hpp>

#include "core/protocol/rpc.h"

// One request as the wire would bring it.

namespace calls::tests {

inline protocol::Request request_of(std::string_view method, std::string_view params,
                                    protocol::Role role = protocol::Role::admin) {
    std::string line = R"({"jsonrpc":"2.0","id":1,"method":")" + std::string{method} + '"';
    if (!params.empty()) line += R"(,"params":)" + std::string{params};
    auto message = protocol::parse_message(line + "}", role);
    REQUIRE_FALSE(message.array);
    REQUIRE(message.requests.size() == 1);
    return std::move(message.requests.front());
}

// What it was refused with; empty: it was not. Only faults of the parameters are expected.
inline std::string fault_in(std::string_view method, std::string_view params) {
    const auto request = request_of(method, params);
    const auto* fault = std::get_if<protocol::Fault>(&request.what);
    if (fault == nullptr) return {};
    CHECK(fault->code == protocol::ErrorCode::invalid_params);
    return fault->message;
}

// The field that the message names, which is how every such message begins.
inline std::string faulty_field(std::string_view method, std::string_view params) {
    const std::string message = fault_in(method, params);
    return message.substr(0, message.find(':'));
}

template <class T>
T change_in(std::string_view method, std::string_view params, std::string* request_id = nullptr) {
    const auto request = request_of(method, params);
    if (const auto* fault = std::get_if<protocol::Fault>(&request.what)) FAIL(fault->message);
    const auto& command = std::get<model::Command>(std::get<protocol::Ask>(request.what));
    if (request_id != nullptr) *request_id = command.request_id;
    return std::get<T>(std::get<model::Change>(command.what));
}
template <class T, class Kind>
T asked_in(std::string_view method, std::string_view params) {
    const auto request = request_of(method, params);
    if (const auto* fault = std::get_if<protocol::Fault>(&request.what)) FAIL(fault->message);
    const auto& command = std::get<model::Command>(std::get<protocol::Ask>(request.what));
    return std::get<T>(std::get<Kind>(command.what));
}

}  // namespace calls::tests
