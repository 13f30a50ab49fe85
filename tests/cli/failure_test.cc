#include "cli/failure.h"

#include <catch2/catch.hpp>

namespace {

namespace json = boost::json;
using calls::cli::Failure;
using calls::protocol::ErrorCode;

Failure refused(int code, const char* message, json::object data = {}) {
    return Failure::from_wire({{"code", code}, {"message", message}, {"data", std::move(data)}});
}

}  // namespace

TEST_CASE("failure: an error of calld keeps its code, its words and its data") {
    const Failure failure = refused(6, "user 2 is in call 3", {{"kind", "busy"}, {"callId", 3}});
    CHECK(failure.exit_status() == 6);
    CHECK(failure.to_line() == "callctl: busy: user 2 is in call 3");
    CHECK(json::serialize(failure.to_json()) ==
          R"({"code":6,"message":"user 2 is in call 3","data":{"kind":"busy","callId":3}})");
}

TEST_CASE("failure: every kind has its exit status") {
    CHECK(refused(-32602, "").exit_status() == 2);
    CHECK(refused(-32601, "").exit_status() == 2);
    CHECK(refused(-32603, "").exit_status() == 1);
    CHECK(refused(4, "").exit_status() == 4);
    CHECK(refused(11, "").exit_status() == 11);
    CHECK(refused(99, "").exit_status() == 1);
    CHECK(Failure(ErrorCode::unreachable, "").exit_status() == 3);
    CHECK(Failure(ErrorCode::io, "").exit_status() == 12);
}

TEST_CASE("failure: callctl's own are shown by their exit status") {
    const auto shown = Failure(ErrorCode::unreachable, "nobody").advise("start it").to_json();
    CHECK(json::serialize(shown) ==
          R"({"code":3,"message":"nobody","data":{"kind":"unreachable","advice":"start it"}})");
}

TEST_CASE("failure: one line, whatever the words") {
    CHECK(refused(9, "a\nb\x1b[31m").to_line() == "callctl: conflict: a?b?[31m");
}
