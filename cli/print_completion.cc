#include <algorithm>
#include <chrono>
#include <unistd.h>

#include "cli/clean_text.h"
#include "cli/complete.h"
#include "cli/context.h"
#include "cli/look.h"
#include "cli/output.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::chrono::milliseconds patience{400};  // somebody has pressed a key and waits
constexpr std::int64_t most_calls = 200;            // more than that nobody looks through

Globals globals_from(const std::vector<std::string>& words) {
    Globals globals;
    globals.timeout = patience;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--socket" && i + 1 < words.size()) globals.socket = words[i + 1];
        if (words[i].starts_with("--socket=")) globals.socket = words[i].substr(9);
    }
    return globals;
}

// The newest calls, each by its id and by its two users.
std::vector<Candidate> live_calls(const std::vector<std::string>& words) {
    std::vector<Candidate> found;
    try {
        Output nowhere(STDERR_FILENO);
        const Globals globals = globals_from(words);
        Context context(nowhere, globals, false);
        Request request{"listAll"};
        request.params["last"] = most_calls;
        const json::object result = context.ask(request);
        for (const json::value& row : result.at("calls").as_array()) {
            const json::object& call = row.as_object();
            const std::string host = std::to_string(whole_or_zero(call, "hostUserId"));
            const std::string guest = std::to_string(whole_or_zero(call, "guestUserId"));
            std::string meaning = text_at(call, "phase");
            meaning.append(", host ").append(host).append(", guest ").append(guest);
            found.push_back({std::to_string(whole_or_zero(call, "callId")), meaning});
            found.push_back({"@" + host, meaning});
            found.push_back({"@" + guest, meaning});
        }
    } catch (const std::exception&) {  // no calld, no calls
        return {};
    }
    return found;
}

}  // namespace

int print_completion(const std::vector<std::string>& words) {
    const Candidates candidates = complete(words, live_calls);
    Output out(STDOUT_FILENO);
    if (candidates.files) out.write(":files\n");
    for (const Candidate& one : candidates.words)
        out.write(clean_text(one.word) + '\t' + clean_text(one.meaning) + '\n');
    out.flush();
    return 0;
}

}  // namespace calls::cli
