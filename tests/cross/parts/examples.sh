# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# The examples, and their own tests with a program that runs on the target.

# example NAME SCHEMA "OPTIONS" SOURCE...: the command $work/example_NAME, and a job: its test
example() {
    name=$1 schema=$2 example_options=$3
    shift 3
    mkdir -p "$work/examples/$name"
    "$slotgen" -o "$work/examples/$name" "$schema" >"$work/log" 2>&1 || { fail "$schema is refused" "$work/log"; return; }
    objects "example_objects_$name" "$options $warnings -I$top/runtime/include -I$work/examples/$name $example_options" "$@" \
        "$work/examples/$name"/*.slots.c &&
        link "example_$name.program" "$work/example_objects_$name"/*.o "$work/runtime.a" || return
    printf '#!/bin/sh\nexec %s %s "$@"\n' "$run" "$work/example_$name.program" >"$work/example_$name"
    chmod +x "$work/example_$name"
    later "example_$name" - "TMPDIR=$work sh $top/examples/$name/test.sh $work/example_$name || [ \$? -eq 77 ]"
}

examples=$top/examples
example dates "$examples/dates/dates.slots" "" "$examples"/dates/*.c
example loose "$examples/loose/loose.slots" "" "$examples/loose/loose.c"
example tokens "$examples/tokens/source.slots" "" "$examples"/tokens/*.c
example trades "$examples/trades/trades.slots" "" "$examples"/trades/*.c
example unicode "$examples/unicode/ucd.slots" "" "$examples"/unicode/*.c
# shellcheck disable=SC2046 # paths without blanks
example files "$examples/files/files.slots" "-D_GNU_SOURCE -D_FILE_OFFSET_BITS=64" \
    $(find "$examples/files" -name '*.c' -not -name vanish.c)
