#include "tests/fuzz/jsonrpc_judge.h"

#include <array>
#include <cstddef>
#include <optional>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/value.hpp>

#include "core/base/check.h"
#include "core/protocol/limits.h"

namespace calls::fuzz {
namespace {

namespace json = boost::json;

constexpr std::int64_t not_json = -32700;
constexpr std::int64_t no_request = -32600;
constexpr std::size_t answer_depth_max = 64;

// Memory for one text at a time.
class Reader {
  public:
    const json::value* read(std::string_view text, std::size_t depth) {
        value_.reset();
        memory_.release();
        json::parse_options options;
        options.max_depth = depth;
        json::parser parser{&memory_, options, temp_.data(), temp_.size()};
        boost::system::error_code error;
        parser.write(text.data(), text.size(), error);
        if (error) return nullptr;
        value_.emplace(parser.release());
        return &*value_;
    }

  private:
    std::array<unsigned char, 32768> buffer_{};
    std::array<unsigned char, 4096> temp_{};
    json::monotonic_resource memory_{buffer_.data(), buffer_.size()};
    std::optional<json::value> value_;
};

enum class Kind { call, notification, nonsense };

Kind kind_of(const json::value& value) {
    const json::object* request = value.if_object();
    if (request == nullptr) return Kind::nonsense;
    const json::value* version = request->if_contains("jsonrpc");
    const json::value* method = request->if_contains("method");
    const json::value* params = request->if_contains("params");
    const json::value* id = request->if_contains("id");
    if (version == nullptr || *version != "2.0") return Kind::nonsense;
    if (method == nullptr || !method->is_string()) return Kind::nonsense;
    if (params != nullptr && !params->is_structured()) return Kind::nonsense;
    if (id == nullptr) return Kind::notification;
    return id->is_null() || id->is_number() || id->is_string() ? Kind::call : Kind::nonsense;
}

// 0 for a result.
std::int64_t code_of(const json::value& reply) {
    const json::object& members = reply.as_object();
    CHECK(members.at("jsonrpc") == "2.0" && members.contains("id") && members.size() == 3);
    if (const json::value* result = members.if_contains("result")) {
        CHECK(result->is_object());
        return 0;
    }
    const json::object& error = members.at("error").as_object();
    CHECK(error.at("message").is_string() && error.at("data").at("kind").is_string());
    CHECK(error.at("code").as_int64() != 0);
    return error.at("code").as_int64();
}

bool refused_as_no_request(const json::value& reply) {
    return code_of(reply) == no_request && reply.at("id").is_null();
}

// A name given twice cannot be seen in the value any more, so a request in good form may be refused
// as well, with the id null; a notification too.
void judge_call(const json::value& request, const json::value& reply) {
    const std::int64_t code = code_of(reply);
    CHECK(code != not_json);
    if (code == no_request)
        CHECK(reply.at("id").is_null());
    else
        CHECK(reply.at("id") == request.at("id"));
}

void judge_array(const json::array& requests, const json::array& replies) {
    std::size_t wanting = 0;  // an answer, for certain
    for (const json::value& request : requests)
        if (kind_of(request) != Kind::notification) ++wanting;
    std::size_t at = 0;
    for (const json::value& request : requests) {
        const Kind kind = kind_of(request);
        const std::size_t left = replies.size() - at;
        CHECK(left >= wanting);
        if (kind == Kind::notification) {
            if (left > wanting && refused_as_no_request(replies[at])) ++at;
            continue;
        }
        --wanting;
        const json::value& reply = replies[at++];
        if (kind == Kind::nonsense)
            CHECK(refused_as_no_request(reply));
        else
            judge_call(request, reply);
    }
    CHECK(at == replies.size());
}

void judge_alone(const json::value& request, const json::value* reply) {
    const Kind kind = kind_of(request);
    if (reply == nullptr)
        CHECK(kind == Kind::notification);
    else if (kind == Kind::call)
        judge_call(request, *reply);
    else
        CHECK(refused_as_no_request(*reply));
}

}  // namespace

void judge(std::string_view line, std::string_view answer) {
    static Reader line_reader;
    static Reader answer_reader;
    const json::value* reply = nullptr;
    if (!answer.empty()) {
        CHECK(answer.find('\n') == std::string_view::npos);
        reply = answer_reader.read(answer, answer_depth_max);
        CHECK(reply != nullptr);
    }
    const json::value* request = line_reader.read(line, protocol::depth_max);
    if (request == nullptr) {
        CHECK(reply != nullptr && code_of(*reply) == not_json && reply->at("id").is_null());
    } else if (const json::array* array = request->if_array(); array == nullptr || array->empty()) {
        judge_alone(*request, reply);
    } else {
        static const json::array nothing;
        judge_array(*array, reply == nullptr ? nothing : reply->as_array());
    }
}

}  // namespace calls::fuzz
