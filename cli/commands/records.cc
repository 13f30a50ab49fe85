#include <cstdint>
#include <optional>

#include "cli/columns.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class RecordsCommand : public ListCommand {
  public:
    [[nodiscard]] const Shape& shape() const override { return call_shape; }

  protected:
    void declare_filters(Arguments& arguments) override {
        arguments.whole("--user U", user_, "in either role");
        arguments.whole("--host U", host_, "this host");
        arguments.whole("--guest U", guest_, "this guest");
        arguments.choice("--reason REASON", reason_,
                         {"cancel", "reject", "hangup", "operator", "ring-timeout", "host-timeout",
                          "guest-timeout", "no-funds"},
                         "why they ended");
        arguments.time("--since T", since_, "ended at T or later");
        arguments.time("--until T", until_, "ended before T");
    }

    Request filtered(Context& context) override {
        Request request{"records"};
        put(request.params, "userId", user_);
        put(request.params, "hostUserId", host_);
        put(request.params, "guestUserId", guest_);
        put(request.params, "reason", reason_);
        put(request.params, "since", since_, context);
        put(request.params, "until", until_, context);
        return request;
    }

    [[nodiscard]] std::string_view rows_key() const override { return "calls"; }
    [[nodiscard]] std::vector<Column> columns() const override { return record_columns(); }

  private:
    std::optional<std::int64_t> user_;
    std::optional<std::int64_t> host_;
    std::optional<std::int64_t> guest_;
    std::string reason_;
    std::optional<Moment> since_;
    std::optional<Moment> until_;
};

}  // namespace

extern const CommandEntry records_command{
    .name = "records",
    .usage = "[--user U] [--host U] [--guest U] [--reason R] [--since T] [--until T] [--last N]...",
    .purpose = "the calls that have ended",
    .examples =
        "records --since today\nrecords --user 2 --last 10\n"
        "records --since last-month --until this-month -o csv\n",
    .make = make_command<RecordsCommand>,
};

}  // namespace calls::cli
