#include "core/protocol/json_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "core/protocol/limits.h"

namespace calls::protocol {
namespace {

namespace json = boost::json;
using Error = boost::system::error_code;

// Builds the value as the library's own parser does, and marks names that come twice.
class Handler {
  public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    explicit Handler(json::storage_ptr storage) { stack_.reset(std::move(storage)); }

    json::value take() { return stack_.release(); }

    bool on_document_begin(Error& /*error*/) { return true; }
    bool on_document_end(Error& /*error*/) { return true; }
    bool on_object_begin(Error& /*error*/) {
        objects_.push_back({.first = names_.size(), .many = {}});
        return true;
    }
    bool on_object_end(std::size_t count, Error& /*error*/) {
        names_.resize(objects_.back().first);
        objects_.pop_back();
        stack_.push_object(count);
        return true;
    }
    bool on_array_begin(Error& /*error*/) { return true; }
    bool on_array_end(std::size_t count, Error& /*error*/) {
        stack_.push_array(count);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        name_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        name_.append(part.data(), part.size());
        const bool twice = !is_new(name_);
        names_.push_back(name_);
        if (twice) name_.insert(name_.begin(), duplicate_mark);
        stack_.push_key(name_);
        name_.clear();
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(json::string_view /*part*/, Error& /*error*/) { return true; }
    bool on_int64(std::int64_t number, json::string_view /*text*/, Error& /*error*/) {
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view /*text*/, Error& /*error*/) {
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view /*text*/, Error& /*error*/) {
        stack_.push_double(number);
        return true;
    }
    bool on_bool(bool truth, Error& /*error*/) {
        stack_.push_bool(truth);
        return true;
    }
    bool on_null(Error& /*error*/) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view /*part*/, Error& /*error*/) { return true; }
    bool on_comment(json::string_view /*part*/, Error& /*error*/) { return true; }

  private:
    struct OpenObject {
        std::size_t first = 0;  // where its names begin
        boost::unordered_flat_set<std::string> many;
    };

    // The few names of a request are compared one by one; the many of a peer that means ill are
    // not.
    bool is_new(const std::string& name) {
        constexpr std::size_t few = 16;
        OpenObject& object = objects_.back();
        const auto first = names_.begin() + static_cast<std::ptrdiff_t>(object.first);
        const std::size_t count = names_.size() - object.first;
        if (count < few) return std::find(first, names_.end(), name) == names_.end();
        if (object.many.empty()) object.many.insert(first, names_.end());
        return object.many.insert(name).second;
    }

    json::value_stack stack_;
    std::vector<OpenObject> objects_;
    std::vector<std::string> names_;
    std::string name_;
};

}  // namespace

std::optional<json::value> read_json(std::string_view text, std::string& why,
                                     json::storage_ptr storage) {
    json::parse_options options;
    options.max_depth = depth_max;
    json::basic_parser<Handler> parser{options, std::move(storage)};
    Error error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) {
        const std::string_view rest = text.substr(used);
        if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
            error = make_error_code(json::error::extra_data);
    }
    if (error) {
        why = error.message();
        return std::nullopt;
    }
    return parser.handler().take();
}

}  // namespace calls::protocol
