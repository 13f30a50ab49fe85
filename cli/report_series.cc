#include <algorithm>
#include <functional>

#include "cli/chart_columns.h"
#include "cli/chart_ticks.h"
#include "cli/html_table.h"
#include "cli/number_text.h"
#include "cli/report_card.h"
#include "cli/report_cards.h"

// The two cards of a report page that show what happened over time.

namespace calls::cli {

namespace {

using Piece = TimeSeries::Piece;

struct Series {
    std::string title;
    std::vector<std::pair<std::string, std::string>> parts;  // css class, what it is
    std::function<std::vector<std::int64_t>(const ReportSums&)> values;
    std::function<std::string(const ReportSums&)> words;
};

Html series_chart(const Series& series, const TimeSeries::Pieces& pieces) {
    ColumnsChart chart{.label = series.title, .classes = {}, .columns = {}};
    for (const auto& part : series.parts) chart.classes.push_back(part.first);
    const ChartTicks ticks = ticks_for(pieces.step, pieces.list.size());
    for (const Piece& piece : pieces.list) {
        const bool tick = ticks.has(piece.number) || pieces.list.size() == 1;
        chart.columns.push_back(
            {.parts = series.values(piece.sums),
             .title = piece_text(piece.number, pieces.step) + ": " + series.words(piece.sums),
             .tick = tick ? tick_text(piece.number, pieces.step) : "",
             .tick_where_wide = pieces.list.size() > 1 && ticks.where_wide(piece.number)});
    }
    return columns_chart(chart);
}

// What is left out of a table is said in a chart's empty place.
std::vector<Piece> with_something(const std::vector<Piece>& pieces, const auto& has) {
    std::vector<Piece> kept;
    std::ranges::copy_if(pieces, std::back_inserter(kept),
                         [&](const Piece& piece) { return has(piece.sums); });
    return kept;
}

}  // namespace

Html calls_card(const TimeSeries::Pieces& pieces) {
    const std::string step = step_name(pieces.step);
    const Series series{.title = "Calls per " + step,
                        .parts = {{"main", "answered"}, {"missed", "not answered"}},
                        .values =
                            [](const ReportSums& sums) {
                                return std::vector{sums.answered, sums.calls - sums.answered};
                            },
                        .words =
                            [](const ReportSums& sums) {
                                return counted(sums.calls, "call") + ", " + grouped(sums.answered) +
                                       " answered";
                            }};
    NumbersTable table{series.title, {step, "calls", "answered", "share", "talk"}, {}};
    for (const Piece& piece :
         with_something(pieces.list, [](const ReportSums& sums) { return sums.calls > 0; })) {
        table.rows.push_back({piece_text(piece.number, pieces.step), grouped(piece.sums.calls),
                              grouped(piece.sums.answered),
                              share_text(piece.sums.answered, piece.sums.calls),
                              length_text(Millis{piece.sums.talk_ms})});
    }
    Html html;
    open_card(html, series.title, true);
    legend(html, series.parts);
    html.add(series_chart(series, pieces)).add(numbers_table(table)).close();
    return html;
}

Html coins_card(const TimeSeries::Pieces& pieces) {
    const std::string step = step_name(pieces.step);
    Series series{.title = "Coins per " + step,
                  .parts = {{"coins", "paid to hosts"}, {"fees", "kept as fees"}},
                  .values =
                      [](const ReportSums& sums) {
                          return std::vector{sums.paid - sums.fees, sums.fees, sums.earned_free()};
                      },
                  .words =
                      [](const ReportSums& sums) {
                          return counted(sums.paid, "coin") + " paid, " + grouped(sums.earned) +
                                 " earned, " + grouped(sums.fees) + " fees";
                      }};
    if (std::ranges::any_of(pieces.list,
                            [](const Piece& piece) { return piece.sums.earned_free() > 0; }))
        series.parts.emplace_back("free", "free tickets, at the platform's expense");
    else
        series.values = [](const ReportSums& sums) {
            return std::vector{sums.paid - sums.fees, sums.fees};
        };
    NumbersTable table{series.title, {step, "tickets", "free", "paid", "earned", "fees"}, {}};
    for (const Piece& piece :
         with_something(pieces.list, [](const ReportSums& sums) { return sums.tickets > 0; })) {
        table.rows.push_back({piece_text(piece.number, pieces.step), grouped(piece.sums.tickets),
                              grouped(piece.sums.free_tickets), grouped(piece.sums.paid),
                              grouped(piece.sums.earned), grouped(piece.sums.fees)});
    }
    Html html;
    open_card(html, series.title, true);
    legend(html, series.parts);
    html.add(series_chart(series, pieces)).add(numbers_table(table)).close();
    return html;
}

}  // namespace calls::cli
