#pragma once

#include "core/model/query.h"
#include "core/store/audit_run.h"

// Holds the tables against each other, against the rules, and against the events still kept: what
// every history must obey, whatever the settings were.

namespace calls::store {

// `tables` is a reading connection to tables that hold all that the report is to cover; what is
// committed meanwhile is left to the next audit. A check that cannot be carried out, on a damaged
// file say, is a finding too. Throws AuditAbandoned.
model::AuditReport audit(Database& tables, Gate& gate, EventSource& events,
                         const AuditSignals& signals);

}  // namespace calls::store
