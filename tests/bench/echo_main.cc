// echo SOCKET BYTES : for each line a line of this size, and nothing else: what a socket costs.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/bench/unix_server.h"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: echo SOCKET BYTES\n";
        return 2;
    }
    try {
        std::string answer(std::strtoull(argv[2], nullptr, 10), 'x');
        answer.back() = '\n';
        bench::serve(argv[1], [&](std::string_view, std::string& out) { out += answer; });
    } catch (const std::exception& trouble) {
        std::cerr << "echo: " << trouble.what() << '\n';
        return 1;
    }
}
