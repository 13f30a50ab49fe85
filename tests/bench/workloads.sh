# shellcheck shell=bash disable=SC2034,SC2154 # shares its variables with run.sh
# The workloads, work_NAME each: sourced by run.sh, which sets $work, $round, $seconds and $figures.
# A figure is a line ROUND WORKLOAD SHAPE VERB SERVER RATE P50 P99 (microseconds), tabs between.

all_workloads=(W1 W2 W3s W3l W4 W5 W6 W7 W8 W9 W11 W10)
scripts=$bench_folder/peers/redis

have() { command -v "$1" >/dev/null; }
have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null && have psql; }

# note WORKLOAD SHAPE SERVER : files the figures of a load that come on stdin.
note() {
    awk -v OFS='\t' -v round="$round" -v workload="$1" -v shape="$2" -v server="$3" \
        '{ print round, workload, shape, $2, server, $3, $4, $5 }' >>"$figures"
}

# one WORKLOAD SHAPE SERVER WORK [load's options] -- [the server's] : a fresh server, a load, its books.
one() {
    local workload=$1 shape=$2 server=$3 job=$4 options=() folder=$work/$3 wire=${3%%-*}
    shift 4
    while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1"); shift; done
    [ $# -eq 0 ] || shift
    case $server in
        calld | calld-empty) start_calld "$folder" "$@" ;;
        redis-*) have redis-server || return 0; start_redis "$folder" "${server#redis-}" ;;
        postgres) have_postgres || return 0; start_postgres "$folder" ;;
        sqlite) wire=json; start_sqlite "$folder" ;;
        echo) start_echo "$folder" ;;
    esac
    "$load" "$wire" "$(socket_of "$folder")" "$job" --connections "${shape%x*}" --in-flight "${shape#*x}" \
        --seconds "$seconds" --scripts "$scripts" "${options[@]}" | note "$workload" "$shape" "$server"
    case $server in calld* | redis-* | postgres | sqlite) check_books "${server%%-*}" "$folder" ;; esac
    stop_server "$folder" KILL
    rm -rf "$folder"
}

work_W1() {
    local shape
    for shape in 50x1 1x100; do
        one W1 $shape calld heartbeats
        one W1 $shape redis-everysec heartbeats
        one W1e $shape echo heartbeats
        # the same figure is held against the echo
        awk -v OFS='\t' -v r="$round" -v s=$shape \
            '$1 == r && $2 == "W1" && $3 == s && $5 == "calld" { $2 = "W1e"; print }' "$figures" >"$work/again"
        cat "$work/again" >>"$figures"
    done
}

work_W2() {
    local shape server
    for shape in 1x1 50x1 1x100; do
        for server in calld redis-always; do one W2 $shape $server lifecycle; done
    done
    one W2 50x1 postgres lifecycle
    one W2 50x1 sqlite lifecycle --live 1000 --pairs 1000
}

work_W3s() { payments W3s; }
work_W3l() { local seconds=30; payments W3l; }
payments() {
    local shape
    for shape in 50x1 1x100; do
        one "$1" $shape calld payments -- --clock manual
        one "$1" $shape redis-always payments
    done
}

# The lone client of W2 again, beside what no server can do without: one sync, one way there and back. A
# dial and a hang come behind heartbeats, for which no disk is needed: so beside the sync of a disk that
# has rested as long, too. Both are measured next to calld, since what a sync takes changes by the minute.
work_W4() {
    one W4 1x1 calld lifecycle
    "$build/tests/bench/sync" "$work" 1 | note W4 1x1 sync
    "$build/tests/bench/sync" "$work" 1 250 | note W4 1x1 rested-sync
    one W4 1x1 echo echo
    one W4 1x1 redis-always lifecycle
    # a lifecycle's ticket is there with the second join already; these are payments
    sed -i "/^$round\tW4\t1x1\tticket\t/d" "$figures"
    one W4 1x1 calld payments -- --clock manual
    one W4 1x1 redis-always payments
    local verb sync
    for sync in sync rested-sync; do
        for verb in dial ticket hang; do
            awk -v OFS='\t' -v r="$round" -v verb=$verb -v sync=$sync '
                $1 == r && $2 == "W4" && $4 == "all" && $5 == "echo" { way = $7 }
                $1 == r && $2 == "W4" && $4 == "all" && $5 == sync { took = $7 }
                END { print r, "W4", "1x1", verb, sync "+echo", 0, way + took, 0 }' "$figures" >"$work/sum"
            cat "$work/sum" >>"$figures"
        done
    done
}

# One heartbeat as a process, against the peer's own client and a program that does nothing.
work_W5() {
    local folder=$work/W5 call
    start_calld "$folder"
    "$build/callctl" --socket "$folder/s" -q account deposit 2 1000 >/dev/null
    call=$("$build/callctl" --socket "$folder/s" -q dial 1 2)
    "$build/tests/bench/spawn" 300 "$build/callctl" --socket "$folder/s" heartbeat "$call" 1 | note W5 1x1 calld
    stop_server "$folder" KILL
    rm -rf "$folder"
    "$build/tests/bench/spawn" 300 "$build/tests/bench/empty" | note W5 1x1 empty
    have redis-server || return 0
    start_redis "$folder" everysec
    "$build/tests/bench/spawn" 300 redis-cli -s "$folder/s" ping | note W5 1x1 redis-cli
    stop_server "$folder" KILL
    rm -rf "$folder"
}

# Killed under load with 100,000 live calls; from the start of the new process until it answers for the
# last of them. Redis has rewritten its log before, which is the best case for it.
work_W6() {
    local server wire folder=$work/W6 last load_pid
    for server in calld redis; do
        [ $server = calld ] || have redis-server || continue
        if [ $server = calld ]; then start_calld "$folder"; else start_redis "$folder" everysec; fi
        last=$("$load" $server "$folder/s" open --live 100000 --scripts "$scripts" | grep -P '^open\tlast')
        if [ $server = redis ]; then
            redis-cli -s "$folder/s" bgrewriteaof >/dev/null
            while redis-cli -s "$folder/s" info persistence | grep -q 'aof_rewrite_in_progress:1'; do sleep 0.05; done
        fi
        "$load" $server "$folder/s" lifecycle --connections 50 --seconds 60 --live 0 --base 500000000 \
            --scripts "$scripts" >/dev/null 2>&1 &
        load_pid=$!
        sleep 2
        stop_server "$folder" KILL
        wait "$load_pid" || true
        if [ $server = calld ]; then launch_calld "$folder"; else launch_redis "$folder" everysec; fi
        read -r _ _ call host <<<"$last"
        "$load" $server "$folder/s" await --call "$call" --host "$host" --scripts "$scripts" | note W6 - $server
        stop_server "$folder" KILL
        rm -rf "$folder"
    done
}

# What a live call takes in memory at rest: resident bytes with them less those without, by the call.
work_W7() {
    local server folder=$work/W7 count before
    for count in 100000 1000000; do
        for server in calld redis; do
            [ $server = calld ] || have redis-server || continue
            if [ $server = calld ]; then start_calld "$folder" --clock manual; else start_redis "$folder" everysec; fi
            before=$(resident "$folder")
            "$load" $server "$folder/s" open --live "$count" --scripts "$scripts" >/dev/null
            printf 'memory\tbytes\t%d\t0\t0\n' $((($(resident_at_rest "$folder") - before) / count)) |
                note W7 "$((count / 1000))k" $server
            stop_server "$folder" KILL
            rm -rf "$folder"
        done
    done
}
# Once they have not changed for three seconds: dialling has ended, what follows on it may not have;
# so calld's tables are level first. Its clock stands, or the million would be charged meanwhile.
resident_at_rest() {
    local now last=0 same=0
    if [ "$server" = calld ]; then
        until [ "$("$build/callctl" --socket "$1/s" status --field eventsBehind)" = 0 ]; do sleep 0.2; done
    fi
    while [ $same -lt 3 ]; do
        sleep 1
        now=$(resident "$1")
        if [ "$now" = "$last" ]; then same=$((same + 1)); else same=0; fi
        last=$now
    done
    echo "$last"
}
resident() { awk '/^VmRSS:/ { print $2 * 1024 }' "/proc/$(cat "$1/pid")/status"; }

# A dial while 200,000 charges fall due at once.
# calld's own charges fall due on the real clock, all at one instant: a manual one, which stood still while the
# calls were opened, was a little behind it.
work_W8() {
    local folder=$work/calld
    start_calld "$folder" --clock manual --start-time $(($(date +%s%3N) - 15000))
    "$load" calld "$folder/s" open --live 200000 >/dev/null
    stop_server "$folder"
    start_calld "$folder"
    "$load" calld "$folder/s" sweep --live 200000 --pairs 1000 | note W8 1x1 calld
    check_books calld "$folder"
    stop_server "$folder" KILL
    rm -rf "$folder"
    one W8 1x1 redis-always sweep --live 200000 --pairs 1000
}

# A million live calls, each charged once a minute, and nobody asks for anything: what of a core that
# takes, and how late a charge is booked. The peers are one core and one millisecond.
work_W9() {
    local folder=$work/W9 before after late
    start_calld "$folder"
    "$load" calld "$folder/s" open --live 1000000 >/dev/null
    sleep 60  # until each has had its second charge
    before=$(ticks "$folder")
    sleep 60
    after=$(ticks "$folder")
    stop_server "$folder"
    late=$(sqlite3 "$folder/calld.db" "
        WITH late AS (SELECT l.time - t.ticket_time AS ms FROM app_ledger l JOIN app_trade_ticket t USING (ticket_id)
                      WHERE l.kind = 'ticket' ORDER BY l.entry_id DESC LIMIT 900000)
        SELECT ms FROM late ORDER BY ms LIMIT 1 OFFSET 891000")
    rm -rf "$folder"
    {
        awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" \
            'BEGIN { printf "timer\tshare\t%f\t0\t0\n", ticks / hertz / 60 }'
        printf 'timer\tlate\t0\t0\t%d000\n' "$late"
    } | note W9 1000k calld
    printf 'timer\tshare\t1\t0\t0\n' | note W9 1000k one-core
    printf 'timer\tlate\t0\t0\t1000\n' | note W9 1000k one-ms
}
# The processor time that a server has taken, in ticks.
ticks() { awk '{ print $14 + $15 }' "/proc/$(cat "$1/pid")/stat"; }

# On a store with ten million tickets in it, against an empty one. CALLS_HISTORY names such a store,
# made by make_history; else one is made, which takes some minutes. The copy is synced: gigabytes that the
# kernel writes back meanwhile would be counted as calld's.
work_W10() {
    local history=${CALLS_HISTORY:-$work/history/calld.db} job
    if [ ! -e "$history" ]; then
        mkdir -p "$work/history"
        cmake --build "$build" --target make_history >/dev/null
        "$build/tests/make_history" "$history" 10000000 >&2
    fi
    for job in heartbeats lifecycle payments; do
        one "W10-$job" 50x1 calld-empty "$job" -- --clock "$(clock_for "$job")"
        mkdir -p "$work/calld"
        cp "$history" "${history%.db}-journal.db" "$work/calld"
        sync "$work"/calld/*.db
        one "W10-$job" 50x1 calld "$job" -- --clock "$(clock_for "$job")"
    done
}
clock_for() { if [ "$1" = payments ]; then echo manual; else echo real; fi; }

# A slower disk.
work_W11() {
    local preload=$build/tests/bench/libslow_sync.so
    one W11 50x1 calld lifecycle
    one W11 50x1 redis-always lifecycle
}
