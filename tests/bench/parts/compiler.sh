# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goal G1: the compiler's own time on 10,000 classes of ten slots, against flatc on the same fields in the same run, and
# against itself on a fifth of them. Sourced by run.sh.
tool big_schema
for classes in 2000 10000; do
    mkdir -p "$build/compiler/$classes"
    "$build/bin/big_schema" "$build/compiler/$classes" $classes
done
tool timed
large=$build/compiler/10000
small=$build/compiler/2000
generate "$large" "$large/big.slots"
if have flatc; then
    "$tool" "$(rounds)" "$slotgen" -o "$large" "$large/big.slots" -- flatc --cpp -o "$large" "$large/big.fbs" -- \
        "$slotgen" -o "$small" "$small/big.slots" >"$build/compiler/out"
else
    "$tool" "$(rounds)" "$slotgen" -o "$large" "$large/big.slots" -- true -- "$slotgen" -o "$small" "$small/big.slots" \
        >"$build/compiler/out"
fi
eval "$(awk '{ print "seconds" NR "=" $1; print "kib" NR "=" $2 }' "$build/compiler/out")"
# shellcheck disable=SC2154 # set by the eval
{
    if have flatc; then
        against G1 "slotgen, 100,000 slots: seconds, to flatc --cpp" "$seconds1" "$seconds2" 0.2
        against G1 "... peak memory, KiB" "$kib1" "$kib2" -
    else
        skip G1 "slotgen, 100,000 slots" "no flatc"
    fi
    against G1 "... to five times that of 20,000 slots (linear: 1)" "$seconds1" "$seconds3 * 5" 1.2
    against G1 "... bytes written a byte read" "$(cat "$large/big.slots.h" "$large/big.slots.c" | wc -c)" \
        "$(wc -c <"$large/big.slots")" -
}
