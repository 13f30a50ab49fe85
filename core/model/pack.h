#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

// A model value as bytes, and back: the form of the journal's rows and of kept outcomes.
//
//   integer   zigzag, then seven bits a byte, low first, the high bit set on all but the last
//   id, coins, instant, milliseconds, enumerator, bool: as an integer
//   string    its length, its bytes
//   array     its elements          vector   their number, the elements
//   optional, shared pointer: 0, or 1 and the value
//   variant   the index, the alternative
//   struct    its fields() in order
//
// Fields are only ever added by a new schema step, since old journals hold the old order.

namespace calls::model {

struct UnpackError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Packer {
  public:
    explicit Packer(std::string& out) : out_(out) {}  // appends to out, which outlives this

    template <class T>
    void put(const T& value);

  private:
    void put_integer(std::int64_t value) {
        // 0 to 63, which most of them are, is one byte.
        if (value >= 0 && value < 64)
            out_.push_back(static_cast<char>(value << 1));
        else
            put_long_integer(value);
    }
    void put_long_integer(std::int64_t value);

    std::string& out_;
};

class Unpacker {
  public:
    explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}  // borrowed

    // Throw UnpackError on bytes that pack() did not write.
    template <class T>
    void get(T& value);
    void expect_end() const;

  private:
    std::int64_t get_integer();
    std::string_view get_bytes();
    std::size_t get_size();

    template <class Variant, std::size_t... Index>
    void get_alternative(Variant& value, std::size_t wanted, std::index_sequence<Index...>);

    std::string_view bytes_;
};

template <class T>
std::string pack(const T& value) {
    std::string out;
    Packer{out}.put(value);
    return out;
}

template <class T>
T unpack(std::string_view bytes) {
    T value{};
    Unpacker unpacker{bytes};
    unpacker.get(value);
    unpacker.expect_end();
    return value;
}

namespace detail {

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_shared = false;
template <class T>
inline constexpr bool is_shared<std::shared_ptr<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

}  // namespace detail

template <class T>
void Packer::put(const T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
        put_integer(static_cast<std::int64_t>(value));
    } else if constexpr (detail::is_id<T> || std::is_same_v<T, Coins>) {
        put_integer(value.value);
    } else if constexpr (std::is_same_v<T, base::Instant>) {
        put_integer(value.ms);
    } else if constexpr (std::is_same_v<T, base::Millis>) {
        put_integer(value.count());
    } else if constexpr (std::is_same_v<T, std::string>) {
        put_integer(static_cast<std::int64_t>(value.size()));
        out_ += value;
    } else if constexpr (detail::is_array<T>) {
        for (const auto& element : value) put(element);
    } else if constexpr (detail::is_vector<T>) {
        put_integer(static_cast<std::int64_t>(value.size()));
        for (const auto& element : value) put(element);
    } else if constexpr (detail::is_optional<T> || detail::is_shared<T>) {
        put_integer(value ? 1 : 0);
        if (value) put(*value);
    } else if constexpr (detail::is_variant<T>) {
        put_integer(static_cast<std::int64_t>(value.index()));
        std::visit([this](const auto& alternative) { put(alternative); }, value);
    } else if constexpr (!std::is_same_v<T, std::monostate>) {
        std::apply([&](auto... member) { (put(value.*member), ...); }, T::fields());
    }
}

template <class Variant, std::size_t... Index>
void Unpacker::get_alternative(Variant& value, std::size_t wanted, std::index_sequence<Index...>) {
    const bool found = ((Index == wanted && (get(value.template emplace<Index>()), true)) || ...);
    if (!found) throw UnpackError{"packed bytes name an alternative that does not exist"};
}

template <class T>
void Unpacker::get(T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
        value = static_cast<T>(get_integer());
    } else if constexpr (detail::is_id<T> || std::is_same_v<T, Coins>) {
        value.value = get_integer();
    } else if constexpr (std::is_same_v<T, base::Instant>) {
        value.ms = get_integer();
    } else if constexpr (std::is_same_v<T, base::Millis>) {
        value = base::Millis{get_integer()};
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = std::string{get_bytes()};
    } else if constexpr (detail::is_array<T>) {
        for (auto& element : value) get(element);
    } else if constexpr (detail::is_vector<T>) {
        value.resize(get_size());
        for (auto& element : value) get(element);
    } else if constexpr (detail::is_optional<T>) {
        value.reset();
        if (get_integer() != 0) get(value.emplace());
    } else if constexpr (detail::is_shared<T>) {
        value.reset();
        if (get_integer() == 0) return;
        auto inner = std::make_shared<std::remove_const_t<typename T::element_type>>();
        get(*inner);
        value = std::move(inner);
    } else if constexpr (detail::is_variant<T>) {
        get_alternative(value, static_cast<std::size_t>(get_integer()),
                        std::make_index_sequence<std::variant_size_v<T>>{});
    } else if constexpr (!std::is_same_v<T, std::monostate>) {
        std::apply([&](auto... member) { (get(value.*member), ...); }, T::fields());
    }
}

}  // namespace calls::model
