#include <algorithm>
#include <cstring>
#include <elf.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/programs.h"

// What a built program lets an attacker have, read from its file.

namespace {

class Program {
  public:
    explicit Program(const std::filesystem::path& path) {
        std::ifstream file{path, std::ios::binary};
        bytes_.assign(std::istreambuf_iterator<char>{file}, {});
        REQUIRE(bytes_.size() > sizeof(Elf64_Ehdr));
    }

    [[nodiscard]] Elf64_Ehdr header() const { return at<Elf64_Ehdr>(0); }
    [[nodiscard]] std::vector<Elf64_Phdr> segments(Elf64_Word type) const {
        std::vector<Elf64_Phdr> found;
        for (std::size_t i = 0; i < header().e_phnum; ++i) {
            const auto segment = at<Elf64_Phdr>(header().e_phoff + i * sizeof(Elf64_Phdr));
            if (segment.p_type == type) found.push_back(segment);
        }
        return found;
    }
    [[nodiscard]] Elf64_Xword flags() const {
        for (const Elf64_Phdr& dynamic : segments(PT_DYNAMIC))
            for (std::size_t at_byte = 0; at_byte < dynamic.p_filesz; at_byte += sizeof(Elf64_Dyn))
                if (const auto entry = at<Elf64_Dyn>(dynamic.p_offset + at_byte);
                    entry.d_tag == DT_FLAGS)
                    return entry.d_un.d_val;
        return 0;
    }
    [[nodiscard]] bool names(std::string_view symbol) const {
        return std::string_view{bytes_}.find(symbol) != std::string_view::npos;
    }

  private:
    template <class T>
    [[nodiscard]] T at(std::size_t offset) const {
        T value;
        REQUIRE(offset + sizeof value <= bytes_.size());
        std::memcpy(&value, bytes_.data() + offset, sizeof value);
        return value;
    }

    std::string bytes_;
};

}  // namespace

TEST_CASE("hardening: a program lies anywhere, and neither its stack nor its tables are a weapon") {
    for (const auto& path : {tests::calld_program(), tests::callctl_program()}) {
        INFO(path);
        const Program program{path};
        CHECK(program.header().e_type == ET_DYN);  // position-independent
        CHECK(program.segments(PT_GNU_RELRO).size() == 1);
        CHECK((program.flags() & DF_BIND_NOW) != 0);
        const auto stacks = program.segments(PT_GNU_STACK);
        REQUIRE(stacks.size() == 1);
        CHECK((stacks.front().p_flags & PF_X) == 0);
        for (const Elf64_Phdr& loaded : program.segments(PT_LOAD))
            CHECK((loaded.p_flags & (PF_W | PF_X)) != (PF_W | PF_X));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        CHECK(program.names("__stack_chk_fail"));
#if defined(_FORTIFY_SOURCE)
        CHECK(program.names("printf_chk"));
#endif
#endif
    }
}
