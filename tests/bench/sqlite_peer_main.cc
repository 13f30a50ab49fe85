// sqlite_peer SOCKET FILE : the same work as most would do it with SQLite: a daemon of one thread,
// one transaction a request, every statement prepared, WAL and synchronous=FULL, an index for each
// question. Speaks calld's lines, with `now` in each request.
// sqlite_peer --audit FILE : whether its books add up.

#include <cstdint>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <sqlite3.h>

#include "tests/bench/unix_server.h"

namespace {

namespace json = boost::json;

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS account(user_id INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK(balance>=0)) STRICT;
CREATE TABLE IF NOT EXISTS deposit(user_id INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS busy(user_id INTEGER PRIMARY KEY, call_id INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS live(call_id INTEGER PRIMARY KEY AUTOINCREMENT, host INTEGER NOT NULL, guest INTEGER NOT NULL,
    caller INTEGER NOT NULL, dial INTEGER NOT NULL, answer INTEGER NOT NULL DEFAULT 0, hello INTEGER NOT NULL DEFAULT 0,
    ehlo INTEGER NOT NULL DEFAULT 0, guest_beat INTEGER NOT NULL, host_beat INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS record(call_id INTEGER PRIMARY KEY, host INTEGER NOT NULL, guest INTEGER NOT NULL,
    caller INTEGER NOT NULL, dial INTEGER NOT NULL, answer INTEGER NOT NULL, hello INTEGER NOT NULL, ehlo INTEGER NOT NULL,
    guest_beat INTEGER NOT NULL, host_beat INTEGER NOT NULL, hang INTEGER NOT NULL, hanger INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS record_host ON record(host);
CREATE INDEX IF NOT EXISTS record_guest ON record(guest);
CREATE TABLE IF NOT EXISTS offer(call_id INTEGER PRIMARY KEY, host INTEGER NOT NULL, guest INTEGER NOT NULL,
    period INTEGER NOT NULL, price INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS ticket(ticket_id INTEGER PRIMARY KEY, call_id INTEGER NOT NULL, guest INTEGER NOT NULL,
    at INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS ticket_call ON ticket(call_id);
CREATE TABLE IF NOT EXISTS entry(entry_id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
    amount INTEGER NOT NULL, balance INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS entry_user ON entry(user_id);
)";

class Statement {
  public:
    Statement(sqlite3* database, const char* text) : database_(database) {
        if (sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                               nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database));
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // The first column of the first row; 0 without one. `rows`: whether there was one.
    template <class... Numbers>
    std::int64_t operator()(Numbers... numbers) {
        int place = 0;
        (sqlite3_bind_int64(statement_, ++place, numbers), ...);
        const int code = sqlite3_step(statement_);
        found = code == SQLITE_ROW;
        const std::int64_t first = found ? sqlite3_column_int64(statement_, 0) : 0;
        const bool good = found || code == SQLITE_DONE;
        sqlite3_reset(statement_);
        if (!good) throw std::runtime_error(sqlite3_errmsg(database_));
        return first;
    }
    bool found = false;

  private:
    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

struct Statements {
    explicit Statements(sqlite3* d)
        : begin(d, "BEGIN IMMEDIATE"),
          commit(d, "COMMIT"),
          rollback(d, "ROLLBACK"),
          deposited(d, "INSERT INTO deposit VALUES(?1,?2)"),
          add(d,
              "INSERT INTO account VALUES(?1,?2) ON CONFLICT DO UPDATE SET balance=balance+?2 "
              "RETURNING balance"),
          pay(d,
              "UPDATE account SET balance=balance-?2 WHERE user_id=?1 AND balance>=?2 RETURNING "
              "balance"),
          balance(d, "SELECT balance FROM account WHERE user_id=?1"),
          dial(d,
               "INSERT INTO live(host,guest,caller,dial,guest_beat,host_beat) "
               "VALUES(?1,?2,?2,?3,?3,?3) RETURNING call_id"),
          engage(d, "INSERT INTO busy VALUES(?1,?2)"),
          offer(d, "INSERT INTO offer(call_id,host,guest,period,price) VALUES(?1,?2,?3,?4,?5)"),
          beat(d,
               "UPDATE live SET guest_beat=iif(guest=?2,?3,guest_beat), "
               "host_beat=iif(host=?2,?3,host_beat),"
               " answer=iif(caller<>?2 AND hello=0,?3,answer), hello=iif(caller<>?2 AND "
               "hello=0,?3,hello),"
               " ehlo=iif(caller=?2 AND hello>0 AND ehlo=0,?3,ehlo) WHERE call_id=?1 AND ?2 "
               "IN(host,guest) RETURNING call_id"),
          done(d, "SELECT done FROM offer WHERE call_id=?1 AND guest=?2 AND host=?3"),
          price(d, "SELECT price FROM offer WHERE call_id=?1"),
          issue(d,
                "INSERT INTO ticket(call_id,guest,at,until) SELECT ?1,?2,?3,?3+period FROM offer "
                "WHERE call_id=?1 RETURNING ticket_id"),
          entry(d, "INSERT INTO entry(ticket_id,user_id,amount,balance,at) VALUES(?1,?2,?3,?4,?5)"),
          pay_until(d, "UPDATE offer SET done=?2+period WHERE call_id=?1"),
          record(d,
                 "INSERT INTO record SELECT "
                 "call_id,host,guest,caller,dial,answer,hello,ehlo,guest_beat,host_beat,?3,?2"
                 " FROM live WHERE call_id=?1 AND ?2 IN(host,guest) RETURNING call_id"),
          host(d, "SELECT host FROM live WHERE call_id=?1"),
          guest(d, "SELECT guest FROM live WHERE call_id=?1"),
          release(d, "DELETE FROM busy WHERE user_id=?1"),
          end(d, "DELETE FROM live WHERE call_id=?1") {}
    Statement begin, commit, rollback, deposited, add, pay, balance, dial, engage, offer, beat,
        done, price, issue, entry, pay_until, record, host, guest, release, end;
};

class Peer {
  public:
    explicit Peer(const char* file) {
        if (sqlite3_open(file, &database_) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144");
        run(schema);
        statements_ = std::make_unique<Statements>(database_);
    }
    ~Peer() {
        statements_.reset();
        sqlite3_close_v2(database_);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void answer(std::string_view line, std::string& out);
    bool books_add_up();

  private:
    void run(const char* text) {
        if (sqlite3_exec(database_, text, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
    }
    std::string carry_out(std::string_view method, const json::object& params);
    std::string ticket(const json::object& params, std::int64_t now);

    sqlite3* database_ = nullptr;
    std::unique_ptr<Statements> statements_;
};

std::int64_t number(const json::object& params, std::string_view name) {
    return params.at(name).as_int64();
}

std::string Peer::ticket(const json::object& params, std::int64_t now) {
    Statements& s = *statements_;
    const std::int64_t guest = number(params, "userId");
    const std::int64_t host = number(params, "provideUserId");
    const std::int64_t call =
        std::stoll(std::string(params.at("resourceId").as_string()).substr(5));
    const std::int64_t held = s.done(call, guest, host);
    if (!s.done.found) throw std::runtime_error("no such offer");
    if (held > now) return R"({"issued":false})";
    const std::int64_t price = s.price(call);
    const std::int64_t his = s.pay(guest, price);
    if (!s.pay.found) throw std::runtime_error("funds");
    const std::int64_t hers = s.add(host, price);
    const std::int64_t id = s.issue(call, guest, now);
    s.entry(id, guest, -price, his, now);
    s.entry(id, host, price, hers, now);
    s.pay_until(call, now);
    return R"({"issued":true,"ticketId":)" + std::to_string(id) + "}";
}

std::string Peer::carry_out(std::string_view method, const json::object& params) {
    Statements& s = *statements_;
    const std::int64_t now = number(params, "now");
    const auto call = [](std::int64_t id) { return R"({"callId":)" + std::to_string(id) + "}"; };
    if (method == "deposit") {
        s.deposited(number(params, "userId"), number(params, "amount"));
        s.add(number(params, "userId"), number(params, "amount"));
        return "{}";
    }
    if (method == "dialWithRtcValue") {
        const std::int64_t host = number(params, "hostUserId");
        const std::int64_t guest = number(params, "guestUserId");
        if (s.balance(guest) < number(params, "price")) throw std::runtime_error("funds");
        const std::int64_t id = s.dial(host, guest, now);
        s.engage(host, id);
        s.engage(guest, id);
        s.offer(id, host, guest, number(params, "periodMills"), number(params, "price"));
        return call(id);
    }
    if (method == "ticketByResourceId") return ticket(params, now);
    const std::int64_t id = number(params, "callId");
    const std::int64_t user = number(params, "userId");
    if (method == "heartbeat") {
        if (s.beat(id, user, now) != id) throw std::runtime_error("no party of a live call");
        return call(id);
    }
    if (s.record(id, user, now) != id) throw std::runtime_error("no party of a live call");
    s.release(s.host(id));
    s.release(s.guest(id));
    s.end(id);
    return call(id);
}

void Peer::answer(std::string_view line, std::string& out) {
    const json::value request = json::parse(line);
    statements_->begin();
    try {
        const std::string result =
            carry_out(request.at("method").as_string(), request.at("params").as_object());
        statements_->commit();
        out += R"({"jsonrpc":"2.0","result":)" + result + R"(,"id":1})" + '\n';
    } catch (const std::exception& trouble) {
        statements_->rollback();
        out += R"({"jsonrpc":"2.0","error":{"code":1,"message":")" + std::string(trouble.what()) +
               R"("},"id":1})" + '\n';
    }
}

bool Peer::books_add_up() {
    return Statement(
               database_,
               "SELECT (SELECT total(balance) FROM account)=(SELECT total(amount) FROM deposit)"
               " AND (SELECT count(*) FROM entry)=2*(SELECT count(*) FROM ticket)")() == 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: sqlite_peer SOCKET FILE | sqlite_peer --audit FILE\n";
        return 2;
    }
    try {
        Peer peer(argv[2]);
        if (std::string_view(argv[1]) == "--audit") return peer.books_add_up() ? 0 : 1;
        bench::serve(argv[1],
                     [&](std::string_view line, std::string& out) { peer.answer(line, out); });
    } catch (const std::exception& trouble) {
        std::cerr << "sqlite_peer: " << trouble.what() << '\n';
        return 1;
    }
}
