#pragma once

#include "core/protocol/ask.h"
#include "core/protocol/params.h"

// The parsers behind the table of methods. Each reads its parameters; whoever calls it asks
// Params::finish() whether they were well formed.

namespace calls::protocol::parse {

Ask dial(Params& params);
Ask idal(Params& params);
Ask heartbeat(Params& params);
Ask hang(Params& params);
Ask update_counts(Params& params);
Ask incr_counts(Params& params);

Ask publish(Params& params);
Ask ticket(Params& params);
Ask deposit(Params& params);
Ask withdraw(Params& params);

Ask list_all(Params& params);
Ask get_call(Params& params);
Ask get_server(Params& params);
Ask account(Params& params);
Ask records(Params& params);
Ask tickets(Params& params);
Ask accounts(Params& params);
Ask ledger(Params& params);
Ask report(Params& params);

Ask subscribe(Params& params);
Ask status(Params& params);
Ask ping(Params& params);
Ask audit(Params& params);
Ask metrics(Params& params);
Ask backup(Params& params);
Ask prune(Params& params);
Ask clock(Params& params);
Ask shutdown(Params& params);

}  // namespace calls::protocol::parse
