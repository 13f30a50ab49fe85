#include <cstdint>

#include "cli/command.h"

namespace calls::cli {

namespace {

class OfferCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.whole("HOST", host_, "who provides it");
        arguments.required();
        arguments.text("RESOURCE", resource_, "what it is for");
        arguments.required();
    }

    [[nodiscard]] const Shape& shape() const override { return offer_shape; }

    std::optional<Request> request(Context& /*context*/) override {
        return Request{"getServer", {{"userId", host_}, {"resourceId", resource_}}};
    }

  private:
    std::int64_t host_ = 0;
    std::string resource_;
};

}  // namespace

extern const CommandEntry offer_command{
    .name = "offer",
    .usage = "HOST RESOURCE",
    .purpose = "shows an offer",
    .examples = "offer 1 call-7\noffer 1 album-3 --field price\n",
    .make = make_command<OfferCommand>,
};

}  // namespace calls::cli
