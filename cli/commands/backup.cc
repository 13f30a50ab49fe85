#include <filesystem>

#include "cli/command.h"

namespace calls::cli {

namespace {

class BackupCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.file("FILE", file_, "where to; written by calld's own user");
        arguments.required();
        arguments.flag("--force", force_, "replaces a file that is there");
    }

    [[nodiscard]] bool patient() const override { return true; }
    [[nodiscard]] std::string_view long_work() const override { return "copying"; }

    std::optional<Request> request(Context& /*context*/) override {
        // calld stands in another folder.
        const std::string path = std::filesystem::absolute(file_).lexically_normal();
        return Request{"backup", {{"path", path}, {"force", force_}}};
    }

  private:
    std::string file_;
    bool force_ = false;
};

}  // namespace

extern const CommandEntry backup_command{
    .name = "backup",
    .usage = "FILE [--force]",
    .purpose = "a consistent copy of the store, while calls go on",
    .examples = "backup /var/backups/calld.db --force\n",
    .make = make_command<BackupCommand>,
};

}  // namespace calls::cli
