#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Holds what `slotgen diff` says against programs: small changes of real schemas, each compared with what it was.
#
#   - Where a class is said to be compatible, every C name of the old headers that belongs to it is in the new ones.
#   - Where old bytes are said to say the same, a program with the new header reads from bytes that one with the old header
#     wrote the value of every slot.
#
# Usage: run.sh [CHANGES [SEED]]     so many changes of each schema, 4 unless given
#
# $SCHEMAS are the schemas, all of this repository that import nothing unless set; $SLOTGEN is the compiler, $RUNTIME the library, $CC the C compiler.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${RUNTIME:=$top/build/runtime/libslotgen.a}" "${CC:=cc}"
changes=${1:-4}
seed=${2:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-diff.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
compared=0 refused=0 compatible=0 read=0 failed=0

fail() { # fail WHAT: and shows the change
    failed=$((failed + 1))
    echo "FAIL $1"
    diff "$work/old/$name.slots" "$work/new/$name.slots" | sed 's/^/    /'
    head -n 10 "$work/log" 2>/dev/null | sed 's/^/    /'
}

# generate SIDE: header and source, and what the driver includes
generate() {
    "$SLOTGEN" -o "$work/$1" -I "$schemas" "$work/$1/$name.slots" >"$work/log" 2>&1 || return 1
    echo "#include \"$name.slots.h\"" >"$work/$1/schema.h"
    [ ! -e "$work/$1/$name.private.slots.h" ] || echo "#include \"$name.private.slots.h\"" >>"$work/$1/schema.h"
    sed -n 's/^extern const slot_class \([A-Za-z0-9_]*\);.*/\&\1,/p' "$work/$1/$name.slots.h" >"$work/$1/classes.inc"
}

# build SIDE
build() {
    # shellcheck disable=SC2086 # $CC may be a command with options
    $CC -std=c11 -I"$work/$1" -I"$schemas" -I"$top/runtime/include" "$here/driver.c" "$work/$1/$name.slots.c" "$RUNTIME" \
        -o "$work/$1/driver" >"$work/log" 2>&1
}

# The names that the headers of a side declare, one a line.
names_of() {
    cat "$work/$1"/*.h | sed -n 's/^#define \([A-Za-z0-9_]*\).*/\1/p; s/^static inline .*[ *]\([A-Za-z0-9_]*\)(.*/\1/p' | sort -u
}

# Names of the old side that the new one has not, and that belong to a class of which that is not said.
check_names() {
    sed -n 's/^class \([A-Za-z0-9_.]*\): \(same layout\|source compatible\).*/\1/p' "$work/said" | tr . _ >"$work/kept"
    names_of old >"$work/names.old"
    names_of new >"$work/names.new"
    comm -23 "$work/names.old" "$work/names.new" >"$work/lost"
    while read -r class; do
        compatible=$((compatible + 1))
        grep "^${class}_" "$work/lost" >"$work/log" || continue
        # A class of a longer name, which is another one.
        sed -n 's/^class \([A-Za-z0-9_.]*\): .*/\1/p' "$work/said" | tr . _ | grep "^${class}_" >"$work/longer"
        while read -r longer; do
            grep -v "^${longer}_" "$work/log" >"$work/log2"
            mv "$work/log2" "$work/log"
        done <"$work/longer"
        [ ! -s "$work/log" ] || fail "$name, seed $at: $class is said to be compatible"
    done <"$work/kept"
}

check_bytes() {
    readable=$(sed -n 's/^class \([A-Za-z0-9_.]*\): .*, old bytes say the same$/\1/p; s/^class \([A-Za-z0-9_.]*\): same layout.*/\1/p' "$work/said")
    [ -n "$readable" ] || return
    if ! build old || ! build new; then
        fail "$name, seed $at: the driver does not compile"
        return
    fi
    # shellcheck disable=SC2086 # names of classes
    "$work/old/driver" write $readable >"$work/wrote" && "$work/new/driver" read <"$work/wrote" >"$work/read" ||
        echo "the driver failed" >>"$work/read"
    # shellcheck disable=SC2086
    read=$((read + $(echo $readable | wc -w)))
    diff "$work/wrote" "$work/read" >"$work/log" || fail "$name, seed $at: old bytes are said to say the same"
}

# Headers of imported schemas are not generated: schemas that stand alone.
: "${SCHEMAS:=$top/examples/schemas/*.slots $top/tests/golden/output/*.slots $top/tests/run/operations.slots \
    $top/tests/run/language/language.slots $top/tests/run/layouts/layouts.slots}"
for schema in $SCHEMAS; do
    grep -q '^import' "$schema" && continue
    name=$(basename "$schema" .slots)
    schemas=$(dirname "$schema")
    for step in $(seq "$changes"); do
        at=$((seed * 1000 + step))
        rm -rf "$work/old" "$work/new"
        mkdir "$work/old" "$work/new"
        cp "$schema" "$work/old/$name.slots"
        awk -v seed=$at -f "$here/mutate.awk" "$schema" >"$work/new/$name.slots"
        generate old || fail "$name: slotgen refuses it"
        if ! generate new; then
            refused=$((refused + 1))
            continue
        fi
        compared=$((compared + 1))
        "$SLOTGEN" diff "$work/old/$name.slots" "$work/new/$name.slots" >"$work/said" 2>"$work/log"
        status=$?
        grep -q ': incompatible' "$work/said" && expected=4 || expected=0
        [ "$status" -eq "$expected" ] || fail "$name, seed $at: exit status $status"
        check_names
        check_bytes
    done
done
echo "$compared changes compared, $refused were no schema; $compatible classes keep their names, $read their bytes; $failed failed"
[ "$failed" -eq 0 ] && [ "$compatible" -gt 0 ] && [ "$read" -gt 0 ]
