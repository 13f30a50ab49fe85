#include "core/protocol/json_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include "core/protocol/limits.h"

namespace calls::protocol {
namespace {

namespace json = boost::json;
using Error = boost::system::error_code;

// The names of the objects that are open. Ours have few; past so many in one object they are looked
// up in order, so that a line full of names takes no longer than its length explains.
class Names {
  public:
    void open() { begins_.push_back(names_.size()); }
    void close() {
        const auto first = at(begins_.back());
        if (names_.size() - begins_.back() > searched_max)
            for (auto name = first; name != names_.end(); ++name)
                ordered_.erase({begins_.back(), *name});
        names_.erase(first, names_.end());
        begins_.pop_back();
    }
    // In the innermost object.
    [[nodiscard]] bool contains(const std::string& name) const {
        if (names_.size() - begins_.back() > searched_max)
            return ordered_.contains({begins_.back(), name});
        return std::find(at(begins_.back()), names_.end(), name) != names_.end();
    }
    void add(std::string name) {
        names_.push_back(std::move(name));
        const std::size_t count = names_.size() - begins_.back();
        if (count <= searched_max) return;
        const std::size_t from = count == searched_max + 1 ? begins_.back() : names_.size() - 1;
        for (auto each = at(from); each != names_.end(); ++each)
            ordered_.emplace(begins_.back(), *each);
    }

  private:
    static constexpr std::size_t searched_max = 32;

    [[nodiscard]] std::vector<std::string>::const_iterator at(std::size_t index) const {
        return names_.begin() + static_cast<std::ptrdiff_t>(index);
    }

    std::vector<std::size_t> begins_;  // where each open object's names begin
    std::vector<std::string> names_;
    std::set<std::pair<std::size_t, std::string>> ordered_;  // of the large objects
};

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
        names_.open();
        return true;
    }
    bool on_object_end(std::size_t count, Error& /*error*/) {
        names_.close();
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
        if (names_.contains(name_)) name_.insert(name_.begin(), duplicate_mark);
        stack_.push_key(name_);
        names_.add(std::exchange(name_, {}));
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
    json::value_stack stack_;
    Names names_;
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
