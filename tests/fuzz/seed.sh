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
    sed -n 's/^  \(".*"\),\{0,1\} *$/\1/p' "$data/strings/blns.json"
}

# A byte for the role and the pieces before each: an admin, and all at once.
seed_message() {
    a_file_a_line '\003' request <"$here/requests.txt"
    odd_strings | sed 's/.*/{"jsonrpc":"2.0","method":"getServer","params":{"userId":1,"resourceId":&},"id":&}/' |
        a_file_a_line '\003' odd
    local examples=$data/jsonrpc/jsonrpc2-spec-examples.jsonl suite=$data/json/jsontestsuite-parsing.tar.gz
    if [ -f "$examples" ]; then
        sed -n 's/.*"request": *"\(.*\)", *"response".*/\1/p' "$examples" | sed 's/\\"/"/g' |
            a_file_a_line '\003' example
    fi
    if [ -f "$suite" ]; then
        local unpacked file
        unpacked=$(mktemp -d)
        tar xzf "$suite" -C "$unpacked"
        while IFS= read -r file; do
            { printf '\003' && cat "$file"; } >"$folder/json-$(basename "$file" .json)"
        done < <(find "$unpacked" -name '*.json' -size -8k)
        rm -rf "$unpacked"
    fi
}

seed_parse() { seed_message; }

seed_toml() {
    cp "$here"/../../share/*.toml "$folder/" 2>/dev/null || true
    odd_strings | sed 's/.*/socket = &/' | a_file_a_line '' odd
    a_file_a_line '' setting <<'END'
ring-timeout = "1h30m"
clock = "manual"
viewer-group = ["a", "b"]
max-connections = 10
socket-mode = "0660"
[table]
END
}

seed_times() {
    odd_strings | a_file_a_line '\000' odd
    a_file_a_line '\001' time <<'END'
1d2h3m4s5ms
2026-03-29 02:30
2024-02-29T23:59:59.999+05:45
last-month
-90s
dial 1 2 --price "a b" 'c'\''d' # why
END
}

# Any bytes are commands, or damage.
seed_bytes() {
    local number
    for number in 1 2 3 4 5 6 7 8; do
        head -c $((number * 16)) /dev/urandom >"$folder/random-$number"
    done
}

case $target in
parse | message | toml | times) "seed_$target" ;;
engine | store) seed_bytes ;;
*) echo "there is no target $target" >&2 && exit 2 ;;
esac
