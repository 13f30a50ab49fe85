#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/check.h"
#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

namespace calls::protocol {

// JSON text appended to a string, compact, in the order written. Commas are its own business. It
// writes into a chunk of its own, since a reply is some sixty short pieces: the string has all of
// the text once the writer is gone, and must be left alone until then.
class JsonWriter {
  public:
    explicit JsonWriter(std::string& out) : out_(out) {}  // out outlives this
    ~JsonWriter() { hand_over(); }
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }

    // Names are ours and need no escapes. A literal's length is known to the compiler.
    template <std::size_t Size>
    JsonWriter& key(const char (&name)[Size]) {  // NOLINT: a literal is an array of this kind
        return put_key(name, Size - 1);
    }
    JsonWriter& key(std::string_view name) {
        CHECK(name.size() <= name_max);
        return put_key(name.data(), name.size());
    }

    JsonWriter& value(std::int64_t number) {
        make_room(digits_max + 1);
        comma();
        if (number >= 0 && number <= 9)  // half of all that a call has
            *at_++ = static_cast<char>('0' + number);
        else
            at_ = std::to_chars(at_, end_of_chunk(), number).ptr;
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
    JsonWriter& raw(std::string_view json);  // a whole value

    template <std::size_t Size, class T>
    JsonWriter& member(const char (&name)[Size], const T& held) {  // NOLINT: as above
        return key(name).value(held);
    }
    template <class T>
    JsonWriter& member(std::string_view name, const T& held) {
        return key(name).value(held);
    }

  private:
    static constexpr std::size_t chunk_bytes = 1024;  // most replies
    static constexpr std::size_t digits_max = 20;     // 19, and a sign
    static constexpr std::size_t name_max = 64;

    JsonWriter& put_key(const char* name, std::size_t size) {
        make_room(size + 4);
        comma();
        *at_++ = '"';
        std::memcpy(at_, name, size);
        at_ += size;
        *at_++ = '"';
        *at_++ = ':';
        fresh_ = true;
        return *this;
    }
    JsonWriter& open(char bracket) {
        make_room(2);
        comma();
        *at_++ = bracket;
        fresh_ = true;
        return *this;
    }
    JsonWriter& close(char bracket) {
        make_room(1);
        *at_++ = bracket;
        fresh_ = false;
        return *this;
    }
    void comma() {
        if (!fresh_) *at_++ = ',';
        fresh_ = false;
    }

    char* end_of_chunk() { return chunk_.data() + chunk_.size(); }
    // For so many bytes, at most a chunk.
    void make_room(std::size_t bytes) {
        if (static_cast<std::size_t>(end_of_chunk() - at_) < bytes) hand_over();
    }
    void hand_over();
    void put(char c) {
        make_room(1);
        *at_++ = c;
    }
    void escape(char c);

    std::string& out_;
    bool fresh_ = true;                    // nothing to separate from yet
    std::array<char, chunk_bytes> chunk_;  // NOLINT: need not be initialised
    char* at_ = chunk_.data();             // what is before it is to be handed over
};

}  // namespace calls::protocol
