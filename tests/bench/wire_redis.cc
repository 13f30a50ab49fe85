#include <algorithm>
#include <array>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <sys/socket.h>

#include "tests/bench/numbers.h"
#include "tests/bench/wire.h"

namespace bench {
namespace {

// RESP: a script for each verb, loaded once and called by its hash.
class Redis final : public Wire {
  public:
    explicit Redis(std::string folder) : folder_(std::move(folder)) {}

    void greet(int socket) override {
        if (!hashes_[index(Verb::hang)].empty()) return;
        for (const Verb verb :
             {Verb::deposit, Verb::dial, Verb::heartbeat, Verb::ticket, Verb::hang})
            hashes_[index(verb)] = load(socket, verb);
    }

    void say(std::string& out, const Request& r) override {
        const std::int64_t user = r.by_host ? r.host : r.guest;
        switch (r.verb) {
            case Verb::echo:
                out += "*1\r\n$4\r\nPING\r\n";
                return;
            case Verb::deposit:
                return call(out, r.verb, {r.guest, r.amount});
            case Verb::dial:
                return call(out, r.verb, {r.host, r.guest, r.now, period_ms, price});
            case Verb::heartbeat:
            case Verb::hang:
                return call(out, r.verb, {r.call, user, r.now});
            case Verb::ticket:
                return call(out, r.verb, {r.call, r.guest, r.host, r.now});
        }
    }

    std::optional<std::size_t> read(std::string_view bytes, const Request& request,
                                    Answer& answer) override {
        answer = {};
        std::int64_t first = 0;
        const std::optional<std::size_t> end = item(bytes, 0, first, answer);
        if (!end) return std::nullopt;
        if (request.verb == Verb::ticket)
            answer.issued = first == 1;
        else
            answer.call = first;
        return end;
    }

  private:
    static std::size_t index(Verb verb) { return static_cast<std::size_t>(verb); }

    static void bulk(std::string& out, std::string_view text) {
        out += '$';
        put(out, static_cast<std::int64_t>(text.size()));
        out += "\r\n";
        out += text;
        out += "\r\n";
    }

    void call(std::string& out, Verb verb, std::initializer_list<std::int64_t> arguments) {
        out += '*';
        put(out, static_cast<std::int64_t>(arguments.size()) + 3);
        out += "\r\n$7\r\nEVALSHA\r\n";
        bulk(out, hashes_[index(verb)]);
        out += "$1\r\n0\r\n";
        for (const std::int64_t argument : arguments) {
            digits_.clear();
            put(digits_, argument);
            bulk(out, digits_);
        }
    }

    // One value from `at` on, arrays with all that is in them; its first number goes to `first`.
    static std::optional<std::size_t> item(std::string_view bytes, std::size_t at,
                                           std::int64_t& first, Answer& answer) {
        const std::size_t end = bytes.find("\r\n", at);
        if (end == bytes.npos) return std::nullopt;
        const std::int64_t number = number_at(bytes.substr(at + 1));
        std::size_t next = end + 2;
        switch (bytes[at]) {
            case '-':
                answer.refusal = bytes.substr(at, end - at);
                return next;
            case '+':
                return next;
            case ':':
                if (first == 0) first = number;
                return next;
            case '$':
                if (number < 0) return next;
                if (next + static_cast<std::size_t>(number) + 2 > bytes.size()) return std::nullopt;
                if (first == 0) first = number_at(bytes.substr(next));
                return next + static_cast<std::size_t>(number) + 2;
            case '*':
                for (std::int64_t n = 0; n < number; ++n) {
                    const auto behind = item(bytes, next, first, answer);
                    if (!behind) return std::nullopt;
                    next = *behind;
                    if (n == 0 && first == 0) first = -1;  // a zero in front is a number too
                }
                return next;
            default:
                throw std::runtime_error("this is no RESP: " + std::string(bytes.substr(at, 40)));
        }
    }

    std::string load(int socket, Verb verb) {
        std::ifstream file(folder_ + "/" + std::string(name_of(verb)) + ".lua");
        const std::string script{std::istreambuf_iterator<char>(file), {}};
        if (script.empty()) throw std::runtime_error("no script for " + std::string(name_of(verb)));
        std::string ask = "*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n";
        bulk(ask, script);
        if (send(socket, ask.data(), ask.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(ask.size()))
            throw std::runtime_error("could not send a script");
        constexpr std::size_t whole = 5 + 40 + 2;  // $40, the hash, the line's end
        std::array<char, 512> buffer;
        std::string text;
        while (text.size() < whole) {
            const ssize_t got = recv(socket, buffer.data(), buffer.size(), 0);
            if (got <= 0) break;
            text.append(buffer.data(), static_cast<std::size_t>(got));
            if (text.front() == '-') break;
        }
        if (!text.starts_with("$40\r\n")) throw std::runtime_error("no script loaded: " + text);
        return text.substr(5, 40);
    }

    std::string folder_;
    std::string digits_;
    std::array<std::string, verb_count> hashes_;
};

}  // namespace

std::unique_ptr<Wire> redis(const std::string& folder_of_scripts) {
    return std::make_unique<Redis>(folder_of_scripts);
}

}  // namespace bench
