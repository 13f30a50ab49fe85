#include "core/store/auditor.h"

#include <cstdint>
#include <exception>
#include <system_error>
#include <utility>

#include "core/store/audit.h"

namespace calls::store {
namespace {

class DirectEvents final : public EventSource {
  public:
    explicit DirectEvents(Journal& journal) : journal_(journal) {}
    EventPiece read(const EventWish& wish) override { return read_piece(journal_, wish); }

  private:
    Journal& journal_;
};

model::Refusal refused(const std::string& why) {
    return model::refuse(model::RefusalKind::unavailable, "no audit was made: " + why);
}

}  // namespace

Auditor::Auditor(Journal& journal, std::string tables, Gate& gate, AuditorOptions options)
    : journal_(journal),
      gate_(gate),
      tables_(std::move(tables)),
      options_(std::move(options)),
      feed_(options_.wake) {}

Auditor::~Auditor() {
    abandon();
}

void Auditor::ask(Answer answer) {
    waiting_.push_back(std::move(answer));
    if (asking_.empty()) begin();
}

void Auditor::collect() {
    feed_.serve(journal_);
    std::unique_ptr<engine::QueryAnswer> report;
    {
        const std::lock_guard lock{mutex_};
        report = std::move(report_);
    }
    if (!report) return;
    thread_.join();
    answer_all(*report);
    if (!waiting_.empty()) begin();
}

void Auditor::note_no_room() {
    no_room_ = true;
    signals_.charges_from = INT64_MAX;
}

void Auditor::note_appended(model::EventId first) {
    if (!std::exchange(no_room_, false)) return;
    signals_.charges_from = first.value;
}

void Auditor::abandon() {
    signals_.stop = true;
    feed_.abandon();
    {
        const std::lock_guard lock{mutex_};
        if (open_ != nullptr) open_->interrupt();
    }
    if (thread_.joinable()) thread_.join();
}

void Auditor::begin() {
    asking_ = std::exchange(waiting_, {});
    try {
        if (options_.threaded) {
            thread_ = std::thread{[this] { run(); }};
            return;
        }
        DirectEvents events{journal_};
        answer_all(carry_out(events));
    } catch (const std::system_error& error) {
        answer_all(refused(error.what()));
    } catch (const engine::StoreBroken& error) {
        answer_all(refused(error.what()));
    } catch (const engine::StoreFull& error) {
        answer_all(refused(error.what()));
    }
}

void Auditor::answer_all(const engine::QueryAnswer& answer) {
    for (const Answer& one : std::exchange(asking_, {})) one(answer);
}

// From here on: the auditor's thread, or the loop's where there is none.

void Auditor::run() {
    engine::QueryAnswer report;
    try {
        report = carry_out(feed_);
    } catch (const AuditAbandoned&) {
        return;
    } catch (const std::exception& error) {
        report = refused(error.what());
    }
    {
        const std::lock_guard lock{mutex_};
        report_ = std::make_unique<engine::QueryAnswer>(std::move(report));
    }
    if (options_.wake) options_.wake();
}

model::AuditReport Auditor::carry_out(EventSource& events) {
    Database tables{tables_, Database::Access::read_only};
    tables.run("PRAGMA cache_size = -32000; PRAGMA temp_store = FILE");
    struct Open {
        Auditor& auditor;
        Open(Auditor& owner, Database& database) : auditor(owner) { set(&database); }
        ~Open() { set(nullptr); }
        Open(const Open&) = delete;
        Open& operator=(const Open&) = delete;
        void set(Database* database) const {
            const std::lock_guard lock{auditor.mutex_};
            auditor.open_ = database;
        }
    };
    const Open open{*this, tables};
    return audit(tables, gate_, events, signals_);
}

}  // namespace calls::store
