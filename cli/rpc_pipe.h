#pragma once

#include <cstddef>
#include <string_view>

#include "cli/context.h"
#include "cli/line_input.h"
#include "cli/progress.h"

// JSON-RPC lines from the input to calld and its lines to the output, until the input has ended
// and everything in it is answered.

namespace calls::cli {

class RpcPipe {
  public:
    // Both outlive it.
    RpcPipe(Context& context, LineInput& input);

    // Throws Failure if the connection ends before the last answer (timeout), or, where all was
    // answered, before the end of the input (unreachable).
    void run();

  private:
    void send_lines(Connection& connection);
    void show_lines(Connection& connection);
    void wait(Connection& connection, const Deadline& until);
    [[nodiscard]] bool all_answered() const { return answered_ >= expected_; }

    Context& context_;
    LineInput& input_;
    Progress progress_;
    std::size_t expected_ = 0;
    std::size_t answered_ = 0;
    bool ends_unanswered_ = false;  // the last line is a notification
    bool finished_sending_ = false;
};

// Whether calld will answer this line: all but notifications are.
bool is_answered(std::string_view line);

}  // namespace calls::cli
