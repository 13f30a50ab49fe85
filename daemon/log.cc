#include "daemon/log.h"

#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include <spdlog/details/file_helper.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "daemon/plain_text.h"

namespace calls::daemon {
namespace {

// The library's file sinks cannot open their file anew; this one can.
class ReopeningSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit ReopeningSink(const std::string& path) { file_.open(path); }

    void reopen() {
        const std::lock_guard lock{mutex_};
        file_.reopen(false);
    }

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        file_.write(line);
        file_.flush();
    }
    void flush_() override { file_.flush(); }

  private:
    spdlog::details::file_helper file_;
};

struct Log {
    std::shared_ptr<spdlog::logger> logger;
    std::shared_ptr<ReopeningSink> file;
    bool marks = false;  // the journal's <level> in front
};

Log& the_log() {
    static Log log;
    return log;
}

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::error:
            return spdlog::level::err;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::debug:
            return spdlog::level::debug;
    }
    return spdlog::level::info;
}

std::string_view mark_of(LogLevel level) {
    switch (level) {
        case LogLevel::error:
            return "<3>";
        case LogLevel::warning:
            return "<4>";
        case LogLevel::info:
            return "<6>";
        case LogLevel::debug:
            return "<7>";
    }
    return "<6>";
}

}  // namespace

void open_log(LogLevel level, const std::string& target) {
    Log fresh;
    spdlog::sink_ptr sink;
    if (target == "stderr" || target == "journal") {
        fresh.marks = target == "journal";
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
        try {
            fresh.file = std::make_shared<ReopeningSink>(target);
        } catch (const std::exception& error) {
            throw std::runtime_error("cannot open the log " + target + ": " + error.what());
        }
        sink = fresh.file;
    }
    fresh.logger = std::make_shared<spdlog::logger>("calld", std::move(sink));
    fresh.logger->set_pattern(fresh.marks ? "%v" : "%Y-%m-%dT%H:%M:%S.%e%z %l: %v");
    fresh.logger->set_level(level_of(level));
    the_log() = std::move(fresh);
}

void reopen_log() {
    if (!the_log().file) return;
    try {
        the_log().file->reopen();
    } catch (const std::exception& error) {
        log_error(std::string{"the log cannot be opened anew: "} + error.what());
    }
}

void set_log_level(LogLevel level) {
    the_log().logger->set_level(level_of(level));
}

void log(LogLevel level, std::string_view text) {
    Log& log = the_log();
    if (!log.logger) return;
    std::string line{log.marks ? mark_of(level) : std::string_view{}};
    line += plain_text(text);
    log.logger->log(level_of(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace calls::daemon
