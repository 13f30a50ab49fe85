#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/request.h"
#include "cli/shape.h"

// What a command of callctl is. One object is one use of it: `declare` binds its options to its
// members, parsing fills them, then it runs, by itself or as a line of a batch.

namespace calls::cli {

class Command {
  public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    virtual ~Command() = default;

    virtual void declare(Arguments& arguments) = 0;

    // After parsing: throws Failure (invalid) where arguments contradict each other.
    virtual void check() {}

    // What it prints. An open shape leaves --field unchecked until the answer is there.
    [[nodiscard]] virtual const Shape& shape() const { return open_shape; }

    // It has no time limit unless one is given.
    [[nodiscard]] virtual bool patient() const { return false; }

    // Returns the exit status; what goes wrong is thrown.
    virtual int run(Context& context) = 0;

    // What is wrong with an answer that is no error, such as the findings of an audit.
    [[nodiscard]] virtual std::optional<Failure> verdict(const boost::json::object& result) const;

    // As a line of a batch: the one request it comes down to, or else the outcome itself, found by
    // asking what it needs.
    virtual std::optional<Request> request(Context& context);
    virtual boost::json::value outcome(Context& context);
};

// A command that is one request, and shows what comes back.
class Ask : public Command {
  public:
    int run(Context& context) override;

    // Shows the result and returns the exit status.
    virtual int show(Context& context, const boost::json::object& result);

    // What calld may take long over; empty: nothing that takes long.
    [[nodiscard]] virtual std::string_view long_work() const { return {}; }

    // The result has the id of something new.
    [[nodiscard]] virtual bool makes_something() const { return false; }
};

// What is known of a command before it is used.
struct CommandEntry {
    std::string_view name;      // "dial", "account deposit"
    std::string_view usage;     // what follows the name
    std::string_view purpose;   // one line
    std::string_view examples;  // lines without "callctl "; may be empty
    std::unique_ptr<Command> (*make)();
    bool takes_request_id = false;  // it changes something
    bool runs_command = false;      // takes `-- COMMAND...`
    bool in_batch = true;
};

template <class T>
std::unique_ptr<Command> make_command() {
    return std::make_unique<T>();
}

}  // namespace calls::cli
