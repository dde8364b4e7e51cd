#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A machine whose int has 16 bits, whose double and size_t have 32 and 16: AVR, by avr-gcc.
#
#   - The core and the text compile with all warnings as errors.
#   - What is generated of the schemas of this repository compiles so too, or is refused by a static assertion that says why:
#     float64 and fractional steps, enums beyond an int, records whose bits a size_t cannot count. Nothing else may be said.
#   - The containers are refused likewise.
#   - The program small.c prints there, in a simulator, what it prints here: the same bytes of the same records.
#   - The bits of a double where it is a float (runtime/bits.c) are right, as far as this machine's conversions can tell.
#
# Usage: tests/cross/avr.sh [--short]; SLOTGEN as usual. Exit status 77 where avr-gcc or simavr is missing: packages gcc-avr,
# avr-libc, simavr. Takes about half a minute of CPU with --short, else two minutes.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${CC:=cc}"
operations=400
case ${1-} in --short) operations=80 ;; '') ;; *) echo "usage: avr.sh [--short]" >&2 && exit 2 ;; esac
for tool in avr-gcc simavr; do
    command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-avr.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits"
compile="avr-gcc -mmcu=atmega2560 -std=c11 -Os $warnings -I$top/runtime/include -c -o $work/object"

pass() { passed=$((passed + 1)); }
fail() { # fail WHAT: with the log
    failed=$((failed + 1))
    echo "FAIL $1"
    head -n 20 "$work/log" | sed 's/^/    /'
}

# silent SOURCE: it compiles without a word
silent() {
    if $compile -Werror "$1" >"$work/log" 2>&1; then pass; else fail "$1"; fi
}

# refused SOURCE TEXT: it does not compile, and that static assertion says why
refused() {
    if $compile "$1" >"$work/log" 2>&1; then
        fail "$1 is not refused"
    elif grep -q "error: static assertion failed: \".*$2" "$work/log"; then
        pass
    else
        fail "$1 is refused for another reason than: $2"
    fi
}

# ---- The runtime ----

for source in "$top"/runtime/core*.c "$top"/runtime/bits.c "$top"/runtime/names.c "$top"/runtime/refuse.c \
    "$top"/runtime/status.c "$top"/runtime/suggest.c "$top"/runtime/text*.c "$top"/runtime/violation.c; do
    silent "$source"
done
refused "$top/runtime/memory.c" "need a size_t of 32 bits"
if "$CC" -std=c11 -O1 -U__SIZEOF_DOUBLE__ -D__SIZEOF_DOUBLE__=4 -I"$top/runtime/include" "$here/small_double.c" -o "$work/double" \
    >"$work/log" 2>&1 && "$work/double" >"$work/log" 2>&1; then
    pass
else
    fail "the bits of a double of 32 bits"
fi

# ---- What is generated ----

reasons="need a double of 64 bits|need an int of 32 bits|needs a larger size_t|has the size of an int"
for schema in $(cd "$top" && find examples tests/golden/output tests/run tests/cross -name '*.slots' -not -path '*/must_not_compile/*' | sort); do
    mkdir "$work/generated"
    "$SLOTGEN" -o "$work/generated" -I "$top/tests/golden/output" -I "$top/tests/run/imports/parts" "$top/$schema" ||
        { fail "$schema is accepted"; rm -rf "$work/generated"; continue; }
    # What it imports, so that its header finds theirs.
    (cd "$work/generated" && for imported in "$top"/tests/golden/output/date.slots "$top"/examples/schemas/calendar.slots \
        "$top"/tests/run/imports/parts/*.slots "$top"/tests/run/core/first.slots "$top"/tests/run/core/second.slots; do
        "$SLOTGEN" "$imported"
    done)
    source=$work/generated/$(basename "$schema").c
    if $compile -Werror -I"$work/generated" "$source" >"$work/log" 2>&1; then
        pass
        fits=$((${fits:-0} + 1))
    elif grep 'error: ' "$work/log" | grep -q 'static assertion' &&
        ! $compile -I"$work/generated" "$source" 2>&1 | grep 'error: ' | grep -Ev "static assertion failed: .*($reasons)|array .* too large"; then
        pass
        refusals=$((${refusals:-0} + 1))
    else
        grep 'error: ' "$work/log" >"$work/errors" && mv "$work/errors" "$work/log"
        fail "$schema"
    fi
    rm -rf "$work/generated"
done

# refuses SCHEMA TEXT: the code of a schema is refused for that reason
refuses() {
    echo "$1" >"$work/asks.slots"
    "$SLOTGEN" -o "$work" "$work/asks.slots" && refused "$work/asks.slots.c" "$2"
}

refuses 'class A { a: float64; }' 'need a double of 64 bits'
refuses 'class A { a: 0.0 .. 1.0 step 0.01; }' 'need a double of 64 bits'
refuses 'class A { oneof o { a: int8; b: (float64 ?)[2]; } }' 'need a double of 64 bits'
refuses 'enum E { a = 1, b = 40_000 } class A { e: E; }' 'need an int of 32 bits'
refuses 'class A { a: bytes(8_192); b: bool[9]; }' 'A needs a larger size_t'

# ---- What runs ----

"$SLOTGEN" -o "$work" "$here/small.slots" || exit 1
core="$top/runtime/bits.c $top/runtime/names.c $top/runtime/refuse.c $(ls "$top"/runtime/core*.c)"
# shellcheck disable=SC2086 # words
"$CC" -std=c11 -O1 -DOPERATIONS=$operations -I"$top/runtime/include" -I"$work" -I"$here/host" "$here/small.c" \
    "$work/small.slots.c" $core -o "$work/small" || exit 1
"$work/small" >"$work/expected" || { cat "$work/expected"; exit 1; }
# shellcheck disable=SC2086 # words
if avr-gcc -mmcu=atmega1284p -std=gnu11 -Os -mcall-prologues -mrelax -ffunction-sections -fdata-sections -Wl,--gc-sections \
    -Wall -Wextra -Werror -DOPERATIONS=$operations -I"$top/runtime/include" -I"$work" -I"$here/avr" "$here/small.c" \
    "$work/small.slots.c" $core -o "$work/small.elf" >"$work/log" 2>&1; then
    # Its lines are coloured, and end in a point.
    timeout 900 simavr -m atmega1284p -f 20000000 "$work/small.elf" 2>&1 |
        sed -n 's/\x1b\[[0-9;]*m//g; /^Loaded/d; s/\.$//p' >"$work/printed"
    if diff "$work/expected" "$work/printed" >"$work/log"; then pass; else fail "small.c prints other bytes"; fi
else
    fail "small.c compiles"
fi

echo "avr: of the schemas ${fits:-0} fit, ${refusals:-0} are refused; $operations operations on each class;" \
    "$passed passed, $failed failed"
[ $failed -eq 0 ]
