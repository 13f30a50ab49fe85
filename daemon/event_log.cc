#include "daemon/event_log.h"

#include <string>
#include <vector>

#include "daemon/log.h"

namespace calls::daemon {

void log_events(const model::EventBatch& events) {
    if (!log_wants(LogLevel::debug)) return;
    for (const model::Event& event : events) {
        std::vector<LogField> fields{{.name = "event_id", .value = std::to_string(event.id.value)}};
        if (event.call)
            fields.push_back({.name = "call_id", .value = std::to_string(event.call.value)});
        if (event.user)
            fields.push_back({.name = "user_id", .value = std::to_string(event.user.value)});
        if (event.rows.receipt)
            fields.push_back({.name = "request_id", .value = event.rows.receipt->request_id});
        log(LogLevel::debug, name_of(event.kind), fields);
    }
}

}  // namespace calls::daemon
