#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/html.h"

// What all cards of a report page have in common.

namespace calls::cli {

// Opens a card; whoever asks closes it.
void open_card(Html& html, const std::string& title, bool wide);

// A colour's CSS class, and what it stands for.
void legend(Html& html, const std::vector<std::pair<std::string, std::string>>& entries);

// A line of text below a title or a chart.
void note(Html& html, const std::string& text);

// `1 call`, `2 calls`, with the number grouped.
std::string counted(std::int64_t count, const std::string& one);

}  // namespace calls::cli
