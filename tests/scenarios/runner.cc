// scenarios [--rewrite] FILE... : runs each scenario against a calld of its own and compares what
// the commands say with what the file expects; --rewrite puts what they say into the file. FILE may
// be a manual page with examples.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/scenarios/scenario.h"
#include "tests/support/daemon.h"
#include "tests/support/process.h"
#include "tests/support/programs.h"
#include "tests/support/temp_folder.h"

namespace {

using tests::Step;

std::vector<std::string> words_after_first(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    std::string word;
    in >> word;
    while (in >> word) words.push_back(word);
    return words;
}

class Run {
  public:
    explicit Run(std::vector<Step> steps) : steps_(std::move(steps)) {}

    // The steps with what really came out; ends at the first that could not be carried out.
    std::vector<Step> outcome() {
        for (Step& step : steps_) carry_out(step);
        return steps_;
    }

  private:
    void carry_out(Step& step) {
        switch (step.kind) {
            case Step::Kind::text:
                return;
            case Step::Kind::start:
                return start(words_after_first(step.text));
            case Step::Kind::kill:
                return daemon_->kill9();
            case Step::Kind::command:
                return command(step);
        }
    }

    // A backup that is begun from stays as it is: each such start has a copy of its own.
    std::vector<std::string> from_copy(std::vector<std::string> options) {
        const auto from = std::ranges::find(options, "--from");
        if (from == options.end()) return options;
        const std::string copy = "from-" + std::to_string(++copies_) + ".db";
        std::filesystem::copy_file(daemon_->folder() / *std::next(from), daemon_->folder() / copy);
        *from = "--db";
        *std::next(from) = copy;
        return options;
    }

    void start(std::vector<std::string> options) {
        if (daemon_) options = from_copy(std::move(options));
        if (!daemon_) {
            daemon_ = std::make_unique<tests::Daemon>(std::move(options));
            return;
        }
        if (daemon_->running()) daemon_->terminate();
        daemon_->set_options(std::move(options));
        daemon_->start();
    }

    void command(Step& step) {
        if (!daemon_) start({});
        tests::Spawn spawn = daemon_->callctl_spawn({});
        spawn.argv = {"sh", "-c", step.text};
        spawn.merged = true;
        const auto finished = tests::run(spawn);
        step.output = tests::show_outcome(without_folder(finished.out), finished.status);
    }

    // The folder has another name each time.
    [[nodiscard]] std::string without_folder(std::string text) const {
        const std::string folder = daemon_->folder().string();
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
            text.replace(at, folder.size(), "FOLDER");
        }
        return text;
    }

    std::vector<Step> steps_;
    std::unique_ptr<tests::Daemon> daemon_;
    int copies_ = 0;
};

void show_difference(const std::string& file, const Step& expected, const Step& got) {
    std::cout << file << ':' << expected.line << ": $ " << expected.text << "\n--- expected\n"
              << expected.output << "+++ got\n"
              << got.output;
}

bool is_page(const std::string& file) {
    return file.find_last_of("0123456789") == file.size() - 1;
}

std::vector<Step> steps_of(const std::string& file) {
    const std::string text = tests::read_file(file);
    return tests::parse_scenario(is_page(file) ? tests::from_page(text) : text);
}

bool passes(const std::string& file) {
    const auto expected = steps_of(file);
    bool same = std::ranges::count(expected, Step::Kind::command, &Step::kind) > 0;
    if (!same) std::cout << file << ": there is no command in it\n";
    const auto got = Run(expected).outcome();
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i].output == got[i].output) continue;
        show_difference(file, expected[i], got[i]);
        same = false;
    }
    return same;
}

bool rewrite(const std::string& file) {
    const std::string text = tests::format_scenario(Run(steps_of(file)).outcome());
    tests::write_file(file, is_page(file) ? tests::to_page(text) : text);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> files(argv + 1, argv + argc);
    const bool rewriting = !files.empty() && files.front() == "--rewrite";
    if (rewriting) files.erase(files.begin());
    int passed = 0;
    int failed = 0;
    for (const std::string& file : files) {
        bool good = false;
        try {
            good = rewriting ? rewrite(file) : passes(file);
        } catch (const std::exception& trouble) {
            std::cout << file << ": " << trouble.what() << '\n';
        }
        ++(good ? passed : failed);
        if (!good) std::cout << "FAILED " << file << '\n';
    }
    std::cout << "scenarios: " << passed << " passed, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}
