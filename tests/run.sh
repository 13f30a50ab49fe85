#!/usr/bin/env bash
# tests/run.sh [PRESET] : installs what is missing, builds the preset (release if none is given), and
# runs every test against it. The last line is "N passed, N failed": cases of the two runners, and
# scenario files. CALLS_TEST_DATA may name the folder of the external test data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. share/packages.sh

preset=${1:-release}
install_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset "$preset"

build=build/$preset
status=0
ctest --test-dir "$build" --output-on-failure -j "$(nproc)" || status=$?

# Each runner ends with its own summary; one that has none, since it died, counts as a failure.
log=$build/Testing/Temporary/LastTest.log
grep -h '^skipped: \|^  skipped: ' "$log" | sort -u || true
awk -v status="$status" '
    function count(word,   at) {
        at = match($0, "[0-9]+ " word)
        return at ? substr($0, RSTART, RLENGTH) + 0 : 0
    }
    /^[0-9]+\/[0-9]+ Testing: /                       { tests++ }
    /^All tests passed .* in [0-9]+ test case/        { match($0, /in [0-9]+ test/)
                                                        passed += substr($0, RSTART + 3) + 0; ended++ }
    /^test cases: /                                   { passed += count("passed"); failed += count("failed"); ended++ }
    /^scenarios: [0-9]+ passed, [0-9]+ failed$/       { passed += count("passed"); failed += count("failed"); ended++ }
    END {
        failed += tests - ended
        if (status != 0 && failed == 0) failed = 1
        if (tests == 0) failed++
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' "$log"
