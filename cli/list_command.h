#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/print.h"

// A command that lists rows: it asks for page after page and shows each as it comes.

namespace calls::cli {

class ListCommand : public Command {
  public:
    void declare(Arguments& arguments) override;
    void check() override;
    int run(Context& context) override;
    boost::json::value outcome(Context& context) override;

  protected:
    // What each kind of list says of itself.
    virtual void declare_filters(Arguments& arguments) = 0;
    virtual Request filtered(Context& context) = 0;
    [[nodiscard]] virtual std::string_view rows_key() const = 0;
    [[nodiscard]] virtual std::vector<Column> columns() const = 0;

  private:
    using TakeRows = std::function<void(boost::json::array& rows)>;
    void rows_of_list(Context& context, const TakeRows& take);

    std::optional<std::int64_t> after_;
    std::optional<std::int64_t> limit_;
    std::optional<std::int64_t> last_;
};

// Puts it into the params where it was given.
void put(boost::json::object& params, std::string_view name,
         const std::optional<std::int64_t>& value);
void put(boost::json::object& params, std::string_view name, const std::string& value);
void put(boost::json::object& params, std::string_view name, const std::optional<Moment>& moment,
         Context& context);
void put(boost::json::object& params, std::string_view name, const std::optional<CallRef>& call,
         Context& context);

// Names as an array.
boost::json::array to_array(const std::vector<std::string>& names);

}  // namespace calls::cli
