#include "cli/report_data.h"

#include <algorithm>
#include <limits>

#include "cli/pages.h"
#include "cli/progress.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::int64_t page_rows = 2000;

json::object object_at(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_object() ? found->get_object() : json::object{};
}

class Gatherer {
  public:
    Gatherer(Context& context, ReportData& data, bool shows_progress)
        : context_(context), data_(data), progress_(shows_progress) {}

    void gather() {
        reasons();
        calls();
        tickets();
        progress_.begin("lists of users", 2);
        users("host", data_.hosts);
        users("guest", data_.guests);
        const WallTime last = clock_.at(Instant{data_.until.ms - 1});
        if (data_.since) add(clock_.at(*data_.since), {});
        add(last, {});
        data_.week.cover(first_, last);
    }

  private:
    [[nodiscard]] Request request(std::string method) const {
        Request request{std::move(method)};
        if (data_.since) request.params["since"] = data_.since->ms;
        request.params["until"] = data_.until.ms;
        request.params["limit"] = page_rows;
        return request;
    }

    template <class Take>
    void each_row(Request asked, std::string_view rows_key, const Take& take) {
        each_page(context_, std::move(asked), rows_key, [&](json::array& rows, Request&) {
            for (const json::value& row : rows)
                if (row.is_object()) take(row.get_object());
            return true;
        });
    }

    template <class Take>
    void each_sum(std::string_view by, const Take& take) {
        Request asked = request("report");
        asked.params["by"] = by;
        each_row(std::move(asked), "rows",
                 [&](const json::object& row) { take(row, sums_of_report_row(row)); });
    }

    void reasons() {
        each_sum("reason", [&](const json::object& row, const ReportSums& sums) {
            data_.reasons.push_back({text_at(row, "key"), sums});
            data_.totals.add(sums);
        });
    }

    // Asked in one piece, so what is shown meanwhile is shown before.
    void users(std::string_view by, TopUsers& top) {
        progress_.one_more();
        each_sum(by, [&](const json::object& row, const ReportSums& sums) {
            top.add(whole_or_zero(row, "key"), sums);
        });
    }

    void calls() {
        progress_.begin("calls", data_.totals.calls);
        each_row(request("records"), "calls", [&](const json::object& call) {
            const WallTime ended = clock_.at(Instant{whole_or_zero(call, "hangTime")});
            add(ended, sums_of_call(call));
            data_.week.add(ended);
            if (whole_or_zero(call, "ehloTime") > 0)
                data_.talk.add(Millis{whole_or_zero(call, "talkMs")});
            progress_.one_more();
        });
    }

    void tickets() {
        progress_.begin("tickets", data_.totals.tickets);
        each_row(request("tickets"), "tickets", [&](const json::object& ticket) {
            const WallTime taken = clock_.at(Instant{whole_or_zero(ticket, "ticketTime")});
            add(taken, sums_of_ticket(ticket));
            progress_.one_more();
        });
    }

    void add(WallTime time, const ReportSums& sums) {
        first_.minutes = std::min(first_.minutes, time.minutes);
        data_.series.add(time, sums);
    }

    Context& context_;
    ReportData& data_;
    Progress progress_;
    WallClock clock_;
    WallTime first_{std::numeric_limits<std::int64_t>::max()};  // of what there was
};

}  // namespace

ReportData gather_report(Context& context, std::optional<Instant> since,
                         std::optional<Instant> until, bool shows_progress) {
    ReportData data;
    const json::object status = context.ask({"status"});
    const json::object clock = object_at(status, "clock");
    data.made = Instant{whole_or_zero(clock, "now")};
    data.manual_clock = text_at(clock, "mode") == "manual";
    data.calld_version = text_at(status, "version");
    for (const auto& phase : object_at(status, "live"))
        if (phase.value().is_int64()) data.live_calls += phase.value().get_int64();

    data.since = since;
    // With the same end for every question the parts of the page agree, though calls go on.
    const Instant next = data.made + Millis{1};
    data.until_now = !until || *until >= next;
    data.until = data.until_now ? next : *until;
    if (since && *since >= data.until) return data;
    Gatherer(context, data, shows_progress).gather();
    return data;
}

}  // namespace calls::cli
