# SPDX-License-Identifier: MIT
# Goals B1, T1 and T2: bytes of pools, of index tables and of the runtime. Sourced by run.sh.
generate "$build/pool" "$bench/pool.slots"
cc -std=c11 -O2 -I "$include" -I "$build/pool" -o "$build/pool/bench" "$bench/pool_bench.c" "$build/pool/pool.slots.c" \
    "$library"

# pool_rows INSTANCES NAME
pool_rows()
{
    "$build/pool/bench" "$1" >"$build/pool/out.$1"
    for class in PoolDate PoolTrade; do
        eval "$(awk -v class=$class '$1 == class { print $2 "=" $3 }' "$build/pool/out.$1")"
        # shellcheck disable=SC2154 # set by the eval
        against B1 "pool of $2 ${class#Pool}s: bytes, live bits apart, to the instances'" "$((pool - live))" \
            "$instances" 1.01
        guard "a pool of $2 ${class#Pool}s" "$((pool - live))" "$((instances + instances / 100))"
        if [ "$1" -gt 1000000 ]; then
            # shellcheck disable=SC2154
            against B1 "... resident memory, live bits apart" "$((resident - live))" "$instances" 1.01
        fi
    done
    # shellcheck disable=SC2154
    if [ "$2" = million ]; then
        limit B1 "an empty pool: bytes" "$empty" 4096
        first=$(awk '$1 == "PoolDate" && $2 == "first" { print $3 }' "$build/pool/out.$1")
        row B1 "a pool of one Date: bytes" "$first" - - - -
    fi
}

# constant_bytes FILE: of the sections that hold data.
constant_bytes()
{
    size -A "$1" | awk '$1 ~ /^\.(ro)?data/ { sum += $2 } END { print sum + 0 }'
}

# The table of a class of 200 slots less that of a class of 100: what a slot costs beside its name.
table_rows()
{
    for slots in 100 200; do
        {
            echo "class C {"
            i=0
            while [ $i -lt $slots ]; do
                echo "    name_$((1000 + i)): 0 .. $((i * 37 + 10));"
                i=$((i + 1))
            done
            echo "}"
        } >"$build/pool/table$slots.slots"
        generate "$build/pool" "$build/pool/table$slots.slots"
        gcc -std=c11 -O2 -fPIC -I "$include" -I "$build/pool" -c "$build/pool/table$slots.slots.c" \
            -o "$build/pool/table$slots.o"
        eval "bytes$slots=$(constant_bytes "$build/pool/table$slots.o")"
        eval "relocations$slots=$(readelf -rW "$build/pool/table$slots.o" | grep -c R_X86_64_64)"
    done
    # shellcheck disable=SC2154 # set by the evals
    limit T2 "index table: bytes a slot beside its name of 9 bytes" "($bytes200 - $bytes100) / 100 - 9" 16
    # shellcheck disable=SC2154
    limit T2 "... relocations a slot" "($relocations200 - $relocations100) / 100" 0
}

# text_bytes PATTERN...: of the objects in $build/pool.
text_bytes()
{
    # shellcheck disable=SC2068 # patterns
    (cd "$build/pool" && size $@ | awk 'NR > 1 { sum += $1 } END { print sum }')
}

# T1: code and constants of the core's objects and of all of the runtime's, as `size` adds them up; no unwind tables.
runtime_rows()
{
    rm -f "$build"/pool/*.runtime.o
    for source in "$project"/runtime/*.c; do
        gcc -std=c11 -O2 -fno-asynchronous-unwind-tables -I "$include" -c "$source" \
            -o "$build/pool/$(basename "$source" .c).runtime.o"
    done
    limit T1 "runtime: bytes of text, core" "$(text_bytes core*.runtime.o names.runtime.o refuse.runtime.o)" 6144
    limit T1 "runtime: bytes of text, everything" "$(text_bytes ./*.runtime.o)" 49152
}

pool_rows 1000000 million
if [ "$quick" = no ]; then pool_rows 10000000 "ten million"; fi
if [ "$(uname -m)" = x86_64 ] && have gcc; then
    table_rows
    runtime_rows
fi
