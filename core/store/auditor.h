#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/engine/store.h"
#include "core/store/audit_run.h"
#include "core/store/feed.h"
#include "core/store/reader.h"

// Carries out audits, one at a time, on a reader of its own. Whoever asks while one is under way is
// answered by the next, together with all who wait by then.

namespace calls::store {

// Used by the loop's thread.
class Auditor {
  public:
    using Answer = std::function<void(engine::QueryAnswer)>;

    // The journal and the gate outlive this. `tables` is the file's path; its writer is open for as
    // long as this is used, until abandon().
    Auditor(Journal& journal, std::string tables, Gate& gate, const ReaderOptions& options);
    ~Auditor();
    Auditor(const Auditor&) = delete;
    Auditor& operator=(const Auditor&) = delete;

    // The tables hold all that the answer is to cover.
    void ask(Answer answer);
    // Reads for the thread, and gives out its report.
    void collect();

    [[nodiscard]] bool busy() const { return !asking_.empty() || !waiting_.empty(); }

    // From a failed append until one succeeds no charge is carried out.
    void note_no_room();
    void note_appended(model::EventId first);

    // Ends what is under way. Nobody is answered any more.
    void abandon();

  private:
    void begin();
    void answer_all(const engine::QueryAnswer& answer);
    engine::QueryAnswer carry_out(Database& tables);  // on the reader's thread

    Journal& journal_;
    Gate& gate_;
    const bool threaded_;

    // The loop's own.
    std::vector<Answer> waiting_;
    std::vector<Answer> asking_;
    bool no_room_ = false;

    // Shared.
    AuditSignals signals_;
    EventFeed feed_;
    Reader reader_;
};

}  // namespace calls::store
