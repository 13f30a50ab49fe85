#!/usr/bin/env bash
# tests/fuzz/seed.sh TARGET FOLDER : fills FOLDER with inputs to begin with: those written down here,
# and more from the external test data (CALLS_TEST_DATA), where it is present.
set -euo pipefail
target=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=${CALLS_TEST_DATA:-$here/../../../shared/data}
mkdir -p "$folder"

# Each line of standard input becomes a file: what this function is given, then the line.
a_file_a_line() {
    local before=$1 name=$2 line number=0
    while IFS= read -r line; do
        number=$((number + 1))
        printf "$before%s\n" "${line//%/%%}" | head -c 4096 >"$folder/$name-$number"
    done
}

# The strings of the list of odd strings, each still between its quotes.
odd_strings() {
    [ -f "$data/strings/blns.json" ] || return 0
    sed -n 's/^  \(".*"\),\{0,1\}$/\1/p' "$data/strings/blns.json"
}

seed_message() {
    sed -n 's/^request //p' "$here/requests.txt" | a_file_a_line '\003' request
    odd_strings | sed 's/.*/{"jsonrpc":"2.0","method":"getServer","params":{"userId":1,"resourceId":&},"id":&}/' |
        a_file_a_line '\003' odd
    if [ -f "$data/jsonrpc/jsonrpc2-spec-examples.jsonl" ]; then
        sed -n 's/.*"request": *"\(.*\)", *"response".*/\1/p' "$data/jsonrpc/jsonrpc2-spec-examples.jsonl" |
            sed 's/\\"/"/g' | a_file_a_line '\003' example
    fi
    if [ -f "$data/json/jsontestsuite-parsing.tar.gz" ]; then
        local unpacked file
        unpacked=$(mktemp -d)
        tar xzf "$data/json/jsontestsuite-parsing.tar.gz" -C "$unpacked"
        find "$unpacked" -name '*.json' -size -8k | while IFS= read -r file; do
            { printf '\003' && cat "$file"; } >"$folder/json-$(basename "$file" .json)"
        done
        rm -rf "$unpacked"
    fi
}
