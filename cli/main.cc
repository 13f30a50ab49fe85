#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/run.h"

int main(int argc, char** argv) {
    try {
        return calls::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "callctl: internal: %s\n", error.what());
        return 1;
    }
}
