#include <cstdint>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/terms_arguments.h"

namespace calls::cli {

namespace {

class DialCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.whole("HOST,--host", host_, "who provides the call and earns");
        arguments.required();
        arguments.whole("GUEST,--guest", guest_, "who pays");
        arguments.required();
        arguments.flag("--direct", direct_, "the host dials; else the guest does");
        arguments.counters("--set N=V", counters_, "a counter of the call, from 1 to 9");
        terms_.declare(arguments);
    }

    void check() override { terms_.check(false); }
    [[nodiscard]] const Shape& shape() const override { return call_shape; }
    [[nodiscard]] bool makes_something() const override { return true; }

    std::optional<Request> request(Context& /*context*/) override {
        Request request{"dialWithRtcValue",
                        {{"hostUserId", host_}, {"guestUserId", guest_}, {"direct", direct_}},
                        true};
        if (!counters_.empty()) {
            boost::json::object counters;
            for (const auto& [index, value] : counters_) counters[std::to_string(index)] = value;
            request.params["cmap"] = std::move(counters);
        }
        terms_.put_into(request.params);
        return request;
    }

  private:
    std::int64_t host_ = 0;
    std::int64_t guest_ = 0;
    bool direct_ = false;
    std::vector<std::pair<int, std::int64_t>> counters_;
    TermsArguments terms_;
};

}  // namespace

extern const CommandEntry dial_command{
    .name = "dial",
    .usage = "HOST GUEST [--direct] [--set N=V]... [--price P --mode once|each --period D]",
    .purpose = "opens a call between a host and a guest",
    .examples =
        "dial 1 2\n"
        "dial 1 2 --price 100 --mode each --period 1m\n"
        "dial --host 1 --guest 2 --direct -q\n",
    .make = make_command<DialCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
