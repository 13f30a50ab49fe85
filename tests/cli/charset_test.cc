#include "cli/charset.h"

#include <catch2/catch.hpp>

using calls::cli::names_utf8;

TEST_CASE("charset: a locale that names UTF-8 takes it, however that is written") {
    for (const char* name :
         {"C.UTF-8", "C.utf8", "en_GB.UTF-8", "zh_CN.utf-8", "de_AT.UTF8@euro"}) {
        CAPTURE(name);
        CHECK(names_utf8(name));
    }
    for (const char* name : {"", "C", "POSIX", "zh_CN", "zh_CN.GB18030", "de_DE@euro", "utf8",
                             "de_DE.ISO-8859-15@utf8", "x.UTF-16"}) {
        CAPTURE(name);
        CHECK_FALSE(names_utf8(name));
    }
}
