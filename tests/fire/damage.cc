#include "tests/fire/damage.h"

#include <csignal>
#include <optional>
#include <random>

#include "tests/fire/life.h"
#include "tests/fire/victim.h"

namespace tests {

namespace {

constexpr std::size_t page_bytes = 4096;
constexpr std::size_t header_bytes = 100;

struct Files {
    std::string tables;
    std::string journal;
};

class Ward {
  public:
    Ward(Damage kind, std::uint64_t seed) : kind_(kind), random_(seed) {
        if (!victim_.start()) throw std::runtime_error("no start:\n" + victim_.log());
        Life life;
        Connection connection = victim_.connect();
        if (!life.go_on(connection, std::chrono::seconds(5)))
            throw std::runtime_error("a life was not granted");
        sound_outcome_ = Life::outcome(connection);
        victim_.terminate();
        sound_ = {read_file(victim_.store()), read_file(victim_.journal())};
    }

    [[nodiscard]] std::size_t pages(bool of_journal) const {
        if (kind_ == Damage::header) return 1;
        return (of_journal ? sound_.journal : sound_.tables).size() / page_bytes;
    }

    // What became of it, in words.
    std::string trial(bool of_journal, std::size_t page, DamageOutcome& outcome) {
        const std::string name =
            std::string(of_journal ? "journal" : "tables") + " page " + std::to_string(page + 1);
        Files files = sound_;
        damage(of_journal ? files.journal : files.tables, page);
        put(files);
        ++outcome.trials;
        if (victim_.start()) return name + look_around(name, outcome);
        const int status = victim_.end();
        ++outcome.refused;
        if (status > 128 || status == 0)
            outcome.faults.push_back(name + ": ended with " + std::to_string(status));
        if (victim_.log().find(of_journal ? "calld-journal.db" : "calld.db") == std::string::npos)
            outcome.faults.push_back(name + ": refused without saying which file");
        if (read_file(victim_.store()) != files.tables ||
            read_file(victim_.journal()) != files.journal)
            outcome.faults.push_back(name + ": refused, and changed a file:\n" + victim_.log());
        return name + ": refused: " + victim_.log();
    }

  private:
    void damage(std::string& file, std::size_t page) {
        const std::size_t at = page * page_bytes;
        const auto flip = [&](std::size_t below) {
            char& byte = file.at(at + random_() % below);
            byte = static_cast<char>(byte ^ (1 << random_() % 8));
        };
        switch (kind_) {
            case Damage::page_wiped:
                for (std::size_t i = 0; i < page_bytes; ++i)
                    file.at(at + i) = static_cast<char>(~file.at(at + i));
                break;
            case Damage::byte_flipped:
                flip(page_bytes);
                break;
            case Damage::cut_off:
                file.resize(at);
                break;
            case Damage::header:
                flip(header_bytes);
                break;
        }
    }

    void put(const Files& files) const {
        for (const auto& path : {victim_.store(), victim_.journal()})
            for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(path.string() + end);
        write_file(victim_.store(), files.tables);
        write_file(victim_.journal(), files.journal);
    }

    std::string look_around(const std::string& name, DamageOutcome& outcome) {
        bool content = false;
        std::string came_to;
        try {
            Connection connection = victim_.connect();
            came_to = Life::outcome(connection);
            content = connection.call("audit").at("ok") == true;
        } catch (const std::runtime_error&) {  // refused, or gone: it was met
        }
        victim_.signal(SIGTERM);
        const int status = victim_.end();
        if (status > 128)
            outcome.faults.push_back(name + ": ended with " + std::to_string(status) + ":\n" +
                                     victim_.log());
        if (!content || status != 0) {
            ++outcome.found;
            return ": found";
        }
        if (came_to == sound_outcome_) {
            ++outcome.harmless;
            return ": harmless";
        }
        outcome.unnoticed.push_back(name + ": " + came_to);
        return ": UNNOTICED";
    }

    Damage kind_;
    std::mt19937_64 random_;
    Victim victim_;
    Files sound_;
    std::string sound_outcome_;
};

}  // namespace

DamageOutcome damage_pages(Damage kind, std::uint64_t seed, int step,
                           const std::function<void(const std::string&)>& each) {
    DamageOutcome outcome;
    Ward ward(kind, seed);
    for (const bool of_journal : {false, true}) {
        for (std::size_t page = 0; page < ward.pages(of_journal);
             page += static_cast<std::size_t>(step)) {
            const std::string became = ward.trial(of_journal, page, outcome);
            if (each) each(became);
        }
    }
    return outcome;
}

}  // namespace tests
