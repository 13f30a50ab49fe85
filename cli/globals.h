#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/times.h"

// The options that every command takes, before or after its name.

namespace calls::cli {

enum class Format { table, json, jsonl, csv, tsv };

struct Globals {
    std::string socket;  // empty: not given
    Format format = Format::table;
    std::vector<std::string> fields;  // not empty: bare values of these
    bool quiet = false;
    std::optional<std::chrono::milliseconds> timeout;  // as given
    std::string request_id;                            // as given
    std::optional<TimeStyle> times;                    // as given
    bool no_color = false;

    [[nodiscard]] bool is_json() const { return format == Format::json || format == Format::jsonl; }

    // How times are shown: as asked for, else as it suits the format.
    [[nodiscard]] TimeStyle time_style() const {
        if (times) return *times;
        if (is_json() || !fields.empty()) return TimeStyle::ms;
        return format == Format::table ? TimeStyle::local : TimeStyle::utc;
    }
};

}  // namespace calls::cli
