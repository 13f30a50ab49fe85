# shellcheck shell=bash disable=SC2034
# What building and testing needs, and how it gets there. Sourced by tests/run.sh and
# share/quickstart.sh; made for Debian 12.

build_packages=(
    g++ cmake ninja-build lld
    libboost1.81-dev libcli11-dev libsqlite3-dev libspdlog-dev libtomlplusplus-dev liburing-dev
    ca-certificates
)
test_packages=(catch2 tar gzip sqlite3 procps systemd util-linux mandoc)

# install_packages PACKAGE... : those that are missing, quietly; nothing where none is. Fails with a
# word on what to do where it may not install.
install_packages() {
    local package missing=()
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "These are needed, and there is no apt-get to install them: ${missing[*]}" >&2
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Run this as root first: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]}" >&2
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        echo "Could not install: ${missing[*]}" >&2
        return 1
    fi
    rm -f "$log"
}

# build_preset PRESET [TARGET]... : configures it and builds everything, or these targets, into
# build/PRESET; quiet unless that fails.
build_preset() {
    local preset=$1 log
    shift
    log=$(mktemp)
    echo "Building build/$preset (some minutes the first time)" >&2
    if ! { cmake --preset "$preset" &&
        cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"}; } >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        rm -f "$log"
        echo "The build of $preset failed." >&2
        return 1
    fi
    rm -f "$log"
}
