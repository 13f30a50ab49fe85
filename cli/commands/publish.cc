#include <cstdint>

#include "cli/command.h"
#include "cli/terms_arguments.h"

namespace calls::cli {

namespace {

class PublishCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.whole("HOST", host_, "who provides and earns");
        arguments.required();
        arguments.text("RESOURCE", resource_, "call-7 for a live call, else any name");
        arguments.required();
        terms_.declare(arguments);
        arguments.choice("--module MODULE", module_, {"call", "chat"},
                         "call or chat (call for call-<id>, else chat)");
    }

    void check() override { terms_.check(true); }
    [[nodiscard]] const Shape& shape() const override { return offer_shape; }
    [[nodiscard]] bool makes_something() const override { return true; }

    std::optional<Request> request(Context& /*context*/) override {
        const bool for_call = module_.empty() ? resource_.starts_with("call-") : module_ == "call";
        Request request{"publishServer",
                        {{"userId", host_},
                         {"resourceId", resource_},
                         {"moduleEnum", for_call ? "CALL" : "CHAT"}},
                        true};
        terms_.put_into(request.params);
        return request;
    }

  private:
    std::int64_t host_ = 0;
    std::string resource_;
    std::string module_;  // empty: goes by the resource
    TermsArguments terms_;
};

}  // namespace

extern const CommandEntry publish_command{
    .name = "publish",
    .usage = "HOST RESOURCE --price P --mode once|each [--period D] [--module call|chat]",
    .purpose = "makes an offer",
    .examples =
        "publish 1 call-7 --price 100 --mode each --period 1m\n"
        "publish 1 album-3 --price 500 --mode once\n",
    .make = make_command<PublishCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
