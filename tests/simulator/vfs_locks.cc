#include "tests/simulator/vfs_locks.h"

#include <cstring>

namespace calls::simulator {
namespace {

VfsFile& of(sqlite3_file* file) {
    return *static_cast<VfsFile*>(file);
}

bool held_by_other(const void* holder, const VfsFile& file) {
    return holder != nullptr && holder != &file;
}

int share(VfsFile& file, Sharing& sharing) {
    if (held_by_other(sharing.pending, file) || held_by_other(sharing.exclusive, file))
        return SQLITE_BUSY;
    ++sharing.readers;
    file.lock = SQLITE_LOCK_SHARED;
    return SQLITE_OK;
}

int lock(sqlite3_file* handle, int wanted) {
    VfsFile& file = of(handle);
    Sharing& sharing = *file.sharing;
    if (wanted <= file.lock) return SQLITE_OK;
    if (file.lock == SQLITE_LOCK_NONE) {
        const int code = share(file, sharing);
        if (code != SQLITE_OK || wanted == SQLITE_LOCK_SHARED) return code;
    }
    if (held_by_other(sharing.reserved, file)) return SQLITE_BUSY;
    sharing.reserved = &file;
    file.lock = SQLITE_LOCK_RESERVED;
    if (wanted == SQLITE_LOCK_RESERVED) return SQLITE_OK;
    if (held_by_other(sharing.pending, file)) return SQLITE_BUSY;
    sharing.pending = &file;
    file.lock = SQLITE_LOCK_PENDING;
    if (sharing.readers > 1) return SQLITE_BUSY;
    sharing.exclusive = &file;
    file.lock = SQLITE_LOCK_EXCLUSIVE;
    return SQLITE_OK;
}

int unlock(sqlite3_file* handle, int wanted) {
    VfsFile& file = of(handle);
    Sharing& sharing = *file.sharing;
    if (wanted >= file.lock) return SQLITE_OK;
    for (const void** holder : {&sharing.reserved, &sharing.pending, &sharing.exclusive})
        if (*holder == &file) *holder = nullptr;
    if (wanted == SQLITE_LOCK_NONE) --sharing.readers;
    file.lock = wanted;
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* handle, int* reserved) {
    *reserved = of(handle).sharing->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int map_index(sqlite3_file* handle, int region, int size, int extend, void volatile** memory) {
    VfsFile& file = of(handle);
    Sharing& sharing = *file.sharing;
    if (!file.uses_index) {
        file.uses_index = true;
        ++sharing.index_users;
    }
    *memory = nullptr;
    const auto wanted = static_cast<std::size_t>(region);
    while (sharing.regions.size() <= wanted) {
        if (extend == 0) return SQLITE_OK;
        sharing.regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    }
    *memory = sharing.regions[wanted].get();
    return SQLITE_OK;
}

int lock_index(sqlite3_file* handle, int first, int count, int flags) {
    VfsFile& file = of(handle);
    auto& locks = file.sharing->index_locks;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto begin = static_cast<std::size_t>(first);
    const auto end = begin + static_cast<std::size_t>(count);
    const bool give_up = (flags & SQLITE_SHM_UNLOCK) != 0;
    for (std::size_t slot = begin; slot < end && !give_up; ++slot)
        if (exclusive ? locks.at(slot) != 0 : locks.at(slot) < 0) return SQLITE_BUSY;
    for (std::size_t slot = begin; slot < end; ++slot) {
        int& own = file.index_held.at(slot);
        const int wanted = exclusive ? -1 : 1;
        locks.at(slot) += (give_up ? 0 : wanted) - own;
        own = give_up ? 0 : wanted;
    }
    return SQLITE_OK;
}

void barrier(sqlite3_file*) {}

int unmap_index(sqlite3_file* handle, int) {
    VfsFile& file = of(handle);
    if (!file.uses_index) return SQLITE_OK;
    file.uses_index = false;
    if (--file.sharing->index_users == 0) file.sharing->regions.clear();
    return SQLITE_OK;
}

}  // namespace

void add_locks(sqlite3_io_methods& methods) {
    methods.xLock = lock;
    methods.xUnlock = unlock;
    methods.xCheckReservedLock = is_reserved;
    methods.xShmMap = map_index;
    methods.xShmLock = lock_index;
    methods.xShmBarrier = barrier;
    methods.xShmUnmap = unmap_index;
}

void leave(VfsFile& file) {
    unlock(&file, SQLITE_LOCK_NONE);
    lock_index(&file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
    unmap_index(&file, 0);
}

}  // namespace calls::simulator
