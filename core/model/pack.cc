#include "core/model/pack.h"

#include <array>

namespace calls::model {
namespace {

constexpr unsigned bits_a_byte = 7;
constexpr std::uint64_t low_bits = 0x7f;
constexpr std::uint64_t more_follows = 0x80;
constexpr std::size_t bytes_max = 10;  // of an integer of 64 bits

}  // namespace

void Packer::put_long_integer(std::int64_t value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    std::array<char, bytes_max> bytes;  // NOLINT(*-member-init): what is appended was written
    std::size_t size = 0;
    while (rest > low_bits) {
        bytes[size++] = static_cast<char>((rest & low_bits) | more_follows);
        rest >>= bits_a_byte;
    }
    bytes[size++] = static_cast<char>(rest);
    out_.append(bytes.data(), size);
}

std::int64_t Unpacker::get_integer() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += bits_a_byte) {
        if (bytes_.empty()) throw UnpackError{"packed bytes end too early"};
        const auto byte = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        value |= (byte & low_bits) << shift;
        if ((byte & more_follows) == 0)
            return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
    }
    throw UnpackError{"a packed integer is too long"};
}

// Every element packs to a byte at least, so a size past the end is damage, not a wish for memory.
std::size_t Unpacker::get_size() {
    const std::int64_t size = get_integer();
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes_.size())
        throw UnpackError{"a packed length runs past the end"};
    return static_cast<std::size_t>(size);
}

std::string_view Unpacker::get_bytes() {
    const std::size_t size = get_size();
    const std::string_view bytes = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return bytes;
}

void Unpacker::expect_end() const {
    if (!bytes_.empty()) throw UnpackError{"packed bytes go on too long"};
}

}  // namespace calls::model
