#!/usr/bin/env bash
# tests/bench/run.sh [-r ROUNDS] [-s SECONDS] [-o FILE] [WORKLOAD...] : measures calld beside its peers,
# as share/doc/performance.md tells, and prints medians and ratios of the same round. All workloads if
# none is named; five rounds of three seconds each. Needs build/release (CALLS_BUILD: another); peers
# that are not installed (redis-server, redis-tools, postgresql-15) are left out. FILE keeps each figure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/bench/servers.sh
. tests/bench/workloads.sh

rounds=5
seconds=3
figures=
while getopts r:s:o: option; do
    case $option in
        r) rounds=$OPTARG ;;
        s) seconds=$OPTARG ;;
        o) figures=$OPTARG ;;
        *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -eq 0 ]; then set -- "${all_workloads[@]}"; fi
for workload in "$@"; do
    declare -F "work_$workload" >/dev/null && continue
    echo "run.sh: no workload $workload; there are: ${all_workloads[*]}" >&2
    exit 2
done

work=$(mktemp -d)
chmod 711 "$work"  # PostgreSQL runs as somebody else
figures=${figures:-$work/figures.tsv}
: >"$figures"
clean() {
    for folder in "$work"/*/; do stop_server "$folder" KILL; done
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

# The share of the cores that was busy for one second, in percent.
busy() {
    local before after
    read -r -a before < <(grep '^cpu ' /proc/stat)
    sleep 1
    read -r -a after < <(grep '^cpu ' /proc/stat)
    local idle=$((after[4] - before[4])) all=0 n
    for n in 1 2 3 4 5 6 7 8; do all=$((all + after[n] - before[n])); done
    echo $((100 - 100 * idle / all))
}

echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); $rounds rounds of $seconds s" >&2
disturbed=0
for ((round = 1; round <= rounds; round++)); do
    load_now=$(busy)
    if [ "$load_now" -gt 5 ]; then
        echo "round $round: the machine is not idle ($load_now % busy): these figures say little" >&2
        disturbed=$((disturbed + 1))
    fi
    for workload in "$@"; do
        echo "round $round: $workload" >&2
        "work_$workload"
    done
done
awk -v goals=tests/bench/goals.txt -f tests/bench/ratios.awk tests/bench/goals.txt "$figures"
awk '$4 == "lag" && $5 == "calld" { printf "%s %s round %s: tables %s events behind at the end, level after %s ms\n", $2, $3, $1, $6, $7 }' "$figures"
if [ "$disturbed" -gt 0 ]; then
    echo "$disturbed of $rounds rounds began on a machine that was not idle." >&2
fi
