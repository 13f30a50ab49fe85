#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bench {

// Serves a Unix socket with epoll in one thread, until killed: what has come is cut into lines,
// each goes to `handle`, which puts its answer into `out`; all answers of one read go out in one
// write.
[[noreturn]] void serve(const std::string& socket_path,
                        const std::function<void(std::string_view line, std::string& out)>& handle);

}  // namespace bench
