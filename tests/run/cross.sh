#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The tests of containers (tests/run/storage) on another kind of machine: compiled by its compiler with the runtime and what is
# generated, linked statically, and run. Every program there checks itself.
#
# Exit status 77 where the cross compiler or what runs its programs is missing.
# Usage: SLOTGEN=build/slotgen tests/run/cross.sh CC [RUN]
#   tests/run/cross.sh i686-linux-gnu-gcc                       32 bits; packages gcc-i686-linux-gnu, libc6-dev-i386-cross
#   tests/run/cross.sh s390x-linux-gnu-gcc qemu-s390x           big-endian; gcc-s390x-linux-gnu, libc6-dev-s390x-cross, qemu-user
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}"
[ $# -ge 1 ] || { echo "usage: cross.sh CC [RUN]" >&2; exit 2; }
cross_cc=$1
cross_run=${2-}
for tool in $cross_cc $cross_run; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-cross.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0

echo 'int main(void) { return 0; }' >"$work/none.c"
# shellcheck disable=SC2086 # a command, or nothing
if ! "$cross_cc" -static "$work/none.c" -o "$work/none" 2>/dev/null || ! $cross_run "$work/none" 2>/dev/null; then
    echo "skipped: programs of $cross_cc do not run here"
    exit 77
fi

compile() { # compile SOURCE OBJECT: as the runtime's users do, with all warnings that matter
    "$cross_cc" -std=c11 -O2 -Wall -Wextra -Wconversion -Werror -I"$top/runtime/include" -I"$work" -c -o "$2" "$1"
}

for source in "$top"/runtime/*.c; do
    compile "$source" "$work/$(basename "$source" .c).runtime.o" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
"${cross_cc%gcc}ar" rcs "$work/runtime.a" "$work"/*.runtime.o || exit 1 # a program may have its own slot_violation
for schema in "$here"/storage/*.slots; do
    "$SLOTGEN" -o "$work" "$schema" && compile "$work/$(basename "$schema").c" "$work/$(basename "$schema").o" || exit 1
done
for source in "$here"/storage/*.c; do
    name=$(basename "$source" .c)
    schemas=$(sed -n 's,^#include "\([a-z_]*\)[a-z.]*\.slots\.h".*,'"$work"'/\1.slots.o,p' "$source")
    # shellcheck disable=SC2086 # words
    if compile "$source" "$work/program.o" >"$work/log" 2>&1 &&
        "$cross_cc" -static -pthread -o "$work/program" "$work/program.o" $schemas "$work/runtime.a" >>"$work/log" 2>&1 &&
        $cross_run "$work/program" >>"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name by $cross_cc"
        head -n 20 "$work/log" | sed 's/^/    /'
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
