#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests the pictures of `slotgen layout`. Those of the schemas here, of the examples, of large and of random ones are
# well-formed, with no text outside and none over another (check_picture.c, and xmllint where it is there); NAME.svg and
# NAME.html beside a schema are what the tool writes, and docs/trade.svg is the picture of the README's first schema.
#
# Usage: run.sh [--update]     rewrites those files; look at them before you commit
# $SLOTGEN is the compiler, $CHECK_PICTURE and $RANDOM_LANGUAGE are programs of the tests.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${CHECK_PICTURE:=$top/build/tests/picture/check_picture}"
: "${RANDOM_LANGUAGE:=$top/build/tests/property/random_language}"
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-picture.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
passed=0
update=false
[ "${1-}" = --update ] && update=true

# judge STATUS WHAT: counts; what was printed is in $work/log
judge() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAILED: $2"
    head -n 40 "$work/log" | sed 's/^/    /'
}

# draw SCHEMA FORMAT [OPTION...]: to $work/picture.FORMAT, and checks it
draw() {
    drawn=$1 format=$2
    shift 2
    "$SLOTGEN" layout --format="$format" "$@" -o "$work/picture.$format" "$drawn" >"$work/log" 2>&1 || return 1
    "$CHECK_PICTURE" "$work/picture.$format" >"$work/log" 2>&1 || return 1
    if command -v xmllint >/dev/null; then xmllint --noout --huge "$work/picture.$format" >"$work/log" 2>&1; fi
}

# same EXPECTED: the picture that was drawn last
same() {
    if $update; then cp "$work/picture.$format" "$1"; fi
    diff -u "$1" "$work/picture.$format" >"$work/log" 2>&1
}

for schema in "$here"/*.slots "$top"/examples/schemas/*.slots "$top"/tests/run/*.slots; do
    for format in svg html; do
        draw "$schema" $format
        judge $? "the $format of ${schema#"$top/"}"
        expected=${schema%.slots}.$format
        [ -f "$expected" ] || continue
        same "$expected"
        judge $? "${expected#"$top/"} differs"
    done
    draw "$schema" svg --count 9G
    judge $? "the svg of ${schema#"$top/"} with the largest count"
    draw "$schema" html --count 1234567 && grep -q 'class="number">For 1[^<]*234[^<]*567</th>' "$work/picture.html" &&
        grep -q 'class="number">[0-9.]* [kMGT]*B</td>' "$work/picture.html"
    judge $? "the html of ${schema#"$top/"} with a count"
done

# Many slots, narrow ones side by side, and more rows than are drawn.
awk 'BEGIN {
    split("bool;0..6;0..100 ?;uint16;uint32;0..999;0..2 ?;uint8", types, ";")
    print "class Many {"
    for (i = 0; i < 300; i++) printf "    slot_%d: %s;\n", i, types[i * i % 11 % 8 + 1]
    print "}\nclass Bits {"
    for (i = 0; i < 64; i++) printf "    is_bit_of_number_%d: bool;\n", i
    print "}\nclass Rows {"
    for (i = 0; i < 3000; i++) printf "    row_%d: uint64;\n", i
    print "}\nclass Arms { oneof arm {"
    for (i = 0; i < 200; i++) printf "    arm_%d: 0..%d;\n", i, i + 1
    print "} }"
}' </dev/null >"$work/large.slots"
for format in svg html; do
    draw "$work/large.slots" $format
    judge $? "the $format of a large schema"
done

seed=1
while [ $seed -le 20 ]; do
    "$RANDOM_LANGUAGE" $seed "$work" && draw "$work/random.slots" html && draw "$work/random.slots" svg
    judge $? "random schema $seed"
    seed=$((seed + 1))
done

# The README's picture.
awk '/^```slots/ { inside = 1; next } /^```/ { if (inside) exit } inside' "$top/README.md" >"$work/trade.slots"
draw "$work/trade.slots" svg
judge $? "the picture of the README"
same "$top/docs/trade.svg"
judge $? "docs/trade.svg is not what slotgen layout --format=svg trade.slots writes"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
