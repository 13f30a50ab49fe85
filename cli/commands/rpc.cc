#include <algorithm>
#include <string>

#include "cli/command.h"
#include "cli/rpc_pipe.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class RpcCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.text("METHOD", method_, "of the wire; - for JSON-RPC lines from stdin");
        arguments.required();
        arguments.text("PARAMS-JSON", params_text_, "an object, or an array by position");
    }

    void check() override {
        if (method_ == "-" && !params_text_.empty()) throw bad_usage("rpc - takes no parameters");
        if (params_text_.empty()) return;
        json::error_code error;
        const json::value params = json::parse(params_text_, error);
        if (error) throw bad_usage("PARAMS-JSON is not JSON: " + error.message());
        if (!params.is_object() && !params.is_array()) {
            throw bad_usage("PARAMS-JSON is no object and no array");
        }
        // One line on the wire; inside a string there is no bare line end.
        std::ranges::replace(params_text_, '\n', ' ');
    }

    [[nodiscard]] bool patient() const override { return method_ == "-"; }

    int run(Context& context) override {
        if (method_ == "-") {
            LineInput input("-");
            RpcPipe(context, input).run();
            return 0;
        }
        const json::object result = context.ask(as_asked(context));
        const bool as_fields = !context.globals().fields.empty();
        const Format format = context.globals().format;
        if (as_fields || format == Format::csv || format == Format::tsv) {
            context.print().one(shape(), result);
        } else {
            context.print().raw(result);
        }
        return 0;
    }

    std::optional<Request> request(Context& context) override {
        if (method_ == "-") throw bad_usage("rpc - cannot be used in a batch");
        return as_asked(context);
    }

  private:
    // As it was typed; only a request id that was given is added.
    Request as_asked(Context& context) const {
        if (context.request_id().empty()) {
            return {.method = method_, .raw_params = params_text_, .as_typed = true};
        }
        const json::value params =
            params_text_.empty() ? json::value(json::object()) : json::parse(params_text_);
        if (!params.is_object()) throw bad_usage("--request-id goes with parameters by name");
        Request request{.method = method_, .params = params.get_object(), .as_typed = true};
        request.params["requestId"] = json::string(context.request_id());
        return request;
    }

    std::string method_;
    std::string params_text_;
};

}  // namespace

extern const CommandEntry rpc_command{
    .name = "rpc",
    .usage = "METHOD [PARAMS-JSON] | -",
    .purpose = "asks calld in its own words; the result is JSON",
    .examples = "rpc getCall '{\"callId\":7}'\nrpc - < requests.jsonl\n",
    .make = make_command<RpcCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
