#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

// A store with something of everything, whose books are in order until a test spoils them.

namespace calls::tests {

inline constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {99}};
inline constexpr model::Terms price_once{
    .mode = model::Mode::once, .period = Millis{0}, .price = {500}};

class Audited {
  public:
    // Event 1 is a start. Call 1, of host 1 with guest 2, begins a millisecond later and talks for
    // three minutes, of which the second is free: tickets 1 to 3. Ticket 4 is for photos of user 1.
    // Call 2, of host 3 with guest 4, is ringing.
    Audited() {
        Opened opened{folder.database()};
        story.start(0);
        story.pass(Millis{1});
        story.deposit(2, 10'000, "salary");
        model::Call paid = story.dial(1, 2);
        const model::Offer offer = story.offer(paid, each_minute);
        story.talk(paid);
        for (int i = 0; i < 3; ++i) {
            story.ticket(offer, 2, i == 1);
            story.pass(Millis{60'000});
        }
        story.hang(paid);
        story.ticket(story.chat_offer(1, "photos", price_once), 2);
        story.dial(3, 4);
        opened.store.append(story.take());
    }

    // The store is closed; its guards are taken off.
    void spoil(const std::string& sql) const {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        for (const char* table :
             {"app_call_record", "app_trade_ticket", "app_ticket_money", "app_ledger"})
            for (const char* guard : {"_kept", "_stays"})
                tables.run(std::string{"DROP TRIGGER IF EXISTS "} + table + guard);
        tables.run("PRAGMA ignore_check_constraints = ON");
        tables.run(sql);
    }
    void spoil_journal(const std::string& sql) const {
        store::Database journal{folder.journal(), store::Database::Access::read_write};
        journal.run(sql);
    }

    // As after a prune: the tables have to speak for themselves.
    void forget_events() const {
        spoil_journal(
            "UPDATE app_meta SET value = (SELECT max(event_id) FROM app_event) WHERE key = "
            "'pruned';"
            "DELETE FROM app_event");
    }

    [[nodiscard]] model::AuditReport audit() const {
        Opened opened{folder.database()};
        return std::get<model::AuditReport>(opened.ask(model::AuditQuery{}));
    }

    // A line for each finding, sorted; times count from the story's beginning.
    [[nodiscard]] std::string findings() const {
        std::vector<std::string> lines;
        for (const model::AuditFinding& one : audit().findings)
            lines.push_back(one.what + " [" + std::to_string(one.id) + "] " +
                            from_story(one.expected) + " | " + from_story(one.found) + "\n");
        std::ranges::sort(lines);
        std::string text;
        for (const std::string& line : lines) text += line;
        return text;
    }
    [[nodiscard]] std::string found_after(const std::string& sql) const {
        spoil(sql);
        return findings();
    }

    TempFolder folder;
    Story story;

  private:
    static std::string from_story(std::string text) {
        const std::string digits = "17000";  // of every time in the story
        for (auto at = text.find(digits); at != std::string::npos; at = text.find(digits, at + 2)) {
            const std::int64_t time = std::stoll(text.substr(at, 13)) - story_begins.ms;
            text.replace(at, 13, "+" + std::to_string(time));
        }
        return text;
    }
};

}  // namespace calls::tests
