#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "cli/columns.h"
#include "cli/list_command.h"
#include "cli/pages.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::int64_t page_rows = 1000;
constexpr std::array sums{"calls",       "answered", "talkMs", "tickets",
                          "freeTickets", "paid",     "earned", "fees"};

// Stops at the largest number there is, as calld does.
std::int64_t sum_of(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

class ReportCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.time("--since T", since_, "calls that ended and tickets taken at T or later");
        arguments.time("--until T", until_, "and before T");
        arguments.choice("--by WHAT", by_, {"day", "host", "guest", "reason"},
                         "a row for each (day)");
    }
    [[nodiscard]] const Shape& shape() const override { return report_shape; }

    // Before people the rows end with their total.
    int run(Context& context) override {
        ListPrinter list(context.print(), shape(), report_columns());
        json::object total{{"key", "total"}};
        for (const char* name : sums) total[name] = 0;
        each_page(context, request(context), "rows", [&](json::array& rows, Request&) {
            list.rows(rows);
            for (const json::value& row : rows)
                for (const char* name : sums)
                    total[name] =
                        sum_of(whole_or_zero(total, name), whole_or_zero(row.as_object(), name));
            return true;
        });
        if (context.print().for_people()) list.rows({total});
        list.finish();
        return 0;
    }

    json::value outcome(Context& context) override {
        return all_rows(context, request(context), "rows");
    }

  private:
    // Days are those of TZ, as it stands at the end of the time asked for.
    Request request(Context& context) const {
        Request request{"report"};
        put(request.params, "since", since_, context);
        put(request.params, "until", until_, context);
        request.params["by"] = by_;
        const Instant end = until_ ? context.at(*until_) : context.now();
        request.params["utcOffsetMinutes"] = base::utc_offset_minutes(end);
        request.params["limit"] = page_rows;
        return request;
    }

    std::optional<Moment> since_;
    std::optional<Moment> until_;
    std::string by_ = "day";
};

}  // namespace

extern const CommandEntry report_command{
    .name = "report",
    .usage = "[--since T] [--until T] [--by day|host|guest|reason]",
    .purpose = "calls and money, summed up",
    .examples =
        "report --since yesterday --until today\n"
        "report --since last-month --until this-month --by host\n",
    .make = make_command<ReportCommand>,
};

}  // namespace calls::cli
