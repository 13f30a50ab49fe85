#include "cli/html.h"

#include <catch2/catch.hpp>

#include "tests/support/well_formed.h"

namespace {

using calls::cli::escaped;
using calls::cli::Html;
using tests::not_well_formed;

}  // namespace

TEST_CASE("html: elements, text and values, all escaped") {
    Html html;
    html.open("p", {{"title", "a \"b\" & 'c'"}}).text("1 < 2").close();
    html.hollow("rect", {{"x", "5%"}});
    CHECK(html.str() ==
          "<p title=\"a &quot;b&quot; &amp; &#39;c&#39;\">1 &lt; 2</p>\n<rect x=\"5%\" />\n");
}

TEST_CASE("html: nothing that is said can become markup") {
    const std::string nasty = "</title><script>alert('x')</script>&\"\x01\x1b[2J";
    Html html;
    html.open("html").leaf("title", nasty).open("p", {{"title", nasty}}).close().close();
    CHECK(not_well_formed(html.str()).empty());
    CHECK(html.str().find("<script") == std::string::npos);
    CHECK(html.str().find('\x1b') == std::string::npos);
    CHECK(escaped("plain call-17, 14:00") == "plain call-17, 14:00");
}

TEST_CASE("html: the check of well-formedness can fail") {
    CHECK(not_well_formed("<!DOCTYPE html>\n<a><b x=\"1\" />t &amp; u</a>\n").empty());
    for (const char* bad :
         {"<a><b></a></b>", "<a>", "<a></a><a></a>", "<a>&nbsp;</a>", "<a x=1></a>",
          "<a x=\"1\" x=\"2\"></a>", "<a>1 > 2</a>", "<a b=\"<\"></a>", "text", "<a>< b></a>"}) {
        INFO(bad);
        CHECK(!not_well_formed(bad).empty());
    }
}
