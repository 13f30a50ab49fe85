#include "tests/simulator/tally.h"

#include <array>
#include <utility>

namespace calls::simulator {
namespace {

constexpr std::array<std::pair<std::int64_t Tally::*, const char*>, 15> counts{
    {{&Tally::histories, "histories"},
     {&Tally::commands, "commands"},
     {&Tally::granted, "granted"},
     {&Tally::retries, "asked again"},
     {&Tally::events, "events"},
     {&Tally::pruned, "of them pruned"},
     {&Tally::ways_made, "sweeps that made way"},
     {&Tally::starts, "starts"},
     {&Tally::live_at_start, "live calls at a start"},
     {&Tally::kills, "kills"},
     {&Tally::power_cuts, "power cuts"},
     {&Tally::io_errors, "I/O errors"},
     {&Tally::full_disks, "full disks"},
     {&Tally::clean_stops, "clean stops"},
     {&Tally::audits, "audits"}}};

}  // namespace

void Tally::add(const Tally& other) {
    for (const auto& [count, name] : counts) this->*count += other.*count;
}

std::string Tally::text() const {
    std::string text;
    for (const auto& [count, name] : counts) {
        if (!text.empty()) text += ", ";
        text += std::to_string(this->*count) + " " + name;
    }
    return text;
}

}  // namespace calls::simulator
