#include <array>
#include <initializer_list>
#include <stdexcept>
#include <sys/socket.h>

#include "tests/bench/numbers.h"
#include "tests/bench/wire.h"

namespace bench {
namespace {

// PostgreSQL's protocol 3: a statement for each verb, prepared once a connection; each request is
// bound, executed and synced for itself, as a client that wants each answer durable does.
class Postgres final : public Wire {
  public:
    void greet(int socket) override {
        std::string start;
        put_int32(start, 0x0003'0000);
        for (const std::string_view word : {"user", "bench", "database", "bench", ""}) {
            start += word;
            start += '\0';
        }
        std::string first;
        put_int32(first, static_cast<std::uint32_t>(start.size() + 4));
        exchange(socket, first + start);
        for (const Verb verb :
             {Verb::echo, Verb::deposit, Verb::dial, Verb::heartbeat, Verb::ticket, Verb::hang})
            prepare(socket, verb);
    }

    void say(std::string& out, const Request& r) override {
        const std::int64_t user = r.by_host ? r.host : r.guest;
        switch (r.verb) {
            case Verb::echo:
                return execute(out, r.verb, {});
            case Verb::deposit:
                return execute(out, r.verb, {r.guest, r.amount});
            case Verb::dial:
                return execute(out, r.verb, {r.host, r.guest, r.now, period_ms, price});
            case Verb::heartbeat:
            case Verb::hang:
                return execute(out, r.verb, {r.call, user, r.now});
            case Verb::ticket:
                return execute(out, r.verb, {r.call, r.guest, r.host, r.now});
        }
    }

    // An answer is everything up to ReadyForQuery; its one row has one number.
    std::optional<std::size_t> read(std::string_view bytes, const Request& request,
                                    Answer& answer) override {
        answer = {};
        std::int64_t number = 0;
        std::size_t at = 0;
        while (bytes.size() >= at + 5) {
            const std::size_t size = int32_at(bytes, at + 1) + 1;
            if (bytes.size() < at + size) return std::nullopt;
            const std::string_view body = bytes.substr(at + 5, size - 5);
            if (bytes[at] == 'E') answer.refusal = body;
            if (bytes[at] == 'D' && body.size() > 6) number = number_at(body.substr(6));
            at += size;
            if (bytes[at - size] != 'Z') continue;
            if (request.verb == Verb::ticket)
                answer.issued = number == 1;
            else
                answer.call = number;
            return at;
        }
        return std::nullopt;
    }

  private:
    static void put_int32(std::string& out, std::uint32_t number) {
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            out += static_cast<char>((number >> shift) & 0xFFU);
    }

    static void put_int16(std::string& out, std::size_t number) {
        out += static_cast<char>((number >> 8U) & 0xFFU);
        out += static_cast<char>(number & 0xFFU);
    }

    static std::uint32_t int32_at(std::string_view bytes, std::size_t at) {
        std::uint32_t number = 0;
        for (std::size_t n = 0; n < 4; ++n)
            number = (number << 8U) | static_cast<unsigned char>(bytes[at + n]);
        return number;
    }

    static void message(std::string& out, char kind, std::string_view body) {
        out += kind;
        put_int32(out, static_cast<std::uint32_t>(body.size() + 4));
        out += body;
    }

    void execute(std::string& out, Verb verb, std::initializer_list<std::int64_t> arguments) {
        body_.assign(1, '\0');  // the unnamed portal
        body_ += name_of(verb);
        body_ += '\0';
        put_int16(body_, 0);  // all in text
        put_int16(body_, arguments.size());
        for (const std::int64_t argument : arguments) {
            digits_.clear();
            put(digits_, argument);
            put_int32(body_, static_cast<std::uint32_t>(digits_.size()));
            body_ += digits_;
        }
        put_int16(body_, 0);
        message(out, 'B', body_);
        message(out, 'E', std::string_view("\0\0\0\0\0", 5));
        message(out, 'S', {});
    }

    void prepare(int socket, Verb verb) {
        constexpr std::array arguments{"",         "$1,$2",       "$1,$2,$3,$4,$5",
                                       "$1,$2,$3", "$1,$2,$3,$4", "$1,$2,$3"};
        std::string body(name_of(verb));
        body += '\0';
        body += verb == Verb::echo ? "SELECT 1"
                                   : "SELECT " + std::string(name_of(verb)) + "(" +
                                         arguments[static_cast<std::size_t>(verb)] + ")";
        body += '\0';
        put_int16(body, 0);
        std::string ask;
        message(ask, 'P', body);
        message(ask, 'S', {});
        exchange(socket, ask);
    }

    void exchange(int socket, const std::string& ask) {
        if (send(socket, ask.data(), ask.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(ask.size()))
            throw std::runtime_error("could not greet");
        std::string text;
        std::array<char, 4096> buffer;
        Answer answer;
        while (!read(text, {}, answer)) {
            const ssize_t got = recv(socket, buffer.data(), buffer.size(), 0);
            if (got <= 0) throw std::runtime_error("hung up while greeting: " + text);
            text.append(buffer.data(), static_cast<std::size_t>(got));
        }
        if (!answer.refusal.empty()) throw std::runtime_error("refused: " + answer.refusal);
    }

    std::string body_;
    std::string digits_;
};

}  // namespace

std::unique_ptr<Wire> postgres() {
    return std::make_unique<Postgres>();
}

}  // namespace bench
