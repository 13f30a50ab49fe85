#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/deadline.h"
#include "cli/fd.h"

// Lines out and lines in over one connected, non-blocking socket. It reads and writes at once, so
// a peer that answers while it is still being written to never blocks either side.

namespace calls::cli {

class Connection {
  public:
    explicit Connection(Fd socket) : socket_(std::move(socket)) {}

    // To be sent as the socket takes it; `text` has its line ends.
    void queue(std::string_view text) { out_ += text; }

    // The next whole line received, without its end; valid until the next exchange or handle.
    std::optional<std::string_view> take_line();

    // Waits until bytes came or went. False: the deadline passed first.
    bool exchange(const Deadline& deadline);

    // Where somebody reads what becomes of it: exchange ends the program quietly when he has gone.
    void set_reader(int fd) { reader_ = fd; }

    // For a caller that polls other things too: what to poll the socket for, and what came of it.
    [[nodiscard]] int fd() const { return socket_.get(); }
    [[nodiscard]] short wanted() const;
    void handle(short found);

    // No more will be sent; the peer sees the end of its input once all that is queued is gone.
    void finish_sending();

    [[nodiscard]] bool lost() const { return !why_lost_.empty(); }
    [[nodiscard]] const std::string& why_lost() const { return why_lost_; }
    [[nodiscard]] std::size_t unsent_bytes() const { return out_.size() - out_sent_; }
    // Of all that was ever queued.
    [[nodiscard]] std::size_t sent_bytes() const { return sent_total_; }

  private:
    void send_some();
    void receive_some();

    Fd socket_;
    int reader_ = -1;
    std::string out_;
    std::size_t out_sent_ = 0;  // of out_
    std::size_t sent_total_ = 0;
    bool finishing_ = false;
    int send_error_ = 0;  // errno of a send that failed for good
    std::string in_;
    std::size_t in_taken_ = 0;    // of in_: lines already handed out
    std::size_t in_scanned_ = 0;  // of in_: known to hold no further line end
    std::string why_lost_;        // empty while connected
};

}  // namespace calls::cli
