# shellcheck shell=bash disable=SC2034,SC2154 # shares its variables with run.sh
# The servers that are measured, each on a Unix socket in a folder of its own below $work: sourced by
# run.sh and the others. `start_X FOLDER ...` leaves the pid in FOLDER/pid; `stop_server FOLDER` ends
# it. Nothing listens on TCP.

bench_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${CALLS_BUILD:-$(cd "$bench_folder/../.." && pwd)/build/release}
load=$build/tests/bench/load

# wait_for FOLDER COMMAND... : until it succeeds; at most 30 s, and not once the server has ended.
wait_for() {
    local folder=$1 pid deadline=$((SECONDS + 30))
    shift
    pid=$(cat "$folder/pid")
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$deadline" ] || ! kill -0 "$pid" 2>/dev/null; then
            echo "the server in $folder did not start:" >&2
            tail -n 20 "$folder/log" >&2
            return 1
        fi
        sleep 0.02
    done
}

preload=  # a library that goes into calld and Redis, see slow_sync.cc

# start_calld FOLDER [OPTION]... : on FOLDER/s, time-outs off as the peers have none.
start_calld() {
    launch_calld "$@"
    wait_for "$1" "$build/callctl" --socket "$1/s" ping
}
launch_calld() {  # and does not wait until it answers
    local folder=$1
    shift
    mkdir -p "$folder"
    env ${preload:+LD_PRELOAD="$preload"} "$build/calld" --config /dev/null --socket "$folder/s" --db "$folder/calld.db" --log-level error \
        --ring-timeout 0 --heartbeat-timeout 0 --max-connections 20000 "$@" 2>>"$folder/log" &
    echo $! >"$folder/pid"
}

# start_redis FOLDER always|everysec : its log of commands is its durability. No snapshots, and no
# rewriting of the log during a run, which are both to its advantage.
start_redis() {
    launch_redis "$@"
    wait_for "$1" redis-cli -s "$1/s" ping
}
launch_redis() {
    local folder=$1
    mkdir -p "$folder"
    env ${preload:+LD_PRELOAD="$preload"} redis-server --port 0 --unixsocket "$folder/s" --unixsocketperm 700 --dir "$folder" --daemonize no \
        --save '' --appendonly yes --appendfsync "$2" --auto-aof-rewrite-percentage 0 --maxclients 12000 \
        --databases 1 --logfile "$folder/log" >/dev/null 2>&1 &
    echo $! >"$folder/pid"
}

# start_postgres FOLDER : a fresh cluster with the tables and functions in it. PostgreSQL does not run
# as root: then as the user postgres.
start_postgres() {
    local folder=$1 bin as=()
    bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
    mkdir -p "$folder"
    : >"$folder/log"
    if [ "$(id -u)" -eq 0 ]; then
        as=(setpriv --reuid postgres --regid postgres --clear-groups)
        chown postgres "$folder" "$folder/log"
    fi
    (cd "$folder" && "${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U bench --no-sync >/dev/null)
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
shared_buffers = 1GB
max_connections = 200
wal_level = minimal
max_wal_senders = 0
max_wal_size = 8GB
checkpoint_timeout = 30min
wal_buffers = 64MB
synchronous_commit = on
jit = off
CONF
    (cd "$folder" && exec "${as[@]}" "$bin/postgres" -D "$folder/data" >>"$folder/log" 2>&1) &
    echo $! >"$folder/pid"
    wait_for "$folder" psql -qX -h "$folder" -U bench -d postgres -c 'SELECT 1'
    psql -qX -h "$folder" -U bench -d postgres -c 'CREATE DATABASE bench'
    psql -qX -h "$folder" -U bench -d bench -v ON_ERROR_STOP=1 -f "$bench_folder/peers/postgres/schema.sql"
}

# start_sqlite FOLDER : one SQLite transaction a request, one thread.
start_sqlite() {
    local folder=$1
    mkdir -p "$folder"
    "$build/tests/bench/sqlite_peer" "$folder/s" "$folder/peer.db" 2>"$folder/log" &
    echo $! >"$folder/pid"
    wait_for "$folder" test -S "$folder/s"
}

# start_echo FOLDER : answers each line with a line of the size of a heartbeat's answer.
start_echo() {
    local folder=$1
    mkdir -p "$folder"
    "$build/tests/bench/echo" "$folder/s" "${2:-480}" 2>"$folder/log" &
    echo $! >"$folder/pid"
    wait_for "$folder" test -S "$folder/s"
}

# stop_server FOLDER [SIGNAL]
stop_server() {
    local pid
    pid=$(cat "$1/pid" 2>/dev/null) || return 0
    kill "-${2:-TERM}" "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    rm -f "$1/pid"
}

# The path of a server's socket.
socket_of() {
    if [ -S "$1/s" ]; then echo "$1/s"; else echo "$1/.s.PGSQL.5432"; fi
}

# check_books SERVER FOLDER : fails where its money does not add up.
check_books() {
    case $1 in
        calld) "$build/callctl" --socket "$2/s" -q audit >&2 ;;
        redis) [[ $(redis-cli -s "$2/s" --eval "$bench_folder/peers/redis/audit.lua") =~ ^[0-9]+$ ]] ;;
        postgres) psql -qXAt -h "$2" -U bench -d bench -c 'SELECT audit()' >/dev/null ;;
        sqlite) "$build/tests/bench/sqlite_peer" --audit "$2/peer.db" ;;
    esac || {
        echo "the books of $1 do not add up" >&2
        return 1
    }
}
