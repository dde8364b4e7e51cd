# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# Runs that are killed in the middle: the outputs are the old ones or the new ones, whole.

milliseconds() {
    echo $(($(date +%s%N) / 1000000))
}

# Up to this many milliseconds, at random.
random_below() {
    echo $(($(od -An -N2 -tu2 /dev/urandom) % $1))
}

# A run that is killed after some milliseconds; $status is its exit status.
run_killed() {
    "$slotgen" -o gen large.slots 2>/dev/null &
    child=$!
    sleep "$(awk -v time="$1" 'BEGIN { printf "%.3f", time / 1000 }')"
    kill -9 $child 2>/dev/null
    wait $child 2>/dev/null
    status=$?
}

# count_torn: adds to $torn the outputs that are neither as before nor as they will be
count_torn() {
    for kind in h c; do
        cmp -s gen/large.slots.$kind before/large.slots.$kind || cmp -s gen/large.slots.$kind after/large.slots.$kind ||
            torn=$((torn + 1))
    done
}

check_kills() {
    fresh
    mkdir before gen after
    write_large 400 >large.slots
    begin=$(milliseconds)
    run -o after large.slots
    whole=$(($(milliseconds) - begin + 2))
    write_large 399 >large.slots
    run -o before large.slots
    write_large 400 >large.slots
    torn=0 hits=0 temporaries=0 turns=0
    while [ $hits -lt 20 ] && [ $turns -lt 200 ]; do
        turns=$((turns + 1))
        cp before/* gen
        run_killed "$(random_below $whole)"
        [ "$status" -ne 137 ] || hits=$((hits + 1))
        count_torn
        temporaries=$((temporaries + $(find gen -name '*.tmp' | wc -l)))
        rm -f gen/*.tmp
    done
    is "SIGKILL: never half an output" 0 $torn
    is "SIGKILL: runs that it hit" 20 $hits
    at_least "SIGKILL: runs that it hit while writing" 1 $temporaries
    cp before/* gen
    run_killed $((whole * 2 / 3))
    fine "SIGKILL: what it left hinders no later run" -o gen large.slots
    same "SIGKILL: a later run is whole" after/large.slots.h gen/large.slots.h
}

check_kills 2>"$scratch/shell" # where the shell says "Killed"
