#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

namespace calls::protocol {

// JSON text appended to a string, compact, in the order written. Commas are its own business.
class JsonWriter {
  public:
    explicit JsonWriter(std::string& out) : out_(out) {}  // out outlives this

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }

    JsonWriter& key(std::string_view name) {  // names are ours and need no escapes
        comma();
        out_ += '"';
        out_ += name;
        out_ += "\":";
        fresh_ = true;
        return *this;
    }

    JsonWriter& value(std::int64_t number) {
        comma();
        char digits[20];  // NOLINT: what to_chars wants; 19 digits and a sign
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        out_.append(digits, end);
        fresh_ = false;
        return *this;
    }
    JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    JsonWriter& value(model::Coins coins) { return value(coins.value); }
    JsonWriter& value(base::Instant at) { return value(at.ms); }
    JsonWriter& value(base::Millis span) { return value(std::int64_t{span.count()}); }
    template <class Tag>
    JsonWriter& value(model::Id<Tag> id) {
        return value(id.value);
    }
    template <class T>
    JsonWriter& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : null();
    }
    JsonWriter& null() { return raw("null"); }
    JsonWriter& raw(std::string_view json) {
        comma();
        out_ += json;
        fresh_ = false;
        return *this;
    }

    template <class T>
    JsonWriter& member(std::string_view name, const T& held) {
        return key(name).value(held);
    }

  private:
    JsonWriter& open(char bracket) {
        comma();
        out_ += bracket;
        fresh_ = true;
        return *this;
    }
    JsonWriter& close(char bracket) {
        out_ += bracket;
        fresh_ = false;
        return *this;
    }
    void comma() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }

    std::string& out_;
    bool fresh_ = true;  // nothing to separate from yet
};

}  // namespace calls::protocol
