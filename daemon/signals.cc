#include "daemon/signals.h"

#include <csignal>
#include <initializer_list>

namespace calls::daemon {
namespace {

void mask_all(int how) {
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigdelset(&all, fault);
    pthread_sigmask(how, &all, nullptr);
}

}  // namespace

void block_signals() {
    mask_all(SIG_BLOCK);
}

void unblock_signals() {
    mask_all(SIG_UNBLOCK);
}

}  // namespace calls::daemon
