#!/usr/bin/env bash
# share/quickstart.sh : installs what is missing, builds, and shows one paid call from its dial to its
# record, in a sandbox with a clock of its own. Changes nothing outside build/ and a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "${1:-}" != --inside ]; then
    . share/packages.sh
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    build_preset release calld callctl
    export PATH="$PWD/build/release:$PATH"
    exec callctl sandbox --clock manual --host-share 70 -- bash share/quickstart.sh --inside
fi

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1;36m' plain=$'\e[0m'
fi
say() { printf '\n%s\n' "$*"; }
show() {
    printf '%s$ callctl %s%s\n' "$bold" "$*" "$plain"
    callctl "$@"
}

say "Ann (user 2) has 1000 coins. Bea (user 1) takes 100 a minute, and keeps 70 % of it."
show account deposit 2 1000 --request-id welcome
show dial 1 2 --price 100 --mode each --period 60s --field callId,phase

say "Bea picks up after eight seconds. Her first heartbeat says hello, Ann's answers it: they talk."
show clock advance 8s -q
show answer 1 --field phase
show clock advance 2s -q
show heartbeat 1 1 --field phase
show heartbeat 1 2 --field phase,tickets,paid

say "Two and a half minutes pass, both alive: a ticket for each minute that was entered."
show clock advance 150s --alive 1 -q
show list
show show 1

say "Ann hangs up."
show hang 1 2 --field phase,hangReason,talkMs,paid,earned

say "What is left of it: the record, three tickets, and where Ann's coins went."
show records
show tickets
show account ledger 2

cat <<'END'

That was a sandbox; nothing of it is kept. What to do next:
  build/release/callctl sandbox    a shell with a calld of its own, to try things
  build/release/calld              the real thing, in the foreground; Ctrl-C stops it
  build/release/callctl help       all commands; `callctl help dial` shows one with examples
END
