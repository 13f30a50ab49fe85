#include "cli/report_cards.h"

#include <algorithm>

#include "cli/chart_columns.h"
#include "cli/chart_rows.h"
#include "cli/chart_week.h"
#include "cli/html_table.h"
#include "cli/number_text.h"
#include "cli/report_card.h"

namespace calls::cli {

namespace {

// The colour says whose doing an end was.
struct Ending {
    std::string css_class;
    std::string words;
};

Ending ending_of(const std::string& reason) {
    if (reason == "no-funds") return {"broke", "out of funds"};
    if (reason == "operator") return {"quiet", "by the operator"};
    if (reason.ends_with("-timeout")) return {"late", "timed out"};
    return {"main", "by a party"};
}

std::string talk_words(const TalkTimes& talk) {
    const auto or_long = [](std::optional<Millis> length) {
        return length ? length_text(*length) : std::string("4h or more");
    };
    return "Half of them talked " + or_long(talk.median()) + " or less, nine in ten " +
           or_long(talk.quantile(90)) + " or less; the mean is " + length_text(talk.mean()) + ".";
}

// Of a list of users: the bars are of money, or of calls where no money moved.
struct UsersCard {
    std::string title;
    std::string one;  // "host"
    std::string money_word;
    std::int64_t ReportSums::*money;
    std::string css_class;
};

std::int64_t sum_of_others(const TopUsers& users, std::int64_t ReportSums::*sum) {
    return users.sums_of_others().*sum;
}

NumbersTable users_table(const UsersCard& card, const TopUsers& users) {
    NumbersTable table{card.title,
                       {card.one, "calls", "answered", "talk", "tickets", "free", card.money_word},
                       {}};
    const auto add = [&](const std::string& name, const ReportSums& sums) {
        table.rows.push_back({name, grouped(sums.calls), grouped(sums.answered),
                              length_text(Millis{sums.talk_ms}), grouped(sums.tickets),
                              grouped(sums.free_tickets), grouped(sums.*card.money)});
    };
    for (const auto& user : users.list()) add(std::to_string(user.id), user.sums);
    if (users.others() > 0) add(counted(users.others(), "other"), users.sums_of_others());
    return table;
}

Html users_card(const UsersCard& card, const TopUsers& users) {
    const bool money = !users.list().empty() && users.list().front().sums.*card.money > 0;
    const auto sum = money ? card.money : &ReportSums::calls;
    std::int64_t most = 1;
    for (const auto& user : users.list()) most = std::max(most, user.sums.*sum);
    std::vector<BarRow> rows;
    for (const auto& user : users.list()) {
        rows.push_back({.name = std::to_string(user.id),
                        .share = static_cast<double>(user.sums.*sum) / static_cast<double>(most),
                        .value = grouped(user.sums.*sum),
                        .note = money ? counted(user.sums.calls, "call")
                                      : length_text(Millis{user.sums.talk_ms}),
                        .title = card.one + " " + std::to_string(user.id) + ": " +
                                 counted(user.sums.calls, "call") + ", " +
                                 length_text(Millis{user.sums.talk_ms}) + " of talk, " +
                                 counted(user.sums.*card.money, "coin") + " " + card.money_word,
                        .css_class = card.css_class});
    }
    Html html;
    open_card(html, card.title, false);
    note(html, money ? "By coins " + card.money_word + "." : "By calls: no coins moved.");
    html.add(rows_chart(card.title, rows));
    if (users.others() > 0) {
        note(html, "And " + counted(users.others(), "other") + " with " +
                       grouped(sum_of_others(users, sum)) + (money ? " coins." : " calls."));
    }
    html.add(numbers_table(users_table(card, users))).close();
    return html;
}

}  // namespace

Html week_card(const WeekGrid& week) {
    NumbersTable table{"Calls an hour on average, by weekday and hour", {"day"}, {}};
    for (int hour = 0; hour < 24; ++hour) table.heads.push_back(std::to_string(hour));
    for (int day = 0; day < 7; ++day) {
        auto& row = table.rows.emplace_back();
        row.push_back(weekday_name(day));
        for (int hour = 0; hour < 24; ++hour) row.push_back(decimal(week.mean(day, hour), 1));
    }
    Html html;
    open_card(html, "Calls by weekday and hour", true);
    html.open("ul", {{"class", "legend"}, {"role", "list"}}).open("li").text("none ");
    html.open("svg", {{"width", "80"}, {"height", "11"}, {"aria-hidden", "true"}});
    html.hollow("rect", {{"class", "none"}, {"width", "14"}, {"height", "11"}, {"rx", "2.5"}});
    for (int shade = 1; shade <= 4; ++shade) {
        html.hollow("rect", {{"class", "heat"},
                             {"x", std::to_string(shade * 16)},
                             {"width", "14"},
                             {"height", "11"},
                             {"rx", "2.5"},
                             {"fill-opacity", decimal(0.14 + 0.86 * shade / 4, 2)}});
    }
    html.close().text(" " + decimal(week.most(), 1) + " calls an hour, on average").close().close();
    html.add(week_chart("Calls an hour on average, by weekday and hour", week));
    html.add(numbers_table(table)).close();
    return html;
}

Html reasons_card(const ReportData& data) {
    auto reasons = data.reasons;
    std::ranges::stable_sort(
        reasons, [](const auto& a, const auto& b) { return a.sums.calls > b.sums.calls; });
    std::vector<BarRow> rows;
    std::vector<std::pair<std::string, std::string>> colours;
    NumbersTable table{
        "Why calls ended", {"reason", "calls", "share", "answered", "talk", "tickets", "paid"}, {}};
    for (const auto& [name, sums] : reasons) {
        const std::string share = share_text(sums.calls, data.totals.calls);
        table.rows.push_back({name, grouped(sums.calls), sums.calls == 0 ? "-" : share,
                              grouped(sums.answered), length_text(Millis{sums.talk_ms}),
                              grouped(sums.tickets), grouped(sums.paid)});
        if (sums.calls == 0) continue;  // only money: of calls that go on, or of no call
        const Ending ending = ending_of(name);
        const std::pair colour{ending.css_class, ending.words};
        if (std::ranges::find(colours, colour) == colours.end()) colours.push_back(colour);
        rows.push_back({.name = name,
                        .share = static_cast<double>(sums.calls) /
                                 static_cast<double>(reasons.front().sums.calls),
                        .value = grouped(sums.calls),
                        .note = share,
                        .title = std::string(name)
                                     .append(": ")
                                     .append(counted(sums.calls, "call"))
                                     .append(", ")
                                     .append(share),
                        .css_class = ending.css_class});
    }
    Html html;
    open_card(html, "Why calls ended", false);
    legend(html, colours);
    html.add(rows_chart("Why calls ended", rows));
    html.add(numbers_table(table)).close();
    return html;
}

Html talk_card(const ReportData& data) {
    const TalkTimes& talk = data.talk;
    ColumnsChart chart{.label = "Calls by how long they talked",
                       .classes = {"main"},
                       .columns = {},
                       .ticks_at_edge = true};
    NumbersTable table{chart.label, {"talk", "calls", "share"}, {}};
    for (const auto& bin : talk.bins()) {
        const bool wide = chart.columns.size() % 2 != 0;
        const std::string share = share_text(bin.calls, talk.count());
        chart.columns.push_back(
            {.parts = {bin.calls},
             .title = bin.text + ": " + counted(bin.calls, "call") + ", " + share,
             .tick = bin.from,
             .tick_where_wide = wide});
        table.rows.push_back({bin.text, grouped(bin.calls), share});
    }
    Html html;
    open_card(html, "How long calls talked", false);
    note(html, counted(talk.count(), "call") + " of " + grouped(data.totals.calls) +
                   " came to talk." + (talk.count() > 1 ? " " + talk_words(talk) : ""));
    html.add(columns_chart(chart)).add(numbers_table(table)).close();
    return html;
}

Html hosts_card(const TopUsers& hosts) {
    return users_card({.title = "Top hosts",
                       .one = "host",
                       .money_word = "earned",
                       .money = &ReportSums::earned,
                       .css_class = "main"},
                      hosts);
}

Html guests_card(const TopUsers& guests) {
    return users_card({.title = "Top guests",
                       .one = "guest",
                       .money_word = "paid",
                       .money = &ReportSums::paid,
                       .css_class = "coins"},
                      guests);
}

}  // namespace calls::cli
