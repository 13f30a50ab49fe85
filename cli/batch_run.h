#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "cli/context.h"
#include "cli/line_input.h"

// Carries out the lines of a batch over one connection: sends as fast as calld takes them, and
// writes the outcomes in the order of the lines.

namespace calls::cli {

class BatchRun {
  public:
    struct Options {
        bool stop = false;  // one at a time, and none after the first failure
        bool quiet = false;
    };
    struct Summary {
        std::int64_t lines = 0;  // with a command in them
        std::int64_t failed = 0;
        std::int64_t first_failed_line = 0;
        std::optional<Failure> first_failure;
        bool cut_short = false;  // lines were left that nobody tried
        std::string why_lost{};  // the connection, if it was
    };

    // Both outlive it.
    BatchRun(Context& context, LineInput& input, Options options)
        : context_(context), input_(input), options_(options) {}

    Summary run();

  private:
    struct Outcome {
        std::int64_t line;
        bool done = false;
        boost::json::value result{};
        std::optional<Failure> failure{};
    };

    [[nodiscard]] bool may_start() const;
    void start_lines();
    void start(const std::string& line);
    void carry_out(const std::vector<std::string>& words, Outcome& outcome);
    void write_done();
    void write(const Outcome& outcome);
    void wait();

    Context& context_;
    LineInput& input_;
    Options options_;
    std::deque<Outcome> outcomes_;  // not written yet, by line; addresses stay
    std::int64_t line_ = 0;
    Summary summary_;
    bool halted_ = false;  // no further line is started
};

}  // namespace calls::cli
