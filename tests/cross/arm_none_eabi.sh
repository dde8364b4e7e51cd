#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Bare metal: ARM's Cortex-M0, which traps every unaligned access, and Cortex-M4, without an operating system.
#
#   - The core and what is generated of the schemas of this repository compile with all warnings as errors, freestanding, with
#     -fno-short-enums; with the short enums that this compiler has else, enums are refused by a static assertion.
#   - The core links without a C library: it asks for memcpy, memset, memmove and memcmp, and for what compilers call themselves.
#   - The program small.c prints on a board in qemu what it prints here: the same bytes of the same records.
#   - A program that does read unaligned ends in the trap, so that the others have not.
#   - Not with --short: programs of tests/run with newlib, on the strict board.
#
# Usage: tests/cross/arm_none_eabi.sh [--short]; SLOTGEN as usual. Exit status 77 where the compiler or qemu is missing: packages
# gcc-arm-none-eabi, libnewlib-arm-none-eabi, qemu-system-arm. Takes half a minute of CPU with --short, else about three minutes.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${CC:=cc}"
short=no
case ${1-} in --short) short=yes ;; '') ;; *) echo "usage: arm_none_eabi.sh [--short]" >&2 && exit 2 ;; esac
cross=arm-none-eabi
for tool in $cross-gcc $cross-nm qemu-system-arm; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-arm.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits -Werror"
include="-I$top/runtime/include -I$work"

pass() { passed=$((passed + 1)); }
fail() { # fail WHAT: with the log
    failed=$((failed + 1))
    echo "FAIL $1"
    head -n 20 "$work/log" | sed 's/^/    /'
}

# ---- Everything compiles ----

core="$top/runtime/bits.c $top/runtime/names.c $top/runtime/refuse.c $(ls "$top"/runtime/core*.c)"
mkdir "$work/generated" "$work/core"
"$SLOTGEN" -o "$work" "$here/small.slots" || exit 1
for schema in $(cd "$top" && find examples tests/golden/output tests/run -name '*.slots' -not -path '*/must_not_compile/*' | sort); do
    mkdir -p "$work/generated/$(dirname "$schema")"
    "$SLOTGEN" -o "$work/generated/$(dirname "$schema")" -I "$top/tests/golden/output" -I "$top/tests/run/imports/parts" \
        "$top/$schema" >"$work/log" 2>&1 || fail "$schema is accepted"
done
for cpu in cortex-m0 cortex-m4; do
    compile="$cross-gcc -mcpu=$cpu -mthumb -std=c11 -O2 -ffreestanding -fno-short-enums $warnings $include"
    for source in $core "$work/small.slots.c"; do
        if $compile -c -o "$work/core/$(basename "$source").o" "$source" >"$work/log" 2>&1; then pass; else fail "$source on $cpu"; fi
    done
    rm "$work/core/small.slots.c.o"
    $cross-nm -u "$work"/core/*.o | sed -n 's/^ *U //p' | grep -Ev '^(slot_|__aeabi_|mem(cpy|move|set|cmp)$|__[a-z]*[sd]i[23]$)' >"$work/log"
    if [ -s "$work/log" ]; then fail "the core needs these"; else pass; fi
    find "$work/generated" -name '*.slots.c' | sort >"$work/sources"
    while read -r source; do
        if $compile -fsyntax-only -I"$(dirname "$source")" -I"$work/generated/tests/run/imports/parts" "$source" >"$work/log" 2>&1; then
            pass
        else
            fail "${source#"$work/generated/"} on $cpu"
        fi
    done <"$work/sources"
done
echo 'enum E { a, b } class A { e: E; }' >"$work/asks.slots"
"$SLOTGEN" -o "$work" "$work/asks.slots" || exit 1
# shellcheck disable=SC2086 # words
$cross-gcc -mcpu=cortex-m0 -mthumb -std=c11 $include -fsyntax-only "$work/asks.slots.c" >"$work/log" 2>&1
if grep -q 'error: static assertion failed: "E has the size of an int: no -fshort-enums"' "$work/log"; then
    pass
else
    fail "short enums are refused"
fi

# ---- What runs ----

# on_board PROGRAM: what it prints goes to $work/printed
on_board() {
    timeout 900 qemu-system-arm -M mps2-an386 -nographic -monitor none -serial none \
        -semihosting-config enable=on,target=native -kernel "$1" >"$work/printed" 2>&1 </dev/null
    status=$?
    [ $status -eq 0 ] || { tail -n 5 "$work/printed"; echo "exit status $status"; } >"$work/log"
    return $status
}

# bare PROGRAM CPU OPTIONS: small.c without a library but the compiler's own
bare() {
    # shellcheck disable=SC2086 # words
    $cross-gcc -mcpu="$2" -mthumb -std=c11 -O2 -ffreestanding -fno-short-enums -Wall -Wextra -Werror -nostdlib -Wl,--no-enum-size-warning \
        $3 -T "$here/arm/board.ld" $include -I"$here/arm" "$here/arm/start.c" "$here/small.c" "$work/small.slots.c" $core -lgcc \
        -o "$1" >"$work/log" 2>&1
}

# shellcheck disable=SC2086 # words
"$CC" -std=c11 -O1 $include -I"$here/host" "$here/small.c" "$work/small.slots.c" $core -o "$work/small" || exit 1
"$work/small" >"$work/expected" || { cat "$work/expected"; exit 1; }
for way in "cortex-m0 -DSTRICT" "cortex-m4 -munaligned-access" "cortex-m4 -DSTRICT -mno-unaligned-access"; do
    if bare "$work/small.elf" "${way%% *}" "${way#* }" && on_board "$work/small.elf"; then
        if diff "$work/expected" "$work/printed" >"$work/log"; then pass; else fail "small.c prints other bytes on $way"; fi
    else
        fail "small.c on $way"
    fi
done
# The same code with accesses that need not be aligned, where they must be.
bare "$work/small.elf" cortex-m4 -DSTRICT || fail "small.c for the trap"
on_board "$work/small.elf"
if [ $? -eq 70 ]; then pass; else fail "an unaligned access does not trap"; fi

if [ $short = no ]; then
    mkdir "$work/runtime"
    for source in "$top"/runtime/*.c; do
        # shellcheck disable=SC2086 # words
        $cross-gcc -mcpu=cortex-m0 -mthumb -std=c11 -O2 -fno-short-enums $warnings $include -c \
            -o "$work/runtime/$(basename "$source").o" "$source" >"$work/log" 2>&1 || fail "$source with newlib"
    done
    $cross-ar rcs "$work/runtime.a" "$work"/runtime/*.o
    # program SCHEMA SOURCES...
    program() {
        schema=$work/generated/tests/run/$1
        shift
        # shellcheck disable=SC2086 # words
        if $cross-gcc -mcpu=cortex-m0 -mthumb -std=c11 -O2 -fno-short-enums -nostartfiles --specs=rdimon.specs -Wl,--no-enum-size-warning \
            -DHOSTED -DSTRICT -T "$here/arm/board.ld" -I"$(dirname "$schema")" $include "$here/arm/start.c" "$@" "$schema.slots.c" \
            "$work/runtime.a" -o "$work/program.elf" >"$work/log" 2>&1 && on_board "$work/program.elf"; then
            pass
        else
            fail "$1"
        fi
    }
    run=$top/tests/run
    program small "$run/small.c"
    program everything "$run/everything.c"
    program layouts/layouts "$run"/layouts/*.c
    program language/language "$run"/language/*.c
    program storage/storage "$run/storage/pool.c"
    program storage/storage "$run/storage/symbols.c"
    program storage/tables "$run/storage/table.c"
    program storage/tables "$run/storage/bulk.c"
    program storage/rows "$run/storage/rows.c"
fi

echo "arm-none-eabi: $passed passed, $failed failed"
[ $failed -eq 0 ]
