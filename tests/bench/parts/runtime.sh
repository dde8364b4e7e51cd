# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goals T1 and T2: bytes of index tables and of the runtime. Sourced by run.sh.

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
        } >"$build/runtime/table$slots.slots"
        generate "$build/runtime" "$build/runtime/table$slots.slots"
        gcc -std=c11 -O2 -fPIC -I "$include" -I "$build/runtime" -c "$build/runtime/table$slots.slots.c" \
            -o "$build/runtime/table$slots.o"
        eval "bytes$slots=$(constant_bytes "$build/runtime/table$slots.o")"
        eval "relocations$slots=$(readelf -rW "$build/runtime/table$slots.o" | grep -c R_X86_64_64)"
    done
    # shellcheck disable=SC2154 # set by the evals
    limit T2 "index table: bytes a slot beside its name of 9 bytes" "($bytes200 - $bytes100) / 100 - 9" 16
    # shellcheck disable=SC2154
    limit T2 "... relocations a slot" "($relocations200 - $relocations100) / 100" 0
}

# text_bytes PATTERN...: of the objects in $build/runtime.
text_bytes()
{
    # shellcheck disable=SC2068 # patterns
    (cd "$build/runtime" && size $@ | awk 'NR > 1 { sum += $1 } END { print sum }')
}

# T1: code and constants of the core's objects and of all of the runtime's, as `size` adds them up; no unwind tables.
runtime_rows()
{
    rm -f "$build"/runtime/*.runtime.o
    for source in "$project"/runtime/*.c; do
        gcc -std=c11 -O2 -fno-asynchronous-unwind-tables -I "$include" -c "$source" \
            -o "$build/runtime/$(basename "$source" .c).runtime.o"
    done
    limit T1 "runtime: bytes of text, core" "$(text_bytes core*.runtime.o names.runtime.o refuse.runtime.o)" 6144
    limit T1 "runtime: bytes of text, everything" "$(text_bytes ./*.runtime.o)" 49152
}

if [ "$(uname -m)" = x86_64 ] && have gcc; then
    table_rows
    runtime_rows
fi
