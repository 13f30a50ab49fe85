#include "cli/pages.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/look.h"

namespace calls::cli {

namespace json = boost::json;

void each_page(Context& context, Request request, std::string_view rows_key,
               const std::function<bool(json::array& rows, Request& next)>& take) {
    while (true) {
        json::object page = context.ask(request);
        json::value* rows = page.if_contains(rows_key);
        if (rows == nullptr || !rows->is_array()) {
            throw Failure(protocol::ErrorCode::internal,
                          "the answer has no " + std::string(rows_key));
        }
        const auto next = whole_at(page, "next");
        if (!take(rows->get_array(), request) || !next) return;
        request.params["after"] = *next;
    }
}

json::array all_rows(Context& context, Request request, std::string_view rows_key) {
    json::array all;
    each_page(context, std::move(request), rows_key, [&all](json::array& rows, Request&) {
        std::ranges::move(rows, std::back_inserter(all));
        return true;
    });
    return all;
}

}  // namespace calls::cli
