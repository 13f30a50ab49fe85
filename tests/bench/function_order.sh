#!/usr/bin/env bash
# tests/bench/function_order.sh : finds out what functions the commands of callctl that scripts start all
# the time go through, and writes cli/function_order.txt anew, by which the linker lays them next to each
# other. Worth it after callctl has changed much; a list that is old costs nothing but time. Needs
# build/release (CALLS_BUILD: another), and valgrind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/bench/servers.sh
command -v valgrind >/dev/null || { echo "function_order.sh: valgrind is not installed" >&2; exit 1; }

work=$(mktemp -d)
trap 'stop_server "$work"; rm -rf "$work"' EXIT
start_calld "$work"

run() {
    valgrind --quiet --tool=callgrind --demangle=no --callgrind-out-file="$work/trace.$((++runs))" \
        "$build/callctl" --socket "$work/s" "$@" >/dev/null
}
runs=0
run account deposit 2 1000
run --quiet dial 1 2 --price 5 --mode each --period 1m
run answer 1
run heartbeat 1 1
run --quiet heartbeat 1 2
run heartbeat 1 1
run ticket 1
run show 1
run --output json list
run hang 1
run ping

# The names of functions, as often as need be for each kind of processor: the C library has some in one
# form for each, and valgrind's has no AVX-512.
grep -ohE '\bc?fn=\([0-9]+\) [^ ]+' "$work"/trace.* |
    sed -E "s/^.* //; s/'[0-9]+$//" |
    sed -nE '/^[A-Za-z_]/{p; s/_avx2/_evex/p; s/_avx_/_evex_/p; s/_evex_/_avx512_/p}' |
    LC_ALL=C sort -u >"$work/order"
cat "$work/order" >cli/function_order.txt
wc -l cli/function_order.txt
