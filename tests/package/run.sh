#!/usr/bin/env bash
# tests/package/run.sh OLD.deb NEW.deb : the life of the package on a Debian without systemd: installed,
# used by a member of its group and refused to another, its log rotated, upgraded, removed, purged.
# Changes the system it runs on: for a bare root that is thrown away, as root. To make the two:
#   cmake --workflow --preset package
#   (cd build/package && cpack -D CPACK_DEBIAN_PACKAGE_RELEASE=2)
set -uo pipefail

[ $# -eq 2 ] || { echo "usage: $0 OLD.deb NEW.deb" >&2; exit 2; }
old=$(readlink -f "$1") new=$(readlink -f "$2")
if [ "$(id -u)" -ne 0 ] || [ -d /run/systemd/system ] || [ -e /usr/sbin/calld ]; then
    echo "$0: only as root, on a bare Debian without systemd and without calld" >&2
    exit 2
fi

work=$(mktemp -d)
chmod 711 "$work"
daemon='' passed=0 failed=0
trap '[ -z "$daemon" ] || kill "$daemon" 2>/dev/null; rm -rf "$work"' EXIT

# check WHAT COMMAND... : COMMAND succeeds.
check() {
    local what=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "FAILED  $what: $*"
        sed 's/^/        /' "$work/out"
    fi
}
# exits STATUS COMMAND... : COMMAND ends with STATUS; what it printed is in $work/said, too.
exits() {
    local wanted=$1 status=0
    shift
    "$@" >"$work/said" 2>&1 || status=$?
    cat "$work/said"
    [ "$status" -eq "$wanted" ] || { echo "exit $status instead of $wanted"; return 1; }
}
said() { cat "$work/said"; grep -qF -- "$1" "$work/said"; }
equal() { [ "$1" = "$2" ] || { echo "\"$1\" instead of \"$2\""; return 1; }; }
# as USER [exec] COMMAND... : `exec` for one in the background, whose process is to be the command's.
as() {
    local user=$1 how=()
    shift
    if [ "$1" = exec ]; then how=(exec); shift; fi
    "${how[@]}" setpriv --reuid="$user" --regid="$user" --init-groups env HOME=/ PATH="$PATH" "$@"
}
apt() { DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold --no-install-recommends "$@"; }
# Every file of the system but for those that are apt's, dpkg's and the caches' own.
files() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /srv -o -path /var/cache \
        -o -path /var/lib/dpkg -o -path /var/lib/apt -o -path /var/log/apt -o -path /var/lib/logrotate \) -prune \
        -o -print | sort
}
# only_these PATTERN LIST : no line of the list is outside the pattern.
only_these() { ! grep -vE -- "$1" "$2"; }
start() {
    as calld exec calld >>"$work/calld.log" 2>&1 &
    daemon=$!
    local tries
    for tries in $(seq 100); do
        callctl ping -q >/dev/null 2>&1 && return 0
        kill -0 "$daemon" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/calld.log"
    echo "no calld after $tries tries"
    return 1
}
stop() {
    kill "$daemon" && wait "$daemon"
    local status=$?
    daemon=''
    return $status
}
balance() { callctl account show 2 --field balance; }

apt update >/dev/null
check "its dependencies are to be had" apt satisfy "$(dpkg-deb -f "$old" Depends), logrotate"
useradd --user-group ann
useradd --user-group bob
files >"$work/before"

echo "-- installed"
check "it installs" apt install "$old"
usermod -aG calld ann
files >"$work/installed"
check "the user calld is one of the system" test "$(id -u calld)" -lt 1000
check "the store's folder is calld's own" equal "$(stat -c '%U:%G %a' /var/lib/calld)" "calld:calld 750"
check "the socket's folder may be seen" equal "$(stat -c '%U:%G %a' /run/calld)" "calld:calld 755"
check "both programs are there" sh -c 'calld --version && callctl --version'
check "the programs are stripped" sh -c '! grep -q "\.debug_info" /usr/sbin/calld /usr/bin/callctl'
check "the shipped settings are good" as calld calld --check-config
check "the unit is in place" grep -qx 'ExecStart=/usr/sbin/calld' /lib/systemd/system/calld.service
check "and enabled, for a system that has systemd" test -L /etc/systemd/system/multi-user.target.wants/calld.service
check "every manual is compressed" sh -c '! find /usr/share/man -name "call*" ! -name "*.gz" | grep .'

echo "-- used"
check "calld starts as its own user" start
check "its socket is the group's" equal "$(stat -c '%U:%G %a' /run/calld/calld.sock)" "calld:calld 660"
check "root moves money" callctl account deposit 2 1000 -q
check "a member of the group dials" exits 0 as ann callctl dial 1 2 --price 100 --mode each --period 1m -q
check "a member may not move money" exits 8 as ann callctl account deposit 2 1 -q
check "somebody else is refused by the socket" exits 8 as bob callctl list
check "and told which group may" said "members of group calld may (usermod -aG calld USER"
check "stops cleanly" stop

echo "-- its log"
printf 'log-target = "/var/log/calld/calld.log"\n' >>/etc/calld/calld.toml
check "calld starts with a log file" start
logrotate -f /etc/logrotate.d/calld >"$work/rotated" 2>&1
check "logrotate has no complaint" sh -c "! grep . '$work/rotated'"
# SIGHUP is carried out in its own time.
for _ in $(seq 100); do [ -s /var/log/calld/calld.log ] && break; sleep 0.1; done
check "the log goes on in a new file" grep -q 'SIGHUP' /var/log/calld/calld.log
check "the old one is kept" grep -q 'ready:' /var/log/calld/calld.log.1

echo "-- upgraded"
check "it upgrades while calld runs" apt install "$new"
check "to the higher version" equal "$(dpkg-query -W -f '${Version}' callctl)" "$(dpkg-deb -f "$new" Version)"
check "the settings are as they were left" grep -q '^log-target' /etc/calld/calld.toml
check "the running calld answers" callctl ping
check "and stops cleanly" stop
check "the new one starts" start
check "with the money that was there" equal "$(balance)" 1000
check "and the books add up" callctl audit
check "a store that is damaged ends it with 65" sh -c \
    'head -c 8192 /dev/zero >'"$work"'/broken.db && chmod 666 '"$work"'/broken.db &&
     setpriv --reuid=calld --regid=calld --init-groups calld --socket /run/calld/2.sock --db '"$work"'/broken.db; [ $? -eq 65 ]'
check "stops cleanly again" stop
rm -f /run/calld/2.sock*

echo "-- removed"
check "it is removed" apt remove callctl
files >"$work/removed"
comm -13 "$work/before" "$work/removed" >"$work/left"
check "nothing is left but data, log and settings" only_these \
    '^(/var/lib/calld|/var/log/calld|/etc/calld|/etc/logrotate.d/calld$|/etc/systemd/system|/var/lib/systemd)' "$work/left"
check "the store is left" test -s /var/lib/calld/calld.db
check "nothing else is gone" equal "$(comm -23 "$work/before" "$work/removed")" ""
check "it comes back" apt install "$new"
check "with its money" start
check "all of it" equal "$(balance)" 1000
check "and stops" stop

echo "-- purged"
check "it is purged" apt purge callctl
files >"$work/purged"
comm -13 "$work/before" "$work/purged" >"$work/left"
check "nothing is left" only_these '^(/var/lib/systemd(/deb-systemd-.*)?|/etc/systemd/system/multi-user.target.wants)$' "$work/left"
check "nothing else is gone" equal "$(comm -23 "$work/before" "$work/purged")" ""

echo "package: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
