#include "cli/patient_ask.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "cli/progress.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::chrono::milliseconds between_looks{200};

}  // namespace

json::object ask_patiently(Context& context, Request request, std::string_view what) {
    using Clock = std::chrono::steady_clock;
    context.stamp(request);
    std::optional<json::value> result;
    std::optional<Failure> failed;
    try {
        Client& client = context.client();
        client.submit(request, context.limit(), [&](json::value value, const Failure* failure) {
            if (failure != nullptr)
                failed = *failure;
            else
                result = std::move(value);
        });
        Progress progress(!context.globals().quiet);
        progress.begin("s of " + std::string(what), std::nullopt);
        const auto began = Clock::now();
        while (!result && !failed) {
            client.wait(Deadline::in(between_looks));
            progress.at(std::chrono::floor<std::chrono::seconds>(Clock::now() - began).count());
        }
        if (failed) throw Failure(*failed);
    } catch (Failure& failure) {
        explain_open_outcome(failure, request);
        throw;
    }
    if (!result->is_object()) return {{"result", *std::move(result)}};
    return std::move(result->get_object());
}

}  // namespace calls::cli
