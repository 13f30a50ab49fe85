#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/model/event.h"
#include "core/model/refusal.h"
#include "core/model/reply.h"
#include "core/protocol/json_writer.h"

// What the engine says, as JSON: the field names are the contract with every client.

namespace calls::protocol {

// What calld knows of itself and status tells.
struct DaemonFacts {
    std::string_view version;
    std::int64_t pid = 0;
    base::Millis uptime{0};
    std::span<const std::pair<std::string, std::string>> settings;  // name, value as JSON text
};

void write_call(JsonWriter& json, const model::CallView& view);      // the members alone
void write_offer(JsonWriter& json, const model::Offer& offer);       // likewise
void write_ticket(JsonWriter& json, const model::TicketView& view);  // likewise
void write_entry(JsonWriter& json, const model::LedgerEntry& entry);
void write_report_row(JsonWriter& json, const model::ReportRow& row);

// One whole JSON-RPC reply, without its line end.
void write_reply(std::string& out, std::string_view id, const model::Reply& reply,
                 const DaemonFacts& facts);
void write_refusal(std::string& out, std::string_view id, const model::Refusal& refusal);

// The notification `event`, without its line end.
void write_event(std::string& out, const model::Event& event);

}  // namespace calls::protocol
