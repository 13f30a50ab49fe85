#include "daemon/traffic.h"

#include <algorithm>
#include <cstddef>

namespace calls::daemon {
namespace {

template <class Do>
void in_batches(std::span<Session* const> sessions, Do carry_out) {
    while (!sessions.empty()) {
        const auto some = sessions.first(std::min(sessions.size(), SocketBatch::most));
        carry_out(some);
        sessions = sessions.subspan(some.size());
    }
}

}  // namespace

void Traffic::read(std::span<Session* const> sessions) {
    in_batches(sessions, [this](std::span<Session* const> some) { read_some(some); });
}

void Traffic::send(std::span<Session* const> sessions) {
    in_batches(sessions, [this](std::span<Session* const> some) { send_some(some); });
}

// The read buffer is divided among them.
void Traffic::read_some(std::span<Session* const> sessions) {
    const std::size_t share = read_buffer_.size() / sessions.size();
    const auto part = [&](std::size_t i) {
        return std::span{read_buffer_}.subspan(i * share, share);
    };
    for (std::size_t i = 0; i < sessions.size(); ++i)
        sockets_.receive(sessions[i]->socket(), part(i));
    const auto got = sockets_.carry_out();
    for (std::size_t i = 0; i < sessions.size(); ++i) sessions[i]->on_read(got[i], part(i));
}

void Traffic::send_some(std::span<Session* const> sessions) {
    gathered_.clear();
    try {
        for (Session* session : sessions) {
            const std::string_view bytes = session->to_send(write_buffers_.at(gathered_.size()));
            if (bytes.empty())
                session->on_sent(0);
            else
                gathered_.push_back({.session = session, .bytes = bytes});
        }
    } catch (...) {  // a watcher's events could not be read
        send_gathered();
        throw;
    }
    send_gathered();
}

void Traffic::send_gathered() {
    for (const Outgoing& one : gathered_) sockets_.send(one.session->socket(), one.bytes);
    const auto taken = sockets_.carry_out();
    for (std::size_t i = 0; i < gathered_.size(); ++i) gathered_[i].session->on_sent(taken[i]);
    for (std::string& buffer : write_buffers_)
        if (buffer.capacity() > kept_write_bytes_max) std::string{}.swap(buffer);
}

}  // namespace calls::daemon
