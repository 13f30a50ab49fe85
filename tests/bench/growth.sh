#!/usr/bin/env bash
# tests/bench/growth.sh [-s SECONDS] [live|history|connections|watchers]... : how calld's cost grows with
# each of these, the others as they are in run.sh. A line a step: answers a second, p50 and p99 in
# microseconds. Needs build/release; `history` makes stores first, which takes some minutes, but for the
# one of ten million tickets where CALLS_HISTORY names it, as for run.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/bench/servers.sh

seconds=3
while getopts s: option; do
    case $option in
        s) seconds=$OPTARG ;;
        *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -eq 0 ]; then set -- live history connections watchers; fi

work=$(mktemp -d)
folder=$work/calld
watching=()
end_watchers() {  # they wait for calld to come back
    [ ${#watching[@]} -gt 0 ] || return 0
    kill "${watching[@]}" 2>/dev/null || true
    wait "${watching[@]}" 2>/dev/null || true
    watching=()
}
clean() {
    end_watchers
    stop_server "$folder" KILL
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

# step NAME JOB [load's options] : one line, from the server that runs.
step() {
    local name=$1 job=$2
    shift 2
    "$load" calld "$folder/s" "$job" --seconds "$seconds" "$@" |
        awk -v name="$name" '$2 == "all" { printf "%-24s %-11s %9.0f/s  p50 %7.0f  p99 %7.0f\n", name, $1, $3, $4, $5 }'
}

grow_live() {
    local live
    for live in 1000 10000 100000 1000000; do
        start_calld "$folder"
        step "live calls $live" heartbeats --connections 50 --live "$live"
        stop_server "$folder" KILL
        rm -rf "$folder"
        start_calld "$folder"
        step "live calls $live" lifecycle --connections 50 --live "$live"
        stop_server "$folder" KILL
        rm -rf "$folder"
    done
}

grow_history() {
    local tickets
    cmake --build "$build" --target make_history >/dev/null
    for tickets in 10000 100000 1000000 10000000; do
        mkdir -p "$folder"
        if [ "$tickets" = 10000000 ] && [ -n "${CALLS_HISTORY:-}" ]; then
            cp "$CALLS_HISTORY" "${CALLS_HISTORY%.db}-journal.db" "$folder"
        else
            "$build/tests/make_history" "$folder/calld.db" "$tickets" >/dev/null
        fi
        sync "$folder"/*.db  # or gigabytes would be written back meanwhile
        start_calld "$folder"
        step "tickets $tickets" lifecycle --connections 50
        stop_server "$folder" KILL
        rm -rf "$folder"
    done
}

grow_connections() {
    local connections
    start_calld "$folder"
    for connections in 1 10 100 1000 10000; do
        step "connections $connections" heartbeats --connections "$connections" --base "$((connections * 1000000))"
    done
    stop_server "$folder" KILL
    rm -rf "$folder"
}

grow_watchers() {
    local watchers
    for watchers in 0 1 10 100; do
        start_calld "$folder"
        while [ ${#watching[@]} -lt "$watchers" ]; do
            "$build/callctl" --socket "$folder/s" watch >/dev/null 2>&1 &
            watching+=($!)
        done
        step "watchers $watchers" lifecycle --connections 50
        stop_server "$folder" KILL
        end_watchers
        rm -rf "$folder"
    done
}

echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); $seconds s a step" >&2
for what in "$@"; do
    declare -F "grow_$what" >/dev/null || { echo "growth.sh: no $what" >&2; exit 2; }
    "grow_$what"
done
