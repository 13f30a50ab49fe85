#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cli/report_sums.h"

// The few users of many who moved the most money; among equals those with more calls, then lower
// ids. Keeps these alone, and the sum of the others.

namespace calls::cli {

class TopUsers {
  public:
    struct User {
        std::int64_t id = 0;
        ReportSums sums;
    };

    // `by`: the money that counts, paid or earned.
    TopUsers(std::size_t places, std::int64_t ReportSums::*by) : places_(places), by_(by) {}

    void add(std::int64_t id, const ReportSums& sums);

    [[nodiscard]] const std::vector<User>& list() const { return list_; }
    [[nodiscard]] std::int64_t others() const { return others_; }  // how many
    [[nodiscard]] const ReportSums& sums_of_others() const { return sums_of_others_; }

  private:
    [[nodiscard]] bool before(const User& a, const User& b) const;

    std::size_t places_;
    std::int64_t ReportSums::*by_;
    std::vector<User> list_;  // the first is the top
    std::int64_t others_ = 0;
    ReportSums sums_of_others_;
};

}  // namespace calls::cli
