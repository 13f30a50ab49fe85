#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/store/sqlite_store.h"

// A folder for one test, and a store in it with what it loaded.

namespace calls::tests {

class TempFolder {
  public:
    [[nodiscard]] std::string file(const std::string& name) const {
        return folder_.path() + "/" + name;
    }
    [[nodiscard]] std::string database() const { return file("calld.db"); }
    [[nodiscard]] std::string journal() const { return file("calld-journal.db"); }

  private:
    store::PrivateFolder folder_;
};

struct Loaded : engine::Loading {
    void numbers(const model::Numbers& last, base::Instant at) override {
        numbers_found = last;
        latest = at;
    }
    void live_call(model::CallFile file) override { live.push_back(file); }
    void account(model::Account found) override { accounts.push_back(found); }
    void event(model::Event found) override { events.push_back(std::move(found)); }

    model::Numbers numbers_found;
    base::Instant latest;
    std::vector<model::CallFile> live;
    std::vector<model::Account> accounts;
    std::vector<model::Event> events;
};

inline store::StoreOptions inline_options(const std::string& path) {
    store::StoreOptions options;
    options.path = path;
    options.durability = store::Durability::off;
    options.threaded = false;
    return options;
}

struct Opened {
    explicit Opened(store::StoreOptions options) : store(std::move(options)) { store.load(loaded); }
    explicit Opened(const std::string& path) : Opened(inline_options(path)) {}

    void mark(model::CallId call, base::Instant host, base::Instant guest) {
        const engine::HeartbeatTimes times{.call = call, .host = host, .guest = guest};
        store.mark_heartbeats({&times, 1});
    }

    // Only without a thread: the answer is there at once.
    engine::QueryAnswer ask(model::Query query) {
        engine::QueryAnswer given;
        store.ask(std::move(query), [&](engine::QueryAnswer answer) { given = std::move(answer); });
        return given;
    }
    template <class Row>
    model::Rows<Row> page(model::Query query) {
        return std::get<model::Rows<Row>>(ask(std::move(query)));
    }

    store::SqliteStore store;
    Loaded loaded;
};

}  // namespace calls::tests
