#include "core/store/log_room.h"

#include <exception>
#include <utility>

#include "core/store/files.h"

namespace calls::store {
namespace {

// The log's format: a header, and frames of a header and a page each.
constexpr std::int64_t header_bytes = 32;
constexpr std::int64_t frame_bytes = 24 + 4096;

constexpr std::int64_t least_room = 16 * frame_bytes;
constexpr std::size_t piece_bytes = 1 << 20;  // written within a millisecond

}  // namespace

LogRoom::LogRoom(std::string log_path) : path_(std::move(log_path)) {}

void LogRoom::keep(int frames) noexcept {
    const std::int64_t used = header_bytes + frames * frame_bytes;
    if (gave_up_ || size_ - used >= least_room) return;
    try {
        lengthen(used);
    } catch (const std::exception&) {
        gave_up_ = true;  // the transaction itself will say what is wrong, if it matters
    }
}

// The log may be longer by itself, since it does not shrink when it begins anew.
void LogRoom::lengthen(std::int64_t used) {
    if (!present(path_)) return;  // as it is before the first transaction
    size_ = size_of(path_);
    if (size_ - used >= least_room) return;
    append_zeros(path_, piece_bytes);
    size_ += static_cast<std::int64_t>(piece_bytes);
}

}  // namespace calls::store
