#include "core/store/live_calls.h"

#include <cstddef>
#include <utility>

#include "core/store/lookups.h"
#include "core/store/quiet_thread.h"

namespace calls::store {
namespace {

constexpr std::size_t batch_calls = 500;
constexpr std::size_t batches_ahead = 64;  // 10 MB

struct GivenUp {};

}  // namespace

LiveCalls::LiveCalls(const std::string& tables)
    : thread_(quiet_thread([this, tables] { read_ahead(tables); })) {}

LiveCalls::~LiveCalls() {
    {
        const std::lock_guard lock{mutex_};
        given_up_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void LiveCalls::each(const Take& take) {
    for (Batch batch = next(); !batch.empty(); batch = next())
        for (const model::CallFile& call : batch) take(call);
    if (failure_) std::rethrow_exception(failure_);
}

void LiveCalls::read_ahead(const std::string& path) {
    std::exception_ptr failure;
    try {
        Database tables{path, Database::Access::read_only};
        Batch batch;
        each_live_call(tables, [&](const model::CallFile& call) {
            batch.push_back(call);
            if (batch.size() == batch_calls && !hand_over(std::exchange(batch, {})))
                throw GivenUp{};
        });
        if (!batch.empty()) hand_over(std::move(batch));
    } catch (const GivenUp&) {
        return;
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock{mutex_};
    failure_ = std::move(failure);
    all_read_ = true;
    changed_.notify_all();
}

// Whether anybody still wants more.
bool LiveCalls::hand_over(Batch batch) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return given_up_ || ready_.size() < batches_ahead; });
    if (given_up_) return false;
    ready_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
}

// Empty once all were read, or could not be.
LiveCalls::Batch LiveCalls::next() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return all_read_ || !ready_.empty(); });
    if (ready_.empty()) return {};
    Batch batch = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return batch;
}

}  // namespace calls::store
