#include "cli/rate_window.h"

#include <algorithm>
#include <limits>

namespace calls::cli {

namespace {

constexpr std::int64_t slot_ms = RateWindow::slot_length.count();
constexpr std::size_t slots_kept =
    static_cast<std::size_t>(RateWindow::length_max / RateWindow::slot_length);
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::int64_t slot_of(std::int64_t ms) {
    return ms / slot_ms;
}

std::size_t place_of(std::int64_t number) {
    return static_cast<std::size_t>(number) % slots_kept;
}

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? most : sum;
}

}  // namespace

void RateWindow::add(Instant at, std::int64_t amount) {
    if (at.ms < 0) return;
    if (slots_.empty()) slots_.resize(slots_kept);
    const std::int64_t number = slot_of(at.ms);
    Slot& slot = slots_[place_of(number)];
    if (slot.number > number) return;
    if (slot.number < number) slot = {number, 0};
    slot.amount = sum_of(slot.amount, amount);
}

std::int64_t RateWindow::sum(Instant now, Millis length) const {
    const std::int64_t last = slot_of(now.ms);
    return sum_between(last - length / slot_length + 1, last);
}

std::vector<std::int64_t> RateWindow::cells(Instant now, Millis length, std::size_t count) const {
    std::vector<std::int64_t> cells(count, 0);
    const std::int64_t slots = std::max<std::int64_t>(length / slot_length, 1);
    std::int64_t end = slot_of(now.ms) / slots * slots;
    for (std::size_t i = count; i-- > 0; end -= slots) cells[i] = sum_between(end - slots, end - 1);
    return cells;
}

std::int64_t RateWindow::amount_in(std::int64_t number) const {
    if (number < 0 || slots_.empty()) return 0;
    const Slot& slot = slots_[place_of(number)];
    return slot.number == number ? slot.amount : 0;
}

std::int64_t RateWindow::sum_between(std::int64_t first, std::int64_t last) const {
    std::int64_t sum = 0;
    for (std::int64_t number = first; number <= last; ++number) {
        sum = sum_of(sum, amount_in(number));
    }
    return sum;
}

std::int64_t tenths_per_minute(std::int64_t amount, Millis length) {
    if (length.count() <= 0) return 0;
    __extension__ using Wide = __int128;  // ISO C++ has no name for it
    const Wide tenths = (Wide{amount} * 600'000 + length.count() / 2) / length.count();
    return static_cast<std::int64_t>(std::min<Wide>(tenths, most));
}

}  // namespace calls::cli
