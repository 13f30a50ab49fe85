#include "cli/report_page.h"

#include "cli/html.h"
#include "cli/number_text.h"
#include "cli/report_card.h"
#include "cli/report_cards.h"
#include "cli/report_style.h"
#include "cli/report_words.h"

namespace calls::cli {

namespace {

// Longer ones get smaller letters.
constexpr std::size_t large_number_length = 11;

void head(Html& html, const ReportData& data) {
    html.open("head").hollow("meta", {{"charset", "utf-8"}});
    html.leaf("title", "Calls and coins: " + span_text(data));
    html.hollow("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html.hollow("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    html.hollow("meta", {{"name", "generator"}, {"content", "callctl " CALLS_VERSION}});
    // The browser holds it to what it promises.
    html.hollow("meta",
                {{"http-equiv", "Content-Security-Policy"},
                 {"content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}});
    html.hollow("link", {{"rel", "icon"}, {"href", "data:,"}});
    html.style(report_style).close();
}

void title(Html& html, const ReportData& data) {
    html.open("header").leaf("h1", "Calls and coins");
    html.leaf("p", span_text(data), {{"class", "span"}});
    html.leaf("p", "Times are those of " + zone_text(data) + ".", {{"class", "made"}});
    html.leaf("p", making_text(data), {{"class", "made"}});
    html.close();
}

void tile(Html& html, const std::string& name, const std::string& number, const std::string& more) {
    html.open("div", {{"class", "tile"}}).leaf("dt", name);
    html.leaf("dd", number,
              {{"class", number.size() > large_number_length ? "number long" : "number"}});
    html.leaf("dd", more, {{"class", "more"}}).close();
}

std::int64_t users_in(const TopUsers& users) {
    return static_cast<std::int64_t>(users.list().size()) + users.others();
}

std::string talk_more(const TalkTimes& talk) {
    const auto median = talk.median();
    if (talk.count() == 0) return "nobody talked";
    return "median " + (median ? length_text(*median) : "4h or more");
}

void tiles(Html& html, const ReportData& data) {
    const ReportSums& sums = data.totals;
    html.open("dl", {{"class", "tiles"}});
    tile(html, "Calls", grouped(sums.calls),
         data.until_now && data.live_calls > 0 ? grouped(data.live_calls) + " more live"
                                               : "that ended");
    tile(html, "Answered", share_text(sums.answered, sums.calls), counted(sums.answered, "call"));
    tile(html, "Talk time", length_text(Millis{sums.talk_ms}), talk_more(data.talk));
    tile(html, "Hosts and guests",
         grouped(users_in(data.hosts)) + " / " + grouped(users_in(data.guests)),
         "with a call or a ticket");
    tile(html, "Paid by guests", grouped(sums.paid),
         counted(sums.tickets - sums.free_tickets, "paid ticket"));
    tile(html, "Earned by hosts", grouped(sums.earned),
         sums.earned_free() > 0 ? grouped(sums.earned_free()) + " for free tickets" : "coins");
    tile(html, "Fees", grouped(sums.fees),
         sums.paid > 0 ? share_text(sums.fees, sums.paid) + " of what was paid"
                       : "nothing was paid");
    tile(html, "Free tickets", grouped(sums.free_tickets),
         sums.tickets > 0 ? share_text(sums.free_tickets, sums.tickets) + " of tickets"
                          : "no tickets");
    html.close();
}

void cards(Html& html, const ReportData& data) {
    const auto pieces = data.series.pieces();
    html.open("div", {{"class", "cards"}});
    if (data.totals.calls > 0) html.add(calls_card(pieces));
    if (data.totals.tickets > 0) html.add(coins_card(pieces));
    // In a few days each hour has its own bar.
    if (data.totals.calls > 0 && pieces.step >= Step::day) html.add(week_card(data.week));
    if (data.totals.calls > 0) html.add(reasons_card(data)).add(talk_card(data));
    html.add(hosts_card(data.hosts)).add(guests_card(data.guests));
    html.close();
}

void nothing(Html& html, const ReportData& data) {
    html.open("section", {{"class", "card empty"}});
    html.leaf("h2", "No calls ended and no tickets were taken in this time");
    if (data.live_calls > 0 && data.until_now)
        html.leaf("p",
                  counted(data.live_calls, "call") + " live now: a call counts once it has ended.");
    html.leaf("p", data.since || !data.until_now
                       ? "Without --since and --until the report covers everything there is."
                       : "The charts will be here once there are some.");
    html.close();
}

void notes(Html& html) {
    html.open("footer").leaf("h2", "How to read this").open("ul");
    html.leaf("li",
              "A call counts at the time at which it ended, a ticket at the time at which it was "
              "taken. Calls that are still live do not count yet; their tickets do.");
    html.leaf(
        "li",
        "Paid is what guests paid. Earned is what hosts got of it, and what the platform gave "
        "them for free tickets. Fees are what the platform kept of what was paid.");
    html.leaf("li", "A span of time begins with its first instant and ends before its last.");
    html.close().close();
}

}  // namespace

std::string report_page(const ReportData& data) {
    Html html;
    html.open("html", {{"lang", "en"}, {"xmlns", "http://www.w3.org/1999/xhtml"}});
    head(html, data);
    html.open("body");
    title(html, data);
    html.open("main");
    tiles(html, data);
    if (data.totals.empty()) {
        nothing(html, data);
    } else {
        cards(html, data);
    }
    html.close();
    notes(html);
    html.close().close();
    return "<!DOCTYPE html>\n" + html.str();
}

}  // namespace calls::cli
