#include "core/store/tables_book.h"

#include <string>

#include "core/model/pack.h"

namespace calls::store {

BookTables::BookTables(Database& tables)
    : add_receipt_(tables,
                   "INSERT INTO app_request (request_id, fingerprint, outcome, time, money)"
                   " VALUES (?, ?, ?, ?, ?)"),
      add_start_(tables, "INSERT INTO app_start (event_id, time, live_calls) VALUES (?, ?, ?)") {}

void BookTables::add_receipt(const model::Receipt& receipt) {
    const std::string outcome = model::pack(receipt.outcome);
    add_receipt_.run(receipt.request_id, Blob{receipt.fingerprint}, Blob{outcome}, receipt.time,
                     receipt.about_money());
}

void BookTables::add_start(model::EventId event, base::Instant time, std::int64_t live_calls) {
    add_start_.run(event, time, live_calls);
}

model::Receipt read_receipt(Statement& row) {
    model::Receipt receipt;
    row.read(receipt.request_id, receipt.fingerprint);
    const auto outcome = row.get<std::string>();
    row.read(receipt.time);
    try {
        receipt.outcome = model::unpack<model::Outcome>(outcome);
    } catch (const model::UnpackError& error) {
        throw engine::StoreBroken{"the outcome kept for request " + receipt.request_id +
                                  " is damaged: " + error.what()};
    }
    return receipt;
}

}  // namespace calls::store
