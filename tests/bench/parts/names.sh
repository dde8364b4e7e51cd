# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goals N1 and N2: lookups by name, as executed instructions (each call single-stepped) and as time against gperf in one
# run. gperf stands twice, comparing with strncmp and with lengths and memcmp; the better one counts. Sourced by run.sh.

# sets WHAT: a line for each set: names, our mean, our most, our most over 16 bytes, the best rival's mean.
sets()
{
    for set in 3 10 50 200; do
        awk -v set=$set -v what="$1" '$1 == set && $2 == what {
                if ($3 == "slotgen") ours = $4 " " $5 " " $6
                else if (best == "" || $4 < best) best = $4
            } END { print set, ours, best }' "$build/names/out"
    done
}

# timings WHAT: a line for each set: names, our time, the best rival's.
timings()
{
    awk -v what="$1" '$2 == what { print $1, $3, ($4 < $5 ? $4 : $5) }' "$build/names/times"
}

names_rows()
{
    sets hit | while read -r set ours most most_long best; do
        limit N1 "slot_find, $set names, hits: most instructions" "$most" 28
        if [ "$most_long" -gt 0 ]; then limit N1 "... over 16 bytes" "$most_long" 31; fi
        against N1 "... mean instructions, to gperf" "$ours" "$best" -
    done
    sets miss | while read -r set ours most most_long best; do
        against N1 "slot_find, $set names, misses: mean instructions, to gperf" "$ours" "$best" -
    done
    timings hit | while read -r set ours best; do
        against N1 "slot_find, $set names, hits: ns, to gperf" "$ours" "$best" 0.6
    done
    timings miss | while read -r set ours best; do
        against N1 "slot_find, $set names, misses: ns, to gperf" "$ours" "$best" 0.35
    done
    sets both | while read -r set ours most most_long best; do
        find=$(awk -v set="$set" '$1 == set && $2 == "hit" && $3 == "slotgen" { print $5 }' "$build/names/out")
        get=$(awk -v set="$set" '$1 == set && $2 == "get" { print $5 }' "$build/names/out")
        limit N2 "slot_find and slot_get_int, $set names: most instructions" "$find + $get" 52
        against N2 "... in a function: mean, to gperf and a switch over bit-fields" "$ours" "$best" -
    done
}

build_names()
{
    tool name_sets
    "$tool" "$build/names"
    generate "$build/names" "$build/names/names.slots"
    for set in 3 10 50 200; do
        for style in "" _l; do
            option=-c
            if [ -n "$style" ]; then option=-l; fi
            {
                echo "#include <string.h>"
                gperf -t -C -E $option -N "gperf${style}_$set" -H "hash${style}_$set" "$build/names/N$set.gperf"
            } >"$build/names/gperf${style}_$set.c"
        done
    done
    for program in names_bench names_time; do
        # shellcheck disable=SC2046 # one word a file
        gcc -std=gnu11 -O2 -w -I "$include" -I "$build/names" -I "$bench" -Wl,-z,now -o "$build/names/$program" \
            "$bench/$program.c" "$bench/steps.c" "$build/names/names.slots.c" $(echo "$build"/names/gperf_*.c) \
            "$library"
    done
}

if [ "$(uname -m)" != x86_64 ] || ! have gperf || ! have gcc; then
    skip N1 "lookups by name" "no gperf, or no x86-64 gcc"
else
    build_names
    "$build/names/names_bench" >"$build/names/out"
    "$build/names/names_time" "$(rounds)" >"$build/names/times"
    if grep -q '^untraced' "$build/names/out"; then
        skip N1 "lookups by name" "no ptrace"
    elif grep -q '^wrong' "$build/names/out"; then
        grep '^wrong' "$build/names/out" >&2
        exit 1
    else
        names_rows
    fi
fi
