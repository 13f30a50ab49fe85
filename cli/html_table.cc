#include "cli/html_table.h"

namespace calls::cli {

Html numbers_table(const NumbersTable& table) {
    Html html;
    html.open("details").leaf("summary", "The numbers");
    // What may be scrolled must be reachable without a mouse.
    html.open(
        "div",
        {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.label}});
    html.open("table").leaf("caption", table.label);
    html.open("thead").open("tr");
    for (const std::string& head : table.heads) html.leaf("th", head, {{"scope", "col"}});
    html.close().close().open("tbody");
    for (const auto& row : table.rows) {
        html.open("tr");
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == 0) {
                html.leaf("th", row[i], {{"scope", "row"}});
            } else {
                html.leaf("td", row[i]);
            }
        }
        html.close();
    }
    html.close().close().close().close();
    return html;
}

}  // namespace calls::cli
