#include <algorithm>
#include <stdexcept>

#include "tests/bench/numbers.h"
#include "tests/bench/wire.h"

namespace bench {
namespace {

// calld's own JSON-RPC, a line each.
class LinesOfJson final : public Wire {
  public:
    explicit LinesOfJson(bool timed) : timed_(timed) {}

    void greet(int /*socket*/) override {}

    void say(std::string& out, const Request& r) override {
        out += R"({"jsonrpc":"2.0","id":1,"method":")";
        const std::int64_t user = r.by_host ? r.host : r.guest;
        switch (r.verb) {
            case Verb::echo:
                out += R"(ping")";
                break;
            case Verb::deposit:
                out += R"(deposit","params":{"userId":)";
                put(out, r.guest);
                out += R"(,"amount":)";
                put(out, r.amount);
                end_params(out, r);
                break;
            case Verb::dial:
                out += R"(dialWithRtcValue","params":{"hostUserId":)";
                put(out, r.host);
                out += R"(,"guestUserId":)";
                put(out, r.guest);
                out += R"(,"direct":false,"mode":"EACH","periodMills":)";
                put(out, period_ms);
                out += R"(,"price":)";
                put(out, price);
                end_params(out, r);
                break;
            case Verb::heartbeat:
            case Verb::hang:
                out += r.verb == Verb::hang ? R"(hang","params":{"callId":)"
                                            : R"(heartbeat","params":{"callId":)";
                put(out, r.call);
                out += R"(,"userId":)";
                put(out, user);
                end_params(out, r);
                break;
            case Verb::ticket:
                out += R"(ticketByResourceId","params":{"userId":)";
                put(out, r.guest);
                out += R"(,"provideUserId":)";
                put(out, r.host);
                out += R"(,"resourceId":"call-)";
                put(out, r.call);
                out += '"';
                end_params(out, r);
                break;
        }
        out += "}\n";
    }

    std::optional<std::size_t> read(std::string_view bytes, const Request& request,
                                    Answer& answer) override {
        const std::size_t end = bytes.find('\n');
        if (end == bytes.npos) return std::nullopt;
        const std::string_view line = bytes.substr(0, end);
        constexpr std::string_view good = R"({"jsonrpc":"2.0","result":)";
        answer = {};
        if (!line.starts_with(good) || !line.ends_with(R"(,"id":1})"))
            answer.refusal = line;
        else if (request.verb == Verb::ticket)
            answer.issued = line.find(R"("issued":true)") != line.npos;
        else if (request.call > 0 || request.verb == Verb::dial)
            answer.call = number_after(line.substr(good.size()), R"("callId":)");
        return end + 1;
    }

  private:
    // Ends the parameters of what moves a call or money.
    void end_params(std::string& out, const Request& r) const {
        if (timed_) {
            out += R"(,"now":)";
            put(out, r.now);
        }
        out += '}';
    }

    static std::int64_t number_after(std::string_view text, std::string_view name) {
        const std::size_t at = text.find(name);
        if (at == text.npos) throw std::runtime_error("no " + std::string(name) + " in an answer");
        return number_at(text.substr(at + name.size()));
    }

    bool timed_;
};

class LinesEchoed final : public Wire {
  public:
    void greet(int /*socket*/) override {}
    void say(std::string& out, const Request& request) override { json_.say(out, request); }
    std::optional<std::size_t> read(std::string_view bytes, const Request& request,
                                    Answer& answer) override {
        const std::size_t end = bytes.find('\n');
        if (end == bytes.npos) return std::nullopt;
        answer = {.refusal = {}, .call = std::max<std::int64_t>(request.call, 1), .issued = true};
        return end + 1;
    }

  private:
    LinesOfJson json_{false};
};

}  // namespace

std::unique_ptr<Wire> lines_echoed() {
    return std::make_unique<LinesEchoed>();
}

std::unique_ptr<Wire> lines_of_json(bool timed) {
    return std::make_unique<LinesOfJson>(timed);
}

}  // namespace bench
