#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace calls::daemon {

// Prometheus' text format: a family is opened, then its samples follow.
//     # HELP calld_live_calls Calls in progress.
//     # TYPE calld_live_calls gauge
//     calld_live_calls{phase="ringing"} 3
class MetricsWriter {
  public:
    explicit MetricsWriter(std::string& out) : out_(out) {}

    MetricsWriter& counter(std::string_view name, std::string_view help);
    MetricsWriter& gauge(std::string_view name, std::string_view help);
    MetricsWriter& histogram(std::string_view name, std::string_view help);

    // Of the family opened last. `label` is NAME="VALUE", or empty; `suffix` is for histograms.
    MetricsWriter& sample(std::string_view label, std::int64_t value, std::string_view suffix = {});
    MetricsWriter& sample(std::string_view label, std::uint64_t value,
                          std::string_view suffix = {});
    MetricsWriter& sample(std::string_view label, double value, std::string_view suffix = {});

  private:
    void open(std::string_view name, std::string_view help, std::string_view type);
    void line(std::string_view label, std::string_view value, std::string_view suffix);

    std::string& out_;
    std::string name_;
};

std::string label(std::string_view name, std::string_view value);
std::string decimal(double value);  // the shortest that reads back as the same

}  // namespace calls::daemon
