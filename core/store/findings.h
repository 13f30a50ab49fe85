#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/query.h"

// What an audit has found so far. Of each kind only the first are listed, the rest are counted: a
// store that has more wrong with it needs no longer list, and memory stays bounded.

namespace calls::store {

class Findings {
  public:
    void add(std::string_view what, std::int64_t id, std::string expected, std::string found);

    // In the order in which they were found, behind each long list how many more there were.
    [[nodiscard]] std::vector<model::AuditFinding> take();

  private:
    std::vector<model::AuditFinding> listed_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
};

}  // namespace calls::store
