#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/json.hpp>

#include "cli/arguments.h"

// `--price P --mode once|each --period D`: what an offer asks, all of it or none.

namespace calls::cli {

class TermsArguments {
  public:
    void declare(Arguments& arguments);
    // Throws Failure (invalid) where they do not go together. `needed`: they may not be left out.
    void check(bool needed) const;
    void put_into(boost::json::object& params) const;

  private:
    std::optional<std::int64_t> price_;
    std::string mode_;  // empty: not given
    std::optional<Millis> period_;
};

}  // namespace calls::cli
