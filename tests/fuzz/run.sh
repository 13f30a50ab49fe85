#!/usr/bin/env bash
# tests/fuzz/run.sh TARGET|all TIME [JOBS] : builds the preset `fuzz` and runs parse, message, engine,
# store, toml, times, or one after the other. TIME is 60s, 10m, 2h, or runs=N; JOBS processes share a
# corpus (1). What is learnt stays in build/fuzz/corpus; tests/fuzz/keep.sh takes the least that
# reaches as much into tests/fuzz/corpus. Inputs that find a fault go to tests/fuzz/found, and the
# status is then not 0.
set -euo pipefail
if [ $# -lt 2 ]; then
    sed -n '2,6s/^# //p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
. share/packages.sh
targets=$1 jobs=${3:-1}
[ "$targets" != all ] || targets="parse message engine store toml times"
case $2 in
runs=*) limit=-runs=${2#runs=} ;;
*s) limit=-max_total_time=${2%s} ;;
*m) limit=-max_total_time=$((${2%m} * 60)) ;;
*h) limit=-max_total_time=$((${2%h} * 3600)) ;;
*) echo "TIME is 60s, 10m, 2h or runs=N, not $2" >&2 && exit 2 ;;
esac

declare -A longest=([parse]=160 [message]=512 [engine]=512 [store]=96 [toml]=512 [times]=128)
install_packages "${build_packages[@]}" "${test_packages[@]}" clang libclang-rt-14-dev
# shellcheck disable=SC2046,SC2086 # a word each
build_preset fuzz $(printf 'fuzz_%s ' $targets)

# Stores are made and damaged thousands of times: in memory, and gone at the end.
scratch=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)")
trap 'rm -rf "$scratch"' EXIT
export TMPDIR=$scratch

status=0
for target in $targets; do
    found=tests/fuzz/found/$target corpus=build/fuzz/corpus/$target
    mkdir -p "$found" "$corpus" "tests/fuzz/corpus/$target"
    [ -n "$(ls -A "$corpus")" ] || bash tests/fuzz/seed.sh "$target" "$corpus"
    before=$(find "$found" -type f | wc -l)
    flags=("$limit" "-max_len=${longest[$target]}" -timeout=20 -rss_limit_mb=2048
        -malloc_limit_mb=512 -print_final_stats=1 "-artifact_prefix=$found/")
    # A store's input reaches thousands of features: weighing them would cost more than opening it.
    # What is left is allocations, and how ASan keeps them: a quarter more inputs with shorter memory.
    checks=${ASAN_OPTIONS:-}
    if [ "$target" = store ]; then
        flags+=(-entropic=0)
        checks=quarantine_size_mb=8:thread_local_quarantine_size_kb=64:malloc_context_size=4:max_malloc_fill_size=0:$checks
    fi
    dict=tests/fuzz/${target/parse/message}.dict  # these two speak the same language
    [ ! -f "$dict" ] || flags+=("-dict=$dict")
    pids=()
    for ((job = 0; job < jobs; job++)); do
        mkdir -p "$scratch/$job"
        TMPDIR=$scratch/$job ASAN_OPTIONS=$checks "build/fuzz/tests/fuzz/fuzz_$target" "${flags[@]}" -reload=10 \
            "$corpus" "tests/fuzz/corpus/$target" >"build/fuzz/$target-$job.log" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || status=1; done
    echo "$target: $(cat build/fuzz/"$target"-*.log |
        awk '/number_of_executed_units/ { runs += $2 }
             / cov: / { for (i = 1; i < NF; i++) if ($i == "cov:" && $(i + 1) > cover) cover = $(i + 1) }
             END { printf "%d executions, %d edges", runs, cover }'), $(($(find "$found" -type f | wc -l) - before)) finds"
done
if [ $status != 0 ]; then
    echo "Something was found: see tests/fuzz/found, build/fuzz/*.log" >&2
fi
exit $status
