#include "cli/list_command.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "cli/pages.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::int64_t page_rows = 1000;

}  // namespace

void ListCommand::declare(Arguments& arguments) {
    declare_filters(arguments);
    arguments.whole("--after ID", after_, "only rows with ids above this");
    arguments.whole("--limit N", limit_, "at most so many (no limit)");
    arguments.whole("--last N", last_, "the newest N, instead of --after and --limit");
}

void ListCommand::check() {
    if (last_ && (after_ || limit_)) {
        throw bad_usage("--last goes without --after and --limit");
    }
    if (limit_.value_or(1) < 1 || last_.value_or(1) < 1) {
        throw bad_usage("--limit and --last are at least 1");
    }
}

int ListCommand::run(Context& context) {
    ListPrinter list(context.print(), shape(), columns());
    rows_of_list(context, [&list](json::array& rows) { list.rows(rows); });
    list.finish();
    return 0;
}

json::value ListCommand::outcome(Context& context) {
    json::array all;
    rows_of_list(context,
                 [&all](json::array& rows) { std::ranges::move(rows, std::back_inserter(all)); });
    return all;
}

void ListCommand::rows_of_list(Context& context, const TakeRows& take) {
    Request first = filtered(context);
    put(first.params, "after", after_);
    put(first.params, "last", last_);
    std::int64_t left = limit_.value_or(std::numeric_limits<std::int64_t>::max());
    if (!last_) first.params["limit"] = std::min(left, page_rows);
    each_page(context, std::move(first), rows_key(), [&](json::array& rows, Request& next) {
        left -= static_cast<std::int64_t>(rows.size());
        next.params["limit"] = std::min(left, page_rows);
        take(rows);
        return left > 0 && !last_;
    });
}

void put(json::object& params, std::string_view name, const std::optional<std::int64_t>& value) {
    if (value) params[name] = *value;
}

void put(json::object& params, std::string_view name, const std::string& value) {
    if (!value.empty()) params[name] = value;
}

void put(json::object& params, std::string_view name, const std::optional<Moment>& moment,
         Context& context) {
    if (moment) params[name] = context.at(*moment).ms;
}

void put(json::object& params, std::string_view name, const std::optional<CallRef>& call,
         Context& context) {
    if (call) params[name] = resolve(*call, context);
}

json::array to_array(const std::vector<std::string>& names) {
    json::array array;
    for (const std::string& name : names) array.emplace_back(name);
    return array;
}

}  // namespace calls::cli
