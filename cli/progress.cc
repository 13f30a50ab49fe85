#include "cli/progress.h"

#include <cstdlib>

#include "cli/number_text.h"

namespace calls::cli {

namespace {

// A line that can be drawn again.
bool can_draw_on(int fd) {
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return ::isatty(fd) == 1 && !dumb;
}

// To its first column and blank. What cannot be written is no loss.
constexpr std::string_view fresh_line = "\r\x1b[K";

void put(int fd, std::string_view text) {
    [[maybe_unused]] const auto written = ::write(fd, text.data(), text.size());
}

}  // namespace

Progress::Progress(bool wanted, Place place)
    : place_(place), shows_(wanted && can_draw_on(place.fd)), next_(Clock::now() + place.delay) {}

Progress::~Progress() {
    if (drawn_) put(place_.fd, fresh_line);
}

void Progress::begin(std::string_view what, std::optional<std::int64_t> total) {
    what_ = what;
    total_ = total;
    done_ = 0;
    if (drawn_) next_ = Clock::now();  // the next look shows what it is about
}

void Progress::look() {
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + place_.pause;
    draw();
}

void Progress::draw() {
    drawn_ = true;
    put(place_.fd, std::string(fresh_line) + progress_text(what_, done_, total_));
}

std::string progress_text(std::string_view what, std::int64_t done,
                          std::optional<std::int64_t> total) {
    std::string text = "callctl: " + grouped(done);
    if (total) text += " of " + grouped(*total);
    return text + ' ' + std::string(what);
}

}  // namespace calls::cli
