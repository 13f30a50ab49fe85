#include "core/engine/inbox.h"

#include <malloc.h>

#include <catch2/catch.hpp>

namespace {

using namespace calls;
using engine::Inbox;
using engine::Task;

Task task(std::uint64_t origin, std::uint64_t slot) {
    Task made;
    made.to = {.origin = origin, .slot = slot};
    made.command.what = model::Heartbeat{.call = {1}, .user = {1}};
    return made;
}

std::vector<std::uint64_t> slots_of(Inbox& inbox) {
    std::vector<std::uint64_t> slots;
    while (const auto popped = inbox.pop()) slots.push_back(popped->to.slot);
    return slots;
}

std::size_t bytes_in_use() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

using Slots = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("inbox: in the order in which they came, behind what is put back") {
    Inbox inbox;
    for (std::uint64_t slot = 1; slot <= 4; ++slot) inbox.push(task(slot, slot));
    std::vector<Task> taken;
    taken.push_back(*inbox.pop());
    taken.push_back(*inbox.pop());
    CHECK(inbox.next(9).size() == 2);
    inbox.put_back(std::move(taken));
    CHECK(inbox.next(1).front().to.slot == 1);
    CHECK(slots_of(inbox) == Slots{1, 2, 3, 4});
    CHECK(inbox.empty());
}

TEST_CASE("inbox: what a blocked origin sent waits until it is unblocked") {
    Inbox inbox;
    inbox.block(7);
    inbox.push(task(7, 1));
    inbox.push(task(8, 2));
    inbox.push(task(7, 3));
    CHECK(slots_of(inbox) == Slots{2});
    inbox.push(task(8, 4));
    inbox.unblock(7);
    CHECK(slots_of(inbox) == Slots{1, 3, 4});
}

TEST_CASE("inbox: one that is never empty keeps nothing of what was taken, and its order") {
    Inbox inbox;
    std::uint64_t pushed = 0;
    for (int i = 0; i < 10'000; ++i) inbox.push(task(1, ++pushed));
    std::uint64_t popped = 0;
    bool in_order = true;
    const auto pass = [&](int times) {
        for (int i = 0; i < times; ++i) {
            inbox.push(task(1, ++pushed));
            in_order = in_order && inbox.pop()->to.slot == ++popped;
        }
    };
    pass(20'000);
    const std::size_t before = bytes_in_use();
    pass(500'000);
    CHECK(in_order);
    CHECK(inbox.size() == 10'000);
    CHECK(bytes_in_use() < before + 20'000 * sizeof(Task));
}
