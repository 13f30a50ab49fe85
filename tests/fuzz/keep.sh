#!/usr/bin/env bash
# tests/fuzz/keep.sh TARGET : puts into tests/fuzz/corpus/TARGET, besides what is there, as few small
# inputs as reach everything that build/fuzz/corpus/TARGET reaches.
set -euo pipefail
target=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
scratch=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)")
trap 'rm -rf "$scratch"' EXIT
mkdir -p "tests/fuzz/corpus/$target"
TMPDIR=$scratch "build/fuzz/tests/fuzz/fuzz_$target" -set_cover_merge=1 \
    "tests/fuzz/corpus/$target" "build/fuzz/corpus/$target" 2>&1 | tail -n 1
