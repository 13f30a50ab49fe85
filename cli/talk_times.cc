#include "cli/talk_times.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "cli/number_text.h"

namespace calls::cli {

namespace {

constexpr std::int64_t counted_apart_seconds = std::int64_t{4} * 3600;

// Where a bin ends and the next begins, in seconds.
constexpr std::array<std::int64_t, 11> edges{0, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200};

std::string edge_text(std::size_t edge) {
    return edge == 0 ? "0" : duration_text(Millis{edges[edge] * 1000});
}

}  // namespace

void TalkTimes::add(Millis talk) {
    if (by_second_.empty()) by_second_.resize(counted_apart_seconds + 1);
    const std::int64_t second =
        std::clamp<std::int64_t>(talk.count() / 1000, 0, counted_apart_seconds);
    ++by_second_[static_cast<std::size_t>(second)];
    ++count_;
    sum_ms_ = capped_sum(sum_ms_, talk.count());
}

Millis TalkTimes::mean() const {
    return Millis{count_ == 0 ? 0 : sum_ms_ / count_};
}

std::optional<Millis> TalkTimes::quantile(int in_a_hundred) const {
    std::int64_t passed = 0;
    for (std::int64_t second = 0; second < counted_apart_seconds && count_ > 0; ++second) {
        passed += by_second_[static_cast<std::size_t>(second)];
        if (passed * 100 >= count_ * in_a_hundred) return Millis{second * 1000};
    }
    return std::nullopt;
}

std::vector<TalkTimes::Bin> TalkTimes::bins() const {
    std::vector<Bin> bins;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const bool last = i + 1 == edges.size();
        Bin bin{
            .from = edge_text(i),
            .text = last ? edge_text(i) + " or longer" : edge_text(i) + " to " + edge_text(i + 1)};
        if (!by_second_.empty()) {
            const auto end = last ? by_second_.end() : by_second_.begin() + edges[i + 1];
            bin.calls = std::accumulate(by_second_.begin() + edges[i], end, std::int64_t{0});
        }
        bins.push_back(std::move(bin));
    }
    return bins;
}

}  // namespace calls::cli
