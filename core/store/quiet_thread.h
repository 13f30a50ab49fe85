#pragma once

#include <csignal>
#include <thread>
#include <utility>

namespace calls::store {

// A thread to which no signal comes: they are the loop's. Throws std::system_error where there can
// be no more threads.
template <class Work>
std::thread quiet_thread(Work work) {
    struct Blocked {
        sigset_t before{};
        Blocked() {
            sigset_t all{};
            sigfillset(&all);
            for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
                sigdelset(&all, fault);
            pthread_sigmask(SIG_BLOCK, &all, &before);
        }
        ~Blocked() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
        Blocked(const Blocked&) = delete;
        Blocked& operator=(const Blocked&) = delete;
    };
    const Blocked blocked;  // a thread takes over the mask of whoever makes it
    return std::thread{std::move(work)};
}

}  // namespace calls::store
