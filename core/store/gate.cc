#include "core/store/gate.h"

namespace calls::store {
namespace {

constexpr std::chrono::milliseconds patience{200};  // a slice takes a quarter of that

}  // namespace

void Gate::enter() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !closed_; });
    entered_ = true;
}

void Gate::leave() {
    const std::lock_guard lock{mutex_};
    entered_ = false;
    changed_.notify_all();
}

void Gate::close() {
    std::unique_lock lock{mutex_};
    closed_ = true;
    changed_.wait_for(lock, patience, [this] { return !entered_; });
}

void Gate::open() {
    const std::lock_guard lock{mutex_};
    closed_ = false;
    changed_.notify_all();
}

}  // namespace calls::store
