#include "core/store/auditor.h"

#include <cstdint>
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

}  // namespace

Auditor::Auditor(Journal& journal, std::string tables, Gate& gate, const ReaderOptions& options)
    : journal_(journal),
      gate_(gate),
      threaded_(options.threaded),
      feed_(options.wake),
      reader_(std::move(tables), options) {}

Auditor::~Auditor() {
    abandon();
}

void Auditor::ask(Answer answer) {
    waiting_.push_back(std::move(answer));
    if (asking_.empty()) begin();
}

void Auditor::collect() {
    feed_.serve(journal_);
    reader_.collect();
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
    reader_.abandon();
}

void Auditor::begin() {
    asking_ = std::exchange(waiting_, {});
    reader_.ask([this](Database& tables) { return carry_out(tables); },
                [this](const engine::QueryAnswer& answer) { answer_all(answer); });
}

void Auditor::answer_all(const engine::QueryAnswer& answer) {
    for (const Answer& one : std::exchange(asking_, {})) one(answer);
    if (!waiting_.empty()) begin();
}

engine::QueryAnswer Auditor::carry_out(Database& tables) {
    DirectEvents direct{journal_};
    try {
        return audit(tables, gate_, threaded_ ? static_cast<EventSource&>(feed_) : direct,
                     signals_);
    } catch (const AuditAbandoned&) {
        return model::refuse(model::RefusalKind::unavailable, "calld is stopping");
    }
}

}  // namespace calls::store
