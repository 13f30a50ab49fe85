#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

// What the connections of one process to one file share: locks, and the write-ahead log's index.

namespace calls::simulator {

struct Sharing {
    static constexpr std::size_t shm_locks = 8;  // SQLITE_SHM_NLOCK

    // Of the file: who may read is counted, who may write is one.
    int readers = 0;
    const void* reserved = nullptr;   // about to write
    const void* pending = nullptr;    // and waiting for readers to leave
    const void* exclusive = nullptr;  // writing

    // Of the index: -1 is one exclusive holder, more are so many shared ones.
    std::array<int, shm_locks> index_locks{};
    std::vector<std::unique_ptr<char[]>> regions;  // NOLINT(modernize-avoid-c-arrays)
    int index_users = 0;
};

}  // namespace calls::simulator
