#include "daemon/log.h"

#include <array>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "daemon/log_file.h"
#include "daemon/plain_text.h"

namespace calls::daemon {
namespace {

// The library's own file sinks cannot open their file anew.
class FileSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit FileSink(const std::string& path) : file_(path) {}

    void reopen() {
        const std::lock_guard lock{mutex_};
        file_.reopen();
    }

  protected:
    // A log that cannot be written is no reason to stop; that it could not is said once, on stderr.
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        const bool written = file_.write({line.data(), line.size()});
        if (!written && !failed_) std::fputs("calld: the log cannot be written\n", stderr);
        failed_ = !written;
    }
    void flush_() override {}

  private:
    LogFile file_;
    bool failed_ = false;
};

struct LevelRow {
    LogLevel level;
    spdlog::level::level_enum ours;
    std::string_view priority;  // of syslog, and of the journal
    std::string_view mark;      // the same at the beginning of a line on stderr
};

constexpr std::array level_table{
    LevelRow{LogLevel::error, spdlog::level::err, "3", "<3>"},
    LevelRow{LogLevel::warning, spdlog::level::warn, "4", "<4>"},
    LevelRow{LogLevel::info, spdlog::level::info, "6", "<6>"},
    LevelRow{LogLevel::debug, spdlog::level::debug, "7", "<7>"},
};

const LevelRow& row_of(LogLevel level) {
    return level_table.at(static_cast<std::size_t>(level));
}

struct Log {
    std::shared_ptr<spdlog::logger> logger;  // stderr or the file
    std::shared_ptr<FileSink> file;
    std::optional<Journal> journal;
};

Log& the_log() {
    static Log log;
    return log;
}

std::string field_name(std::string_view name) {
    std::string upper = "CALLD_";
    for (const char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return upper;
}

bool send_to_journal(Journal& journal, const LevelRow& row, std::string_view line,
                     std::span<const LogField> fields) {
    std::vector<std::string> names;
    std::vector<JournalField> sent{{.name = "MESSAGE", .value = line},
                                   {.name = "PRIORITY", .value = row.priority},
                                   {.name = "SYSLOG_IDENTIFIER", .value = "calld"}};
    names.reserve(fields.size());
    for (const LogField& field : fields)
        sent.push_back({.name = names.emplace_back(field_name(field.name)), .value = field.value});
    return journal.send(sent);
}

}  // namespace

void open_log(LogLevel level, const std::string& target, std::string_view journal) {
    Log fresh;
    spdlog::sink_ptr sink;
    const bool to_journal = target == "journal" || (target == "stderr" && stderr_is_journal());
    if (to_journal || target == "stderr") {
        if (to_journal) fresh.journal.emplace(std::string{journal});
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
        fresh.file = std::make_shared<FileSink>(target);
        sink = fresh.file;
    }
    fresh.logger = std::make_shared<spdlog::logger>("calld", std::move(sink));
    fresh.logger->set_pattern(to_journal ? "%v" : "%Y-%m-%dT%H:%M:%S.%e%z %l: %v");
    fresh.logger->set_level(row_of(level).ours);
    the_log() = std::move(fresh);
}

bool reopen_log() {
    if (!the_log().file) return true;
    try {
        the_log().file->reopen();
        return true;
    } catch (const std::exception& error) {
        log_error(std::string{"the old log goes on: "} + error.what());
        return false;
    }
}

void set_log_level(LogLevel level) {
    the_log().logger->set_level(row_of(level).ours);
}

bool log_wants(LogLevel level) {
    const Log& log = the_log();
    return log.logger && log.logger->should_log(row_of(level).ours);
}

void log(LogLevel level, std::string_view text, std::span<const LogField> fields) {
    if (!log_wants(level)) return;
    Log& log = the_log();
    const LevelRow& row = row_of(level);
    std::string line = plain_text(text);
    for (const LogField& field : fields)
        line += " " + std::string{field.name} + "=" + plain_text(field.value);
    if (log.journal) {
        if (send_to_journal(*log.journal, row, line, fields)) return;
        line.insert(0, row.mark);
    }
    log.logger->log(row.ours, spdlog::string_view_t{line.data(), line.size()});
}

void log_last_words(std::string_view why) {
    const bool on_stderr_too = !stderr_is_journal();
    const bool apart = the_log().file || the_log().journal;
    if (apart) log(LogLevel::error, why);
    if (apart && !on_stderr_too && the_log().journal) return;
    const std::string_view mark = on_stderr_too ? "" : row_of(LogLevel::error).mark;
    std::fprintf(stderr, "%scalld: %s\n", std::string{mark}.c_str(), plain_text(why).c_str());
}

}  // namespace calls::daemon
