#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "cli/calendar.h"
#include "cli/columns.h"
#include "cli/list_command.h"
#include "cli/number_text.h"
#include "cli/pages.h"
#include "cli/replace_file.h"
#include "cli/report_data.h"
#include "cli/report_page.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::int64_t page_rows = 1000;
constexpr std::array sums{"calls",       "answered", "talkMs", "tickets",
                          "freeTickets", "paid",     "earned", "fees"};

class ReportCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.time("--since T", since_, "calls that ended and tickets taken at T or later");
        arguments.time("--until T", until_, "and before T");
        arguments.choice("--by WHAT", by_, {"day", "host", "guest", "reason"},
                         "a row for each (day); a page has them all");
        arguments.file("--html FILE", html_, "a page with charts, written to FILE instead");
    }
    [[nodiscard]] bool patient() const override { return true; }
    [[nodiscard]] const Shape& shape() const override {
        return html_.empty() ? report_shape : report_file_shape;
    }

    // Before people the rows end with their total.
    int run(Context& context) override {
        if (!html_.empty()) return run_page(context);
        ListPrinter list(context.print(), shape(), report_columns());
        json::object total{{"key", "total"}};
        for (const char* name : sums) total[name] = 0;
        each_page(context, request(context), "rows", [&](json::array& rows, Request&) {
            list.rows(rows);
            for (const json::value& row : rows)
                for (const char* name : sums)
                    total[name] = capped_sum(whole_or_zero(total, name),
                                             whole_or_zero(row.as_object(), name));
            return true;
        });
        if (context.print().for_people()) list.rows({total});
        list.finish();
        return 0;
    }

    json::value outcome(Context& context) override {
        if (!html_.empty()) return write_page(context, false);
        return all_rows(context, request(context), "rows");
    }

  private:
    // Before people the page is the result; scripts are told as by `backup`.
    int run_page(Context& context) {
        const json::object written = write_page(context, true);
        if (context.print().for_people()) {
            say("wrote " + html_);
        } else {
            context.print().one(shape(), written);
        }
        return 0;
    }

    json::object write_page(Context& context, bool shows_progress) {
        expect_replaceable(html_);
        const auto at = [&context](const std::optional<Moment>& moment) {
            return moment ? std::optional(context.at(*moment)) : std::nullopt;
        };
        const std::string page =
            report_page(gather_report(context, at(since_), at(until_), shows_progress));
        replace_file(html_, page);
        return {{"path", std::filesystem::absolute(html_).lexically_normal().string()},
                {"bytes", static_cast<std::int64_t>(page.size())}};
    }

    Request request(Context& context) const {
        Request request{"report"};
        put(request.params, "since", since_, context);
        put(request.params, "until", until_, context);
        request.params["by"] = by_;
        if (by_ == "day") put_zone(request.params, context);
        request.params["limit"] = page_rows;
        return request;
    }

    // Days are those of TZ, summer time included. Nothing is to be found behind now; and what lies
    // centuries before it counts by the first offset that is told.
    void put_zone(json::object& params, Context& context) const {
        constexpr std::int64_t four_centuries_ms = 146'097 * std::int64_t{86'400'000};
        const Instant now = context.now();
        const Instant end = until_ ? std::min(now, context.at(*until_)) : now;
        const Instant earliest{std::max<std::int64_t>(0, end.ms - four_centuries_ms)};
        const Instant begin = since_ ? std::max(earliest, context.at(*since_)) : earliest;
        params["utcOffsetMinutes"] = base::utc_offset_minutes(begin);
        json::array changes;
        for (const OffsetChange& change : offset_changes(begin, end))
            changes.push_back(json::array{change.from.ms, change.minutes});
        if (!changes.empty()) params["utcOffsetChanges"] = std::move(changes);
    }

    std::optional<Moment> since_;
    std::optional<Moment> until_;
    std::string by_ = "day";
    std::string html_;
};

}  // namespace

extern const CommandEntry report_command{
    .name = "report",
    .usage = "[--since T] [--until T] [--by day|host|guest|reason] [--html FILE]",
    .purpose = "calls and money, summed up",
    .examples =
        "report --since yesterday --until today\n"
        "report --since last-month --until this-month --by host\n"
        "report --since last-month --until this-month --html calls.html\n",
    .make = make_command<ReportCommand>,
};

}  // namespace calls::cli
