#include "tests/fuzz/store_image.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/base/check.h"
#include "core/engine/engine.h"
#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace calls::fuzz {
namespace {

namespace fs = std::filesystem;
using tests::Millis;

constexpr std::size_t page_bytes = 4096;
constexpr std::size_t header_bytes = 100;

// An engine on a store, for a history that the rules have made themselves.
class Teller {
  public:
    explicit Teller(store::SqliteStore& store)
        : engine_({.settings = {.host_share_percent = 70}, .manual_clock = true}, store,
                  {.reply = [](const engine::Address&, const model::Reply&) {}, .committed = {}}) {
        engine_.start([] { return tests::story_begins; });
    }

    void ask(model::Change change, std::string request_id = {}) {
        carry_out({.what = std::move(change), .request_id = std::move(request_id)});
    }
    void beat(std::int64_t call, std::int64_t user) {
        carry_out({.what = model::Heartbeat{.call = {call}, .user = {user}}, .request_id = {}});
    }
    void pass(std::int64_t ms) { ask(model::MoveClock{.advance = Millis{ms}}); }

  private:
    void carry_out(model::Command command) {
        engine_.submit({.origin = 1, .slot = 1}, std::move(command));
        while (engine_.run(tests::story_begins)) {
        }
    }

    engine::Engine engine_;
};

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {100}};
constexpr model::Terms once{.mode = model::Mode::once, .period = Millis{0}, .price = {30}};

void tell_first_part(Teller& teller) {
    teller.ask(model::Deposit{.user = {2}, .amount = {1000}}, "first");
    teller.ask(model::Deposit{.user = {3}, .amount = {50}});
    teller.ask(model::Dial{.host = {1}, .guest = {2}, .terms = each_minute});
    teller.beat(1, 1);
    teller.beat(1, 2);
    teller.pass(5000);
    teller.ask(model::Hang{.call = {1}, .user = {2}});
}

void tell_second_part(Teller& teller) {
    teller.ask(model::Dial{.host = {3}, .guest = {2}, .terms = each_minute}, "second");
    teller.beat(2, 3);
    teller.beat(2, 2);
    teller.ask(model::SetCounts{.call = {1}, .edits = {1, 2, 3, 4, 5, 6, 7, 8, INT64_MAX}});
    teller.ask(model::Publish{.provider = {1}, .resource = "room", .terms = once, .mode_id = 7});
    teller.ask(model::PayTicket{.payer = {2}, .provider = {1}, .resource = "room", .free = true});
    teller.pass(5000);
    teller.beat(2, 3);
    teller.ask(model::Dial{.host = {5}, .guest = {6}});
    teller.ask(model::Withdraw{.user = {3}, .amount = {20}}, "third");
}

}  // namespace

const StoreImage& StoreImage::stopped() {
    static const StoreImage image = make(false);
    return image;
}

const StoreImage& StoreImage::killed() {
    static const StoreImage image = make(true);
    return image;
}

StoreImage StoreImage::make(bool killed) {
    const tests::TempFolder folder;
    store::SqliteStore store{tests::inline_options(folder.database())};
    Teller teller{store};
    tell_first_part(teller);
    store.project_now();
    tell_second_part(teller);
    if (killed)
        store.crash();
    else
        store.close();
    StoreImage image;
    for (std::size_t i = 0; i < names.size(); ++i)
        image.files_.at(i) = read(folder.file(names.at(i)));
    return image;
}

void StoreImage::damage(Input& input) {
    File& file = files_.at(input.below(files_.size()));
    std::string& bytes = file.bytes;
    const std::uint8_t kind = input.byte() % 16;
    if (kind == 0) file = {};
    if (kind == 1) file = files_.at(input.below(files_.size()));
    if (kind == 2) file = {.there = true, .bytes = std::string{text_of(input.rest())}};
    if (bytes.empty()) return;
    if (kind == 3) bytes.resize(input.below(bytes.size()));
    if (kind == 4) {
        const std::size_t from = input.below(bytes.size());
        const std::size_t count = std::min(bytes.size() - from, input.below(2 * page_bytes));
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), count, '\0');
    }
    if (kind == 5 && bytes.size() >= page_bytes) {
        const std::size_t pages = bytes.size() / page_bytes;
        const std::string page = bytes.substr(input.below(pages) * page_bytes, page_bytes);
        bytes.replace(input.below(pages) * page_bytes, page_bytes, page);
    }
    if (kind < 6) return;
    // The header is a small part of a file, and the one that most depends on.
    std::size_t at = input.below(kind < 8 ? std::min(bytes.size(), header_bytes) : bytes.size());
    for (std::size_t left = 1 + input.below(8); left > 0 && at < bytes.size(); --left)
        bytes.at(at++) = static_cast<char>(input.byte());
}

void StoreImage::put_into(const fs::path& folder) const {
    for (const auto& entry : fs::directory_iterator{folder}) fs::remove_all(entry);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!files_.at(i).there) continue;
        std::ofstream out{folder / names.at(i), std::ios::binary};
        out.write(files_.at(i).bytes.data(), std::ssize(files_.at(i).bytes));
        CHECK(out.flush());
    }
}

bool StoreImage::databases_untouched(const fs::path& folder) const {
    for (std::size_t i = 0; i < databases; ++i)
        if (files_.at(i).there && read(folder / names.at(i)) != files_.at(i)) return false;
    return true;
}

StoreImage::File StoreImage::read(const fs::path& path) {
    if (!fs::exists(path)) return {};
    std::ifstream in{path, std::ios::binary};
    return {.there = true, .bytes = {std::istreambuf_iterator<char>{in}, {}}};
}

}  // namespace calls::fuzz
