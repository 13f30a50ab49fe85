#include "core/store/reader.h"

#include <exception>
#include <system_error>
#include <utility>

#include "core/store/quiet_thread.h"

namespace calls::store {
namespace {

model::Refusal refused(const std::string& why) {
    return model::refuse(model::RefusalKind::unavailable, "the tables could not be read: " + why);
}

}  // namespace

// What abandon() interrupts.
struct Reader::Open {
    Reader& reader;
    Open(Reader& owner, Database& database) : reader(owner) { set(&database); }
    ~Open() { set(nullptr); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    void set(Database* database) const {
        const std::lock_guard lock{reader.mutex_};
        reader.open_ = database;
    }
};

void Reader::ask(Work work, Answer answer) {
    asked_.push_back({std::move(work), std::move(answer)});
    if (asked_.size() == 1) begin();
}

void Reader::collect() {
    std::unique_ptr<engine::QueryAnswer> answer;
    {
        const std::lock_guard lock{mutex_};
        if (trouble_) std::rethrow_exception(trouble_);
        answer = std::move(answer_);
    }
    if (!answer) return;
    thread_.join();
    end(std::move(*answer));
}

// A check of a whole file is one step to SQLite: it looks for an interruption, not at ending_.
void Reader::abandon() {
    ending_ = true;
    {
        const std::lock_guard lock{mutex_};
        if (open_ != nullptr) open_->interrupt();
    }
    if (thread_.joinable()) thread_.join();
}

void Reader::begin() {
    if (!options_.threaded) {
        end(carry_out(asked_.front().work));
        return;
    }
    try {
        thread_ = quiet_thread([this, work = std::move(asked_.front().work)] { run(work); });
    } catch (const std::system_error& error) {  // no more threads
        end(refused(error.what()));
    }
}

void Reader::end(engine::QueryAnswer answer) {
    const Answer give = std::move(asked_.front().answer);
    asked_.pop_front();
    if (!asked_.empty()) begin();
    give(std::move(answer));
}

// From here on: the reader's thread, or the loop's where there is none.

void Reader::run(const Work& work) {
    std::unique_ptr<engine::QueryAnswer> answer;
    std::exception_ptr trouble;
    try {
        answer = std::make_unique<engine::QueryAnswer>(carry_out(work));
    } catch (...) {
        trouble = std::current_exception();
    }
    {
        const std::lock_guard lock{mutex_};
        answer_ = std::move(answer);
        trouble_ = trouble;
    }
    if (options_.wake) options_.wake();
}

engine::QueryAnswer Reader::carry_out(const Work& work) {
    try {
        Database tables{tables_, Database::Access::read_only};
        tables.run("PRAGMA cache_size = -32000; PRAGMA temp_store = FILE");
        const GivesUp gives_up{tables, ending_};
        const Open open{*this, tables};
        return work(tables);
    } catch (const StoreShut& error) {  // it, or a file to sort in
        return refused(error.what());
    } catch (const engine::StoreBroken& error) {
        if (!ending_ && !options_.forgiving) throw;
        return refused(error.what());
    } catch (const std::exception& error) {  // no room, or no memory
        return refused(error.what());
    }
}

}  // namespace calls::store
