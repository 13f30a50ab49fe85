#pragma once

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

// TZ for one test.

namespace tests {

class TimeZone {
  public:
    explicit TimeZone(const char* name) {
        if (const char* set = std::getenv("TZ")) before_ = set;
        setenv("TZ", name, 1);
        tzset();
    }
    ~TimeZone() {
        if (before_) {
            setenv("TZ", before_->c_str(), 1);
        } else {
            unsetenv("TZ");
        }
        tzset();
    }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;

  private:
    std::optional<std::string> before_;
};

}  // namespace tests
