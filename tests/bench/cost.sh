#!/bin/sh
# SPDX-License-Identifier: MIT
# Holds the cost model of compiler/layout/window.h against what compilers make of it: counts the instructions of unchecked
# getters and setters by place, for x86-64 and aarch64, prints a table, and fails where what the model calls dearer takes
# fewer instructions, by half a one and more. Nothing is timed.
#
#   tests/bench/cost.sh [--markdown]
#
# $SLOTGEN is the compiler. Compilers and targets that are not installed are left out.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$bench/../.." && pwd)
export LC_ALL=C
slotgen=${SLOTGEN:-$project/build/slotgen}
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-cost.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/bench/keep.sh
. "$bench/keep.sh"

"$slotgen" -o "$work" "$bench/cost.slots"
header=$work/cost.slots.h
keep cost.slots.h "$work" "$work/keep.c"

# accessor, place: by the load of the getter, which says how the code lies in its window.
awk '/^static inline .*_get_/ { match($0, /[A-Za-z0-9]+_get_[a-z]+/); name = substr($0, RSTART, RLENGTH) }
    /return .*slot_load/ && name != "" {
        match($0, /slot_load[0-9]+/); bits = substr($0, RSTART + 9, RLENGTH - 9)
        cuts = ($0 ~ />> [0-9]/) + ($0 ~ / & /)
        if (bits == 72) place = "nine"
        else if (bits !~ /^(8|16|32|64)$/) place = "two"
        else place = cuts == 0 ? "whole" : cuts == 1 ? "end" : "middle"
        print name, place; setter = name; sub(/_get_/, "_set_", setter); print setter, place; name = ""
    }' "$header" >"$work/places"

# measure NAME OBJDUMP CC FLAG...: a column of the table.
targets=
measure()
{
    target=$1 objdump=$2
    shift 2
    if ! "$@" -std=c11 -O2 -DSLOT_UNCHECKED -I "$project/runtime/include" -I "$work" -c "$work/keep.c" \
        -o "$work/$target.o" 2>"$work/log" || ! "$objdump" -d --no-show-raw-insn "$work/$target.o" >"$work/$target.text" \
        2>"$work/log"; then
        echo "cost: $target left out: $(head -n 1 "$work/log")" >&2
        return
    fi
    awk -v target="$target" '
        FNR == NR { place[$1] = $2; next }
        /^[0-9a-f]+ <.*>:$/ { name = substr($2, 2, length($2) - 3); next }
        $2 == "ret" || $2 == "retq" { name = ""; next }
        name in place && NF > 1 && $2 !~ /^(nop|endbr|bti|cs|data16|xchg)/ { count[name]++ }
        END {
            for (name in place) {
                verb = name ~ /_get_/ ? "get" : "set"
                sum[place[name], verb] += count[name]; slots[place[name], verb]++
            }
            for (key in sum) { split(key, part, SUBSEP); print target, part[1], part[2], sum[key] / slots[key] }
        }' "$work/places" "$work/$target.text" >>"$work/counts"
    targets="$targets $target"
}

: >"$work/counts"
have()
{
    command -v "$1" >/dev/null 2>&1
}
arm_objdump=
for candidate in aarch64-linux-gnu-objdump llvm-objdump llvm-objdump-14; do
    if have $candidate; then
        arm_objdump=$candidate
        break
    fi
done
if [ "$(uname -m)" = x86_64 ]; then
    if have gcc; then measure gcc-x86-64 objdump gcc; fi
    if have clang; then measure clang-x86-64 objdump clang; fi
fi
if [ -n "$arm_objdump" ]; then
    if have aarch64-linux-gnu-gcc; then measure gcc-aarch64 $arm_objdump aarch64-linux-gnu-gcc; fi
    if have clang; then measure clang-aarch64 $arm_objdump clang --target=aarch64-linux-gnu -ffreestanding; fi
fi
if [ -z "$targets" ]; then
    echo "cost: no compiler and disassembler for x86-64 or aarch64: skipped"
    exit 77
fi

# The model's own numbers, in quarters of an instruction.
sed -n 's/^ *COST_\([A-Z_]*\) = \([0-9]*\).*/\1 \2/p' "$project/compiler/layout/window.h" |
    sed 's/^WHOLE/whole/; s/^END/end/; s/^MIDDLE/middle/; s/^TWO_LOADS/two/; s/^NINE/nine/' >"$work/model"

markdown=no
if [ "${1:-}" = --markdown ]; then markdown=yes; fi
awk -v targets="$targets" -v markdown="$markdown" '
    FILENAME ~ /model$/ { model[$1] = $2 / 4; next }
    FILENAME ~ /places$/ { if ($1 ~ /_get_/) slots[$2]++; next }
    { count[$1, $2, $3] = $4 }
    function pad(text, width) { return sprintf("%" width "s", text) }
    END {
        number = split(targets, target, " ")
        places = split("whole end middle two nine", place, " ")
        bar = markdown == "yes" ? " | " : "  "
        edge = markdown == "yes" ? "| " : ""
        line = edge sprintf("%-7s", "place") bar " slots" bar "model"
        rule = "|---|---:|---:"
        for (t = 1; t <= number; t++) { line = line bar pad(target[t], 17); rule = rule "|---:" }
        print line (markdown == "yes" ? " |\n" rule "|" : "")
        for (p = 1; p <= places; p++) {
            line = edge sprintf("%-7s", place[p]) bar pad(slots[place[p]] + 0, 6) bar pad(sprintf("%.2f", model[place[p]]), 5)
            if (slots[place[p]] == 0) { print "cost: no slot at a place of kind " place[p] > "/dev/stderr"; failed = 1 }
            for (t = 1; t <= number; t++) {
                get = count[target[t], place[p], "get"]; set = count[target[t], place[p], "set"]
                line = line bar pad(sprintf("%.1f + %.1f = %.1f", get, set, get + set), 17)
                both[t, p] = get + set
            }
            print line (markdown == "yes" ? " |" : "")
        }
        for (t = 1; t <= number; t++) for (p = 1; p <= places; p++) for (q = 1; q <= places; q++) {
            if (model[place[p]] >= model[place[q]] || both[t, p] < both[t, q] + 0.5) continue
            printf "cost: with %s %s takes %.2f instructions and %s %.2f, the other way round in the model\n", target[t],
                place[p], both[t, p], place[q], both[t, q] > "/dev/stderr"
            failed = 1
        }
        exit failed
    }' "$work/model" "$work/places" "$work/counts"
