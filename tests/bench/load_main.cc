// load SERVER SOCKET WORK [options] : one load on one server that runs, measured; a line a verb:
// WORK VERB ANSWERS-A-SECOND P50 P99 P99.9 MAX (microseconds as the caller sees them), tabs
// between.

#include <exception>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "tests/bench/callers.h"
#include "tests/bench/workloads.h"

int main(int argc, char** argv) {
    bench::Load load;
    CLI::App app{"One load on one server"};
    app.add_option("server", load.server)
        ->required()
        ->check(CLI::IsMember({"calld", "json", "redis", "postgres", "echo"}));
    app.add_option("socket", load.socket)->required();
    app.add_option("work", load.work)->required()->check(CLI::IsMember(bench::works()));
    app.add_option("--connections", load.shape.connections);
    app.add_option("--in-flight", load.shape.in_flight, "on each connection");
    app.add_option("--seconds", load.seconds);
    app.add_option("--live", load.live, "calls that live meanwhile");
    app.add_option("--pairs", load.pairs, "of users who have lifecycles");
    app.add_option("--base", load.base, "the first user's id");
    app.add_option("--call", load.call, "await: which call");
    app.add_option("--host", load.host, "await: its host");
    app.add_option("--scripts", load.scripts, "folder of Redis's scripts");
    CLI11_PARSE(app, argc, argv);
    try {
        bench::run(load, std::cout);
        return 0;
    } catch (const std::exception& trouble) {
        std::cerr << "load: " << load.server << ' ' << load.work << ": " << trouble.what() << '\n';
        return 1;
    }
}
