#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Measures that time and memory of slotgen stay in proportion to what it reads: each schema of shapes.txt at one size
# and at others, once by its instructions (valgrind counts them: no clock is looked at) and once by the most memory that
# it had and by what it wrote. Twice the bytes of schema may take 2.3 times as many instructions, and a byte may take
# 1,500 bytes of memory and 2,500 bytes of output (beside 256 MiB that a schema of any length may take). No run takes
# longer than a minute, and each schema gets its answer.
#
# Usage: scale.sh [--short] [--command C] [NAME...]
#
# --short measures instructions of the shapes marked so at two sizes, one four times the other, and memory and output of
# all; without it, instructions of all at three sizes each. C is gen, text, json, svg, html (forms of `slotgen layout`)
# or diff; all of them without it, gen alone with --short. NAME is a shape of shapes.txt. Prints what is out of bounds
# and, at its end, how many were measured and the worst of each. --short takes a minute and a half, the rest about an hour.
#
# $SLOTGEN is the compiler, $GROW and $MEASURE the programs of grow.c and measure.c. Without valgrind only memory and
# output are measured.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${GROW:=$top/build/tests/hostile/hostile_grow}"
: "${MEASURE:=$top/build/tests/hostile/hostile_measure}"
shapes=$here/shapes.txt
most_growth=115  # percent of the instructions for each byte of schema, at twice the size
most_memory=1500 # bytes for each byte of schema
most_output=2500
room=268435456 # bytes of both that a schema of any length may take: what its classes copy and begin with has limits
slack=3000000 # instructions that a run may take anyhow
short=no
commands=
names=
while [ $# -gt 0 ]; do
    case $1 in
    --short) short=yes ;;
    --command) shift && commands=$1 ;;
    *) names="$names $1" ;;
    esac
    shift
done
if [ -z "$commands" ]; then
    commands="gen text json svg html diff"
    [ $short = no ] || commands=gen
fi
[ -n "$names" ] || names=$(awk '/^== / { print $2 }' "$shapes")
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-scale.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
failed=0
measured=0
: >worst

fail() {
    failed=$((failed + 1))
    echo "FAIL $*"
}

# field NAME NUMBER: of the line of a shape
field() {
    awk -v name="$1" -v number="$2" '$1 == "==" && $2 == name { print $number }' "$shapes"
}

# prepare NAME COUNT: shape.slots, and for diff one whose names are others
prepare() {
    "$GROW" "$shapes" "$1" "$2" >shape.slots || exit 2
    [ "$command" != diff ] || "$GROW" "$shapes" "$1" "$2" "$2" >other.slots
}

words() {
    case $command in
    gen) echo "-o - shape.slots" ;;
    diff) echo "diff shape.slots other.slots" ;;
    *) echo "layout --format=$command shape.slots" ;;
    esac
}

# count NAME COUNT: $instructions of $size bytes
count() {
    prepare "$1" "$2"
    size=$(wc -c <shape.slots)
    # shellcheck disable=SC2046 # words
    valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file=log "$SLOTGEN" $(words) \
        >/dev/null 2>&1
    instructions=$(awk '/I +refs:/ { gsub(",", "", $NF); print $NF }' log)
}

# growth NAME COUNT COUNT: whether the instructions at the second one are in proportion to those at the first
growth() {
    count "$1" "$2"
    before=$instructions before_size=$size
    count "$1" "$3"
    limit=$((before * size * most_growth / before_size / 100))
    [ "$3" -le $(($2 * 2)) ] || limit=$((limit * most_growth / 100))
    [ "$instructions" -le $((limit + slack)) ] ||
        fail "$command $1: $before instructions at $2, $instructions at $3, where $limit are in proportion"
    [ "$before" -lt "$slack" ] ||
        echo "$((instructions * 100 * before_size / (before * size))) growth $command $1" >>worst
    measured=$((measured + 1))
}

time_shape() {
    if [ $short = no ]; then
        growth "$1" 1500 3000
        growth "$1" 3000 6000
    elif grep -q "^== $1 .*short\$" "$shapes"; then
        growth "$1" 800 3200
    fi
}

# measure_room NAME: memory and output at 10,000
measure_room() {
    prepare "$1" 10000
    # shellcheck disable=SC2046 # words
    timeout 60 "$MEASURE" "$SLOTGEN" $(words) 2>err >measured || { fail "$command $1 hangs" && return; }
    read -r status memory output <measured
    input=$(wc -c <shape.slots)
    expected=$(field "$1" 3)
    case $expected:$status in
    ok:0) ;;
    ok:4) [ "$command" = diff ] || fail "$command $1: status $status" ;;
    *:1) grep -q "\[$expected\]" err || fail "$command $1: no [$expected] in $(head -c 300 err)" ;;
    *) fail "$command $1: status $status, $(head -c 300 err)" ;;
    esac
    [ "$expected" = ok ] || [ "$(wc -c <err)" -le 20000 ] || fail "$command $1: $(wc -c <err) bytes of messages"
    memory=$((memory * 1024))
    [ "$memory" -le $((input * most_memory + room)) ] || fail "$command $1: $memory bytes of memory for $input of schema"
    [ "$output" -le $((input * most_output + room)) ] || fail "$command $1: $output bytes of output for $input of schema"
    [ "$input" -ge 50000 ] || return 0
    echo "$((memory / input)) memory $command $1" >>worst
    echo "$((output / input)) output $command $1" >>worst
}

for command in $commands; do
    for name in $names; do
        measure_room "$name"
        if command -v valgrind >/dev/null; then time_shape "$name"; fi
    done
done
command -v valgrind >/dev/null || echo "SKIP: instructions need valgrind"
for what in memory output growth; do
    sort -rn worst | awk -v what=$what '$2 == what { print "worst " what ": " $1 (what == "growth" ? \
        "% of the instructions for each byte at a larger size" : " for each byte of schema") ", " $3 " " $4; exit }'
done
echo "$(echo "$names" | wc -w) shapes, $measured growths of instructions measured, $failed failed"
[ "$failed" -eq 0 ]
