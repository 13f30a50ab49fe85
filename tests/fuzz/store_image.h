#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "tests/fuzz/input.h"

namespace calls::fuzz {

// The files of a store as bytes: they can be damaged, and put down in a folder.
class StoreImage {
  public:
    static constexpr std::array names{"calld.db", "calld-journal.db", "calld.db-wal",
                                      "calld-journal.db-wal"};
    static constexpr std::size_t databases = 2;  // the first ones; the others are their logs

    // A small store with calls, money and tickets: stopped cleanly, or killed with rows that only
    // its journal has.
    static const StoreImage& stopped();
    static const StoreImage& killed();

    // One damage, as the input has it: bytes changed, a file cut short, emptied, gone or exchanged.
    void damage(Input& input);

    // Puts the files into a folder, and removes whatever else is there.
    void put_into(const std::filesystem::path& folder) const;
    // Whether the databases that were put into the folder are still as they were.
    [[nodiscard]] bool databases_untouched(const std::filesystem::path& folder) const;

  private:
    struct File {
        bool there = false;
        std::string bytes;

        bool operator==(const File&) const = default;
    };

    static StoreImage make(bool killed);
    static File read(const std::filesystem::path& path);

    std::array<File, names.size()> files_;
};

}  // namespace calls::fuzz
