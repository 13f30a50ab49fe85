#include "core/protocol/params.h"

#include <algorithm>
#include <cstddef>

#include "core/protocol/json_reader.h"
#include "core/protocol/limits.h"

namespace calls::protocol {

namespace json = boost::json;
using json::value;

Params::Params(const value* params, std::span<const std::string_view> positions)
    : positions_(positions) {
    if (params == nullptr) return;
    by_name_ = params->if_object();
    by_position_ = params->if_array();
    if (by_position_ == nullptr) return;
    if (positions_.empty() && !by_position_->empty())
        fault_ = "params: this method takes them by name";
    else if (by_position_->size() > positions_.size())
        fault_ = "params: at most " + std::to_string(positions_.size()) + " by position";
}

const value* Params::find(std::string_view name) {
    asked_.push_back(name);
    if (by_name_ != nullptr) return by_name_->if_contains(name);
    if (by_position_ == nullptr) return nullptr;
    const auto at =
        static_cast<std::size_t>(std::ranges::find(positions_, name) - positions_.begin());
    return at < by_position_->size() ? &(*by_position_)[at] : nullptr;
}

const value* Params::require(std::string_view name) {
    const value* found = find(name);
    if (found == nullptr) fail(name, "is missing");
    return found;
}

void Params::fail(std::string_view name, std::string_view what) {
    if (!fault_) fault_ = std::string{name} + ": " + std::string{what};
}

std::int64_t Params::whole_of(const value& held, std::string_view name, std::int64_t least,
                              std::int64_t most) {
    const std::int64_t* number = held.if_int64();
    if (number == nullptr) {
        fail(name, held.is_number() ? "must be a whole number of 64 bits" : "must be a number");
        return least;
    }
    if (*number >= least && *number <= most) return *number;
    if (most == INT64_MAX)
        fail(name, "must be at least " + std::to_string(least));
    else
        fail(name, "must be " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

std::int64_t Params::whole(std::string_view name, std::int64_t least, std::int64_t most) {
    const value* held = require(name);
    return held == nullptr ? least : whole_of(*held, name, least, most);
}

std::optional<std::int64_t> Params::maybe_whole(std::string_view name, std::int64_t least,
                                                std::int64_t most) {
    const value* held = find(name);
    if (held == nullptr) return std::nullopt;
    return whole_of(*held, name, least, most);
}

bool Params::truth(std::string_view name, std::optional<bool> left_out) {
    const value* held = find(name);
    if (held == nullptr) {
        if (!left_out) fail(name, "is missing");
        return left_out.value_or(false);
    }
    const bool* truth = held->if_bool();
    if (truth == nullptr) fail(name, "must be true or false");
    return truth != nullptr && *truth;
}

std::string Params::text(std::string_view name) {
    const value* held = require(name);
    if (held == nullptr) return {};
    const json::string* text = held->if_string();
    if (text == nullptr) fail(name, "must be a string");
    return text == nullptr ? std::string{} : std::string{text->data(), text->size()};
}

std::optional<std::string> Params::maybe_text(std::string_view name) {
    if (!has(name)) return std::nullopt;
    return text(name);
}

base::Instant Params::instant(std::string_view name) {
    return base::Instant{whole(name, 0, base::last_instant.ms)};
}

std::optional<base::Instant> Params::maybe_instant(std::string_view name) {
    const auto ms = maybe_whole(name, 0, base::last_instant.ms);
    return ms ? std::optional{base::Instant{*ms}} : std::nullopt;
}

std::string Params::printable(const value& held, std::string_view name) {
    const json::string* text = held.if_string();
    if (text == nullptr) {
        fail(name, "must be a string");
        return {};
    }
    const bool fits = !text->empty() && text->size() <= text_bytes_max;
    const auto graphic = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!fits || !std::ranges::all_of(*text, graphic))
        fail(name, "must be 1 to 64 printable ASCII characters without blanks");
    return {text->data(), text->size()};
}

std::string Params::resource(std::string_view name) {
    const value* held = require(name);
    return held == nullptr ? std::string{} : printable(*held, name);
}

std::string Params::request_id() {
    const value* held = find("requestId");
    return held == nullptr ? std::string{} : printable(*held, "requestId");
}

model::CounterEdits Params::counters(std::string_view name, bool required) {
    model::CounterEdits edits{};
    const value* held = required ? require(name) : find(name);
    if (held == nullptr) return edits;
    const json::object* map = held->if_object();
    if (map == nullptr) {
        fail(name, "must be an object such as {\"1\": 100}");
        return edits;
    }
    for (const auto& entry : *map) read_counter(name, entry.key(), entry.value(), edits);
    return edits;
}

void Params::read_counter(std::string_view name, std::string_view key, const value& held,
                          model::CounterEdits& edits) {
    if (!key.empty() && key.front() == duplicate_mark) {
        fail(name, std::string{key.substr(1)} + " is given twice");
    } else if (key.size() != 1 || key.front() < '1' || key.front() > '9') {
        fail(name, "the keys are 1 to 9");
    } else {
        edits.at(static_cast<std::size_t>(key.front() - '1')) =
            whole_of(held, name, INT64_MIN, INT64_MAX);
    }
}

model::Page Params::page() {
    model::Page page;
    page.after = maybe_whole("after", 0, INT64_MAX).value_or(0);
    const auto limit = maybe_whole("limit", 1, model::page_limit_max);
    page.limit = limit.value_or(model::page_limit_default);
    page.last = maybe_whole("last", 1, model::page_limit_max);
    if (page.last && (limit || page.after != 0)) fail("last", "goes without after and limit");
    return page;
}

model::Span Params::span() {
    return {.since = maybe_instant("since"), .until = maybe_instant("until")};
}

std::vector<std::string> Params::words(std::string_view name) {
    std::vector<std::string> words;
    const value* held = find(name);
    if (held == nullptr) return words;
    const json::array* array = held->if_array();
    if (array == nullptr) {
        fail(name, "must be an array of strings");
        return words;
    }
    for (const value& element : *array) {
        const json::string* word = element.if_string();
        if (word == nullptr)
            fail(name, "must be an array of strings");
        else
            words.emplace_back(word->data(), word->size());
    }
    return words;
}

std::vector<model::CallId> Params::call_ids(std::string_view name) {
    std::vector<model::CallId> ids;
    const value* held = find(name);
    if (held == nullptr) return ids;
    const json::array* array = held->if_array();
    if (array == nullptr) {
        fail(name, "must be an array of call ids");
        return ids;
    }
    for (const value& element : *array)
        ids.push_back(model::CallId{whole_of(element, name, 1, INT64_MAX)});
    return ids;
}

std::vector<model::OffsetChange> Params::offset_changes(std::string_view name) {
    std::vector<model::OffsetChange> changes;
    const value* held = find(name);
    if (held == nullptr) return changes;
    const json::array* array = held->if_array();
    if (array == nullptr || array->size() > model::offset_changes_max) {
        fail(name, "must be an array of at most " + std::to_string(model::offset_changes_max));
        return changes;
    }
    for (const value& element : *array) {
        const json::array* pair = element.if_array();
        if (pair == nullptr || pair->size() != 2) {
            fail(name, "must hold pairs such as [1761440400000, 60]");
            return changes;
        }
        const base::Instant from{whole_of((*pair)[0], name, 0, INT64_MAX)};
        const std::int64_t minutes = whole_of((*pair)[1], name, -model::utc_offset_minutes_max,
                                              model::utc_offset_minutes_max);
        if (!changes.empty() && from <= changes.back().from) fail(name, "must be in order");
        changes.push_back({from, base::Millis{minutes * 60'000}});
    }
    return changes;
}

std::optional<model::Refusal> Params::finish() {
    if (by_name_ != nullptr) {
        for (const auto& entry : *by_name_) {
            const std::string_view name = entry.key();
            if (!name.empty() && name.front() == duplicate_mark)
                fail(name.substr(1), "is given twice");
            else if (std::ranges::find(asked_, name) == asked_.end())
                fail(name, "there is no such parameter");
        }
    }
    if (!fault_) return std::nullopt;
    return model::refuse(model::RefusalKind::invalid, *fault_);
}

}  // namespace calls::protocol
