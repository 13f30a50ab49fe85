#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/check.h"
#include "core/engine/engine.h"
#include "core/protocol/encode.h"
#include "core/store/files.h"
#include "core/store/sqlite_store.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/store_image.h"

// calld's start on files that were damaged: it serves, or says what is wrong. The first byte is the
// store before the damage.

namespace calls::fuzz {
namespace {

constexpr std::size_t damages_max = 8;
constexpr int turns_max = 64;

void ask_all(engine::Engine& engine) {
    std::uint64_t slot = 0;
    const auto ask = [&](auto what) {
        engine.submit({.origin = ++slot, .slot = slot}, {.what = what, .request_id = {}});
    };
    for (std::int64_t call = 1; call <= 3; ++call)
        ask(model::Read{model::GetCall{.call = {call}, .live_of = {}}});
    ask(model::Read{model::GetOffer{.provider = {1}, .resource = "room"}});
    ask(model::Read{model::GetAccount{.user = {2}}});
    ask(model::Read{model::ListLive{}});
    ask(model::Query{model::AuditQuery{}});
    ask(model::Query{model::RecordsQuery{}});
    ask(model::Query{model::TicketsQuery{}});
    ask(model::Query{model::AccountsQuery{}});
    ask(model::Query{model::LedgerQuery{}});
    ask(model::Change{model::Deposit{.user = {2}, .amount = {5}}});
    ask(model::Change{model::Hang{.call = {2}, .user = {}}});
    ask(model::Change{
        model::PayTicket{.payer = {3}, .provider = {1}, .resource = "room", .free = false}});
}

void serve(store::SqliteStore& store) {
    std::string out;
    engine::Engine engine{{.settings = {}, .manual_clock = true},
                          store,
                          {.reply =
                               [&](const engine::Address&, const model::Reply& reply) {
                                   out.clear();
                                   protocol::write_reply(out, "1", reply,
                                                         {.version = "0", .settings = {}});
                               },
                           .committed = {}}};
    engine.start([] { return base::first_instant; });
    ask_all(engine);
    for (int turn = 0; turn < turns_max && engine.run(base::first_instant); ++turn) {
    }
    for (const model::Event& event : store.events_after({0}, 1000)) {
        out.clear();
        if (model::shown_to_watchers(event.kind)) protocol::write_event(out, event);
    }
    store.close();
}

}  // namespace

void try_store(Bytes bytes) {
    static const store::PrivateFolder folder;
    Input input{bytes};
    StoreImage image = input.byte() % 2 == 0 ? StoreImage::stopped() : StoreImage::killed();
    for (std::size_t i = 0; i < damages_max && !input.empty(); ++i) image.damage(input);
    image.put_into(folder.path());
    try {
        store::SqliteStore store{{.path = folder.path() + "/" + StoreImage::names[0],
                                  .durability = store::Durability::off,
                                  .threaded = false}};
        serve(store);
    } catch (const store::StoreUnusable&) {
        CHECK(image.databases_untouched(folder.path()));
    } catch (const engine::StoreBroken&) {
    } catch (const engine::StoreFull&) {
    }
}

}  // namespace calls::fuzz
