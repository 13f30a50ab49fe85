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

// The names of the objects that are open, one behind the other in one buffer. Ours have few; past
// so many in one object they are looked up in order, so that a line full of names takes no longer
// than its length explains.
class Names {
  public:
    void clear() {
        text_.clear();
        names_.clear();
        begins_.clear();
        ordered_.clear();
    }
    void open() { begins_.push_back(names_.size()); }
    void close() {
        if (count() > searched_max)
            for (std::size_t n = begins_.back(); n < names_.size(); ++n)
                ordered_.erase({begins_.back(), std::string{at(n)}});
        if (count() > 0) text_.resize(names_[begins_.back()].begin);
        names_.resize(begins_.back());
        begins_.pop_back();
    }
    // In the innermost object.
    [[nodiscard]] bool contains(std::string_view name) const {
        if (count() > searched_max) return ordered_.contains({begins_.back(), std::string{name}});
        for (std::size_t n = begins_.back(); n < names_.size(); ++n)
            if (at(n) == name) return true;
        return false;
    }
    void add(std::string_view name) {
        names_.push_back({.begin = text_.size(), .size = name.size()});
        text_ += name;
        if (count() <= searched_max) return;
        const std::size_t from = count() == searched_max + 1 ? begins_.back() : names_.size() - 1;
        for (std::size_t n = from; n < names_.size(); ++n)
            ordered_.emplace(begins_.back(), std::string{at(n)});
    }

  private:
    static constexpr std::size_t searched_max = 32;

    struct Place {
        std::size_t begin;
        std::size_t size;
    };

    [[nodiscard]] std::size_t count() const { return names_.size() - begins_.back(); }
    [[nodiscard]] std::string_view at(std::size_t index) const {
        return std::string_view{text_}.substr(names_[index].begin, names_[index].size);
    }

    std::string text_;
    std::vector<Place> names_;
    std::vector<std::size_t> begins_;                        // where each open object's names begin
    std::set<std::pair<std::size_t, std::string>> ordered_;  // of the large objects
};

// The members of all objects in it.
std::size_t members_in(const json::value& value) {
    std::size_t count = 0;
    if (const json::object* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object) count += members_in(member.value());
    } else if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array) count += members_in(element);
    }
    return count;
}

// Builds the value as the library's own parser does. Where told to look out, it marks names that
// come twice in one object; else the value has lost one of two, which its count of names tells.
class Handler {
  public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    // Whatever an earlier text left behind is gone.
    void begin(json::storage_ptr storage, bool looks_out) {
        stack_.reset(std::move(storage));
        looks_out_ = looks_out;
        names_.clear();
        names_seen_ = 0;
        part_.clear();
    }
    [[nodiscard]] std::size_t names_seen() const { return names_seen_; }
    json::value take() { return stack_.release(); }

    bool on_document_begin(Error& /*error*/) { return true; }
    bool on_document_end(Error& /*error*/) { return true; }
    bool on_object_begin(Error& /*error*/) {
        if (looks_out_) names_.open();
        return true;
    }
    bool on_object_end(std::size_t count, Error& /*error*/) {
        if (looks_out_) names_.close();
        stack_.push_object(count);
        return true;
    }
    bool on_array_begin(Error& /*error*/) { return true; }
    bool on_array_end(std::size_t count, Error& /*error*/) {
        stack_.push_array(count);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        part_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t /*size*/, Error& /*error*/) {
        std::string_view name{part.data(), part.size()};
        if (!part_.empty()) name = part_.append(name);
        ++names_seen_;
        if (looks_out_ && names_.contains(name)) {
            std::string marked{duplicate_mark};
            marked += name;
            add(marked);
        } else {
            add(name);
        }
        part_.clear();
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
    void add(std::string_view name) {
        stack_.push_key({name.data(), name.size()});
        if (looks_out_) names_.add(name);
    }

    json::value_stack stack_;
    bool looks_out_ = false;
    std::size_t names_seen_ = 0;
    Names names_;
    std::string part_;  // of a name that comes in several, for its escapes
};

// Kept from text to text, with the memory that it has: a new one costs as much as a short text.
class Reader {
  public:
    std::optional<json::value> read(std::string_view text, std::string& why,
                                    const json::storage_ptr& storage);

  private:
    std::optional<json::value> read(std::string_view text, std::string& why,
                                    const json::storage_ptr& storage, bool looks_out);

    static json::parse_options options() {
        json::parse_options options;
        options.max_depth = depth_max;
        return options;
    }

    json::basic_parser<Handler> parser_{options()};
};

// Names that come twice are rare: only then is the text read once more, by one who looks out.
std::optional<json::value> Reader::read(std::string_view text, std::string& why,
                                        const json::storage_ptr& storage) {
    auto value = read(text, why, storage, false);
    if (!value || members_in(*value) == parser_.handler().names_seen()) return value;
    return read(text, why, storage, true);
}

std::optional<json::value> Reader::read(std::string_view text, std::string& why,
                                        const json::storage_ptr& storage, bool looks_out) {
    parser_.reset();
    parser_.handler().begin(storage, looks_out);
    Error error;
    const std::size_t used = parser_.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) {
        const std::string_view rest = text.substr(used);
        if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
            error = make_error_code(json::error::extra_data);
    }
    if (error) {
        why = error.message();
        parser_.handler().begin({}, false);  // nothing may stay in a storage that goes before us
        return std::nullopt;
    }
    return parser_.handler().take();
}

}  // namespace

std::optional<json::value> read_json(std::string_view text, std::string& why,
                                     json::storage_ptr storage) {
    thread_local Reader reader;
    return reader.read(text, why, storage);
}

}  // namespace calls::protocol
