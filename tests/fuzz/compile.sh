#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Exit 0 means that it compiles, for what fuzzers found: compiles the C of every schema in a corpus that slotgen accepts,
# as C11 with gcc and as C++17 with clang++, with all warnings as errors.
#
# Usage: compile.sh FOLDER [COUNT]     the inputs in FOLDER (of run.sh's corpora), COUNT of them, evenly taken; all unless given
#
# Prints how many there were, how many slotgen accepts, and each one whose C does not compile. Takes about half a second
# for each that it accepts. $SLOTGEN is the compiler, build/slotgen unless set. What includes headers of C is left out.
set -u
LC_ALL=C
export LC_ALL
[ $# -ge 1 ] || { sed -n '7,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
slotgen=${SLOTGEN:-$root/build/slotgen}
slotgen=$(cd "$(dirname "$slotgen")" && pwd)/$(basename "$slotgen")
[ -x "$slotgen" ] || { echo "compile.sh: no compiler at $slotgen: build it, or set SLOTGEN" >&2; exit 2; }
count=${2:-0}
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-fuzz.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits -Werror"
tried=0 accepted=0 failed=0

# split FILE: its files into $work/in; of a comparison the old side.
split() {
    rm -rf "$work/in" "$work/out" && mkdir "$work/in" "$work/out"
    awk -v folder="$work/in" '
        BEGIN { out = folder "/in.slots" }
        NR == 1 && /^\/\/@ args / { next }
        /^\/\/@ diff/ { exit }
        /^\/\/@ file / {
            name = substr($0, 10)
            out = name ~ /^[A-Za-z0-9_.-]+\.slots$/ && !(name in seen) ? folder "/" name : "/dev/null"
            seen[name] = 1
            next
        }
        { print > out }' "$1"
}

find "$1" -type f | sort >"$work/all"
total=$(wc -l <"$work/all")
step=1
[ "$count" -eq 0 ] || [ "$count" -ge "$total" ] || step=$((total / count))
awk -v step="$step" 'NR % step == 0' "$work/all" >"$work/list"
while read -r input; do
    tried=$((tried + 1))
    split "$input" 2>/dev/null
    [ -f "$work/in/in.slots" ] || continue
    (cd "$work/in" && exec timeout 20 "$slotgen" -o "$work/out" ./*.slots) >/dev/null 2>&1 || continue
    grep -q '^#include "[^"]*[^s]\.h"\|^#include "[^"]*[^t]s\.h"' "$work"/out/*.h && continue
    accepted=$((accepted + 1))
    for source in "$work"/out/*.slots.c; do
        # shellcheck disable=SC2086 # options are words
        if ! timeout 120 gcc -std=c11 $warnings -fsyntax-only -I"$work/out" -I"$root/runtime/include" "$source" >"$work/log" 2>&1 ||
            ! timeout 120 clang++ -x c++ -std=c++17 $warnings -Wold-style-cast -fsyntax-only -I"$work/out" \
                -I"$root/runtime/include" "$source" >"$work/log" 2>&1; then
            failed=$((failed + 1))
            echo "FAIL $input"
            head -n 12 "$work/log" | cut -c1-300
        fi
    done
done <"$work/list"
echo "$tried inputs, $accepted accepted, the C of $failed does not compile"
[ "$failed" -eq 0 ] && [ "$accepted" -gt 0 ]
