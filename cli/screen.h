#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <termios.h>
#include <vector>

#include "cli/fd.h"
#include "cli/paint.h"
#include "cli/text_line.h"

// A terminal taken over: its other screen, without a cursor, keys as they are pressed. It is given
// back by whoever ends this object. Writing never waits: a slow line (ssh) gets the next frame when
// it has taken the last one, and the keys work all the same.

namespace calls::cli {

class Screen {
  public:
    struct Size {
        std::size_t columns;
        std::size_t rows;
    };

    // `fd` is a terminal; it is not taken over yet. Throws Failure (io) where it cannot be opened.
    Screen(int fd, bool colors);
    ~Screen() { leave(); }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // Take it over, give it back. Taking it again paints it anew, whatever was done to it.
    void enter();
    void leave() noexcept;

    [[nodiscard]] Size size() const;
    // Whether it is ours to use: another job of the shell may have it.
    [[nodiscard]] bool in_foreground() const;

    // It is taken over, and the last frame is out.
    [[nodiscard]] bool ready() const { return entered_ && unsent_.empty(); }
    // Only when ready.
    void show(const std::vector<TextLine>& lines);
    // Nothing of what it shows can be relied on: the next frame clears it first.
    void forget();

    [[nodiscard]] int fd() const { return terminal_.get(); }
    [[nodiscard]] short wanted() const;
    // What poll found: sends, and returns the bytes of keys. A terminal that has gone ends the
    // program, as its signal would.
    std::string handle(short found);

  private:
    void send_some();

    Fd terminal_;
    bool colors_;
    bool entered_ = false;
    termios modes_before_{};
    std::vector<PaintedLine> shown_;
    std::string before_frame_;  // goes out with the next one
    std::string unsent_;
};

}  // namespace calls::cli
