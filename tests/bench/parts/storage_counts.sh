# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# What repeats exactly of goals B1 and of pools, tables and symbols: their bytes, and the instructions that calls execute. Sourced by
# parts/storage.sh, which sets here and source.

# exact KIND WHAT: from $here/exact.
exact()
{
    awk -F '\t' -v kind="$1" -v what="$2" '$1 == kind && $2 == what { print $3 }' "$here/exact"
}

# steps WHAT MOST: a row of executed instructions, and the most that there were once.
steps()
{
    value=$(exact steps "$1")
    if [ -z "$value" ]; then return; fi
    row C1 "instructions, $1" "$(calculate "$value")" - - - -
    guard "instructions, $1" "$value" "$2"
}

# exact_bytes RECORDS
exact_bytes()
{
    for class in Date Trade; do
        limit B1 "an empty pool of $class: bytes" "$(exact bytes "$class pool empty")" 4096
        row B1 "a pool of one $class: bytes" "$(calculate "$(exact bytes "$class pool one")")" - - - -
        size=3 bits=2.875
        if [ $class = Trade ]; then size=18 bits=17.625; fi
        value=$(exact bytes "$class pool")
        against B1 "pool of $1 $class: bytes each, live bits apart, to the instances'" "$value - 0.125" $size 1.01
        guard "a pool of $1 $class" "$value - 0.125" "$size * 1.01"
        for kind in "" Row; do
            store=columns
            if [ -n "$kind" ]; then store=rows; fi
            limit B1 "an empty table of $class, $store: bytes" "$(exact bytes "$class$kind table empty")" 4096
            row B1 "a table of one $class, $store: bytes" "$(calculate "$(exact bytes "$class$kind table one")")" - - - -
            limit B1 "table of $1 $class, $store: bytes a row" "$(exact bytes "$class$kind table row")" $bits
            value=$(exact bytes "$class$kind table")
            against B1 "... taken from the allocator" "$value" $bits -
            guard "a table of $1 $class, $store" "$value" "$bits * 1.02"
        done
    done
    limit B1 "symbols, $1: bytes each beside characters" "$(exact bytes symbols)" 12
    limit B1 "... at the worst moment from a tenth of them on" "$(exact bytes "symbols worst")" 12
    guard "symbols: bytes each" "$(exact bytes symbols)" 12
}

cc -std=gnu11 -O2 -I "$include" -I "$here" -I "$bench" -I "$source" -o "$here/count" "$source/count.c" "$bench/steps.c" \
    "$here/storage.slots.c" "$library"
if "$here/count" 1000000 >"$here/exact"; then :; else note "count: instructions were not counted here"; fi
exact_bytes 1000000
steps "pool: add, make" 45
steps "pool: add_values" 40
steps "pool: at, three getters" 22
steps "pool: remove, add" 190
steps "table of columns: append" 77
steps "table of columns: three getters" 56
steps "table of rows: append" 45
steps "table of rows: three getters" 43
steps "symbols: intern" 300
steps "symbols: intern again" 205
steps "symbols: find" 180
steps "symbols: miss" 130
# Of the kernels with the widest registers; others execute more.
if grep -q avx512vbmi /proc/cpuinfo 2>/dev/null; then
    steps "column: sum a row" 1.0
    steps "column: filter a row" 1.5
    steps "column: sum under bits a row" 1.5
    steps "column: write a row" 5
fi
