#!/usr/bin/env bash
# tests/simulator/planted.sh [NAME...] : plants a defect into a copy of the sources, lets the
# simulator look for it, and takes it out again; so for each planted/NAME.patch, or all of them.
# The first seed that finds it is told, and what it said. Fails unless every defect is caught and
# the sources as they are pass. PLANTED_SEEDS (300) and PLANTED_SECONDS (120) bound one search.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

root=$PWD
patches=$root/tests/simulator/planted
work=$root/build/planted
seeds=${PLANTED_SEEDS:-300}
seconds=${PLANTED_SECONDS:-120}
folders=(core daemon cli man share tests)
said=$work/said.txt

# Only what differs is written, and with a new time: ninja would miss a file that went back to an
# old one, as it does when a patch is taken out.
copy_sources() {
    (cd "$root" && find CMakeLists.txt "${folders[@]}" -type f) >"$work/wanted.txt"
    (cd "$work/src" && find . -type f -printf '%P\n') | grep -vxFf "$work/wanted.txt" |
        while read -r gone; do rm -- "$work/src/$gone"; done || true
    while read -r file; do
        cmp -s "$root/$file" "$work/src/$file" && continue
        mkdir -p "$work/src/$(dirname "$file")"
        cp "$root/$file" "$work/src/$file"
    done <"$work/wanted.txt"
}

configure() {
    local launcher=()
    if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    cmake -S "$work/src" -B "$work/out" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
        "${launcher[@]}" >"$work/configure.txt"
}

build() {
    ninja -C "$work/out" -j2 simulator >"$work/build.txt" 2>&1 && return
    tail -n 30 "$work/build.txt" >&2
    return 1
}

# One seed a process, so that a defect that ends the process is known by its seed too. Whether the
# simulator was content with all of them; `seed` is the one where it was not.
search() {
    local until=$((SECONDS + seconds))
    for ((seed = 1; seed <= seeds && SECONDS < until; seed++)); do
        timeout 120 "$work/out/tests/simulator/simulator" --first "$seed" --seeds 1 \
            >"$said" 2>&1 || return 1
    done
}

# The violation's name, or how the process ended without one.
what_was_said() {
    awk '/CHECK failed: / { sub(/.*CHECK failed: /, ""); print "CHECK(" $0 ")"; found = 1; exit }
         /^seed [0-9]+: /  { sub(/^seed [0-9]+: /, ""); sub(/^\/[^:]*: /, "the store fails, "); sub(/: .*/, ""); sub(/:$/, "")
                             print; found = 1; exit }
         END { if (!found) print "the process died" }' "$said"
}

plant() {
    local name=$1
    patch -s -p1 -d "$work/src" <"$patches/$name.patch"
    build
    if search; then
        echo "$name: NOT CAUGHT"
    else
        echo "$name: caught by \"$(what_was_said)\" at seed $seed"
        caught=$((caught + 1))
    fi
    copy_sources
}

names=("$@")
if [ $# -eq 0 ]; then
    for file in "$patches"/*.patch; do names+=("$(basename "$file" .patch)"); done
fi
mkdir -p "$work/src"
copy_sources
configure
build
if ! search; then
    echo "without a defect: \"$(what_was_said)\" at seed $seed"
    exit 1
fi
echo "without a defect: nothing found in $((seed - 1)) histories"
caught=0
for name in "${names[@]}"; do plant "$name"; done
echo "$caught of ${#names[@]} planted defects caught"
[ "$caught" -eq "${#names[@]}" ]
