#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// A scenario file, line by line:
//
//   file    = { blank | comment | start | kill | command }
//   comment = "#" text
//   start   = "calld" { option }    starts calld, or stops it cleanly and starts it again;
//                                   --from FILE: on a copy of that backup
//   kill    = "kill9"               ends calld as a crash would
//   command = "$ " shell-words      then its expected output, stdout and stderr as they come,
//             { output }            up to the next "$ ", "# ", start, kill or the end; blank lines
//             [ "[" status "]" ]    at its end do not count. No status: 0
//
// A file that begins without a start gets a plain one. An output line that would read as one of the
// others is written with a backslash in front.

namespace tests {

struct Step {
    enum class Kind { text, start, kill, command };
    Kind kind = Kind::text;
    int line = 0;
    std::string text;    // without "$ "
    std::string output;  // expected: lines with their ends, then the status
    std::string layout;  // the blank lines that follow
};

// A manual page is one too: its literal displays (.Bd -literal) hold the commands, and all around
// them is as a comment. In a display `$ callctl sandbox --clock manual` with options is a start,
// and
// `$ exit`, the sandbox's end, a comment.
std::string from_page(std::string_view page);
std::string to_page(std::string_view scenario);  // the way back

std::vector<Step> parse_scenario(std::string_view text);
std::string format_scenario(const std::vector<Step>& steps);

// Output and status as a scenario shows them.
std::string show_outcome(std::string_view output, int status);

}  // namespace tests
