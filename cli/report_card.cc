#include "cli/report_card.h"

#include "cli/number_text.h"

namespace calls::cli {

void open_card(Html& html, const std::string& title, bool wide) {
    html.open("section", {{"class", wide ? "card wide-card" : "card"}}).leaf("h2", title);
}

void legend(Html& html, const std::vector<std::pair<std::string, std::string>>& entries) {
    html.open("ul", {{"class", "legend"}, {"role", "list"}});
    for (const auto& [css_class, words] : entries) {
        html.open("li");
        html.open("svg", {{"width", "11"}, {"height", "11"}, {"aria-hidden", "true"}});
        html.hollow("rect",
                    {{"class", css_class}, {"width", "11"}, {"height", "11"}, {"rx", "2.5"}});
        html.close().text(words).close();
    }
    html.close();
}

void note(Html& html, const std::string& text) {
    html.leaf("p", text, {{"class", "note"}});
}

std::string counted(std::int64_t count, const std::string& one) {
    return grouped(count) + " " + one + (count == 1 ? "" : "s");
}

}  // namespace calls::cli
