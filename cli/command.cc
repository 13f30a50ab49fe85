#include "cli/command.h"

#include "cli/patient_ask.h"

namespace calls::cli {

namespace json = boost::json;

std::optional<Failure> Command::verdict(const json::object& /*result*/) const {
    return std::nullopt;
}

std::optional<Request> Command::request(Context& /*context*/) {
    return std::nullopt;
}

json::value Command::outcome(Context& /*context*/) {
    throw bad_usage("this cannot be used in a batch");
}

int Ask::run(Context& context) {
    const Request asked = request(context).value();
    return show(context, long_work().empty() ? context.ask(asked)
                                             : ask_patiently(context, asked, long_work()));
}

int Ask::show(Context& context, const json::object& result) {
    context.print().one(shape(), result, makes_something());
    return 0;
}

}  // namespace calls::cli
