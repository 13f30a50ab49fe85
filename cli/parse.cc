#include "cli/parse.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/failure.h"
#include "cli/times.h"

namespace calls::cli {

namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> formats{{{"table", Format::table},
                                                                      {"json", Format::json},
                                                                      {"jsonl", Format::jsonl},
                                                                      {"csv", Format::csv},
                                                                      {"tsv", Format::tsv}}};

// The options of every command as text, before they are worked out.
struct GlobalTexts {
    std::string output = "table";
    std::vector<std::string> fields;
    std::string times;
};

void declare_globals(Arguments& arguments, Globals& globals, GlobalTexts& texts) {
    arguments.file("--socket PATH", globals.socket, "calld's socket (environment: CALLCTL_SOCKET)");
    arguments.choice("-o,--output FORMAT", texts.output, {"table", "json", "jsonl", "csv", "tsv"},
                     "table, json, jsonl, csv or tsv");
    arguments.texts("--field NAME[,NAME]...", texts.fields,
                    "bare values of these, a tab between, a row a line");
    arguments.flag("-q,--quiet", globals.quiet, "only the ids of what was made or is listed");
    arguments.duration("--timeout D", globals.timeout,
                       "how long to wait for an answer (5s; 0: no limit)");
    arguments.choice("--times STYLE", texts.times, {"local", "utc", "ms"}, "local, utc or ms");
    arguments.flag("--no-color", globals.no_color, "no colors (environment: NO_COLOR)");
}

void declare_request_id(Arguments& arguments, std::string& request_id) {
    arguments.name("--request-id ID", request_id,
                   "asked again with the same ID it is done once only");
}

void work_out(const GlobalTexts& texts, Globals& globals) {
    const auto* format =
        std::ranges::find(formats, texts.output, &decltype(formats)::value_type::first);
    globals.format = format->second;
    for (const std::string& list : texts.fields) {
        std::istringstream names(list);
        for (std::string name; std::getline(names, name, ',');) globals.fields.push_back(name);
    }
    if (texts.times == "local") globals.times = TimeStyle::local;
    if (texts.times == "utc") globals.times = TimeStyle::utc;
    if (texts.times == "ms") globals.times = TimeStyle::ms;
}

// CLI11 would take the next word for the value that `--user=` leaves out.
void refuse_empty_values(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word.starts_with("--") && word.find('=') == word.size() - 1) {
            throw bad_usage(word + " has no value");
        }
    }
}

Parsed parse(CLI::App& app, const Arguments& arguments, std::vector<std::string> words,
             const std::string& help_hint) {
    refuse_empty_values(words);
    std::ranges::reverse(words);  // as CLI11 wants them
    try {
        app.parse(words);
        if (arguments.rest() != nullptr) *arguments.rest() = app.remaining();
        return Parsed::run;
    } catch (const CLI::CallForHelp&) {
        return Parsed::show_help;
    } catch (const CLI::CallForVersion&) {
        return Parsed::show_version;
    } catch (const CLI::ParseError& error) {
        throw bad_usage(error.what()).advise(help_hint);
    }
}

std::string hint_for(const CommandEntry& entry) {
    return "see: callctl help " + std::string(entry.name);
}

void add_own_flags(CLI::App& app) {
    app.set_help_flag("-h,--help", "");
    app.set_version_flag("--version", CALLS_VERSION);
}

}  // namespace

Parsed parse_words(const CommandEntry& entry, Command& command, std::vector<std::string> words,
                   Globals& globals) {
    CLI::App app;
    add_own_flags(app);
    Arguments arguments(app);
    GlobalTexts texts;
    command.declare(arguments);
    declare_globals(arguments, globals, texts);
    if (entry.takes_request_id) declare_request_id(arguments, globals.request_id);
    const Parsed parsed = parse(app, arguments, std::move(words), hint_for(entry));
    if (parsed != Parsed::run) return parsed;
    work_out(texts, globals);
    command.check();
    check_fields(command.shape(), globals.fields);
    return parsed;
}

void parse_line(const CommandEntry& entry, Command& command, std::vector<std::string> words,
                std::string& request_id) {
    CLI::App app;
    app.set_help_flag();
    Arguments arguments(app);
    command.declare(arguments);
    if (entry.takes_request_id) declare_request_id(arguments, request_id);
    parse(app, arguments, std::move(words), hint_for(entry));
    command.check();
}

std::vector<Arguments::Description> describe_command(const CommandEntry& entry) {
    CLI::App app;
    Arguments arguments(app);
    const auto command = entry.make();
    command->declare(arguments);
    std::string request_id;
    if (entry.takes_request_id) declare_request_id(arguments, request_id);
    return arguments.described();
}

std::vector<Arguments::Description> describe_globals() {
    CLI::App app;
    Arguments arguments(app);
    Globals globals;
    GlobalTexts texts;
    declare_globals(arguments, globals, texts);
    auto described = arguments.described();
    described.push_back({.names = "--version", .value = "", .help = "callctl's version"});
    described.push_back({.names = "-h,--help", .value = "", .help = "this help"});
    return described;
}

Parsed parse_without_command(std::vector<std::string> words) {
    CLI::App app;
    add_own_flags(app);
    Arguments arguments(app);
    Globals globals;
    GlobalTexts texts;
    declare_globals(arguments, globals, texts);
    return parse(app, arguments, std::move(words), "see: callctl help");
}

bool wants_json_errors(const std::vector<std::string>& words) {
    const auto is_json = [](std::string_view format) {
        return format == "json" || format == "jsonl";
    };
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        const std::string_view word = words[i];
        if ((word == "-o" || word == "--output") && i + 1 < words.size()) {
            return is_json(words[i + 1]);
        }
        if (word.starts_with("--output=")) return is_json(word.substr(9));
        if (word.starts_with("-o")) return is_json(word.substr(2));
    }
    return false;
}

}  // namespace calls::cli
