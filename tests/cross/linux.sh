#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The tests on a Linux machine of another kind; call tests/cross.sh. In the order in which they run (parts/NAME.sh each):
#
#   traps     what an int at an odd address does there; on targets that trap it must end the program
#   runtime   the runtime compiles with every warning as an error; no suite of it runs if it does not
#   programs  tests/run: every program holds its checks or prints the same bytes as here; containers and threads too
#   unit      the unit suites, of the runtime and of the compiler, with a stand-in for Check
#   compiler  slotgen itself, run there, writes the same C, reports and messages as here for every schema and golden
#   schemas   what is generated from every schema of the repository compiles without a warning
#   property  random schemas of both generators hold their models, and bytes, hashes and texts of random instances are the
#             same as here
#   examples  the example programs and their tests
#
# Usage: tests/cross/linux.sh TARGET [--short]; the short form leaves parts out. PARTS="unit programs" runs only these parts;
# KEEP=1 leaves the scratch folder; VERBOSE=1 says how long each program takes.
# shellcheck disable=SC2034 # much of this is for the parts
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${BUILD:=$top/build}" "${CC:=cc}"
build=$(cd "$BUILD" && pwd) || exit 2
slotgen=$build/slotgen
host_cc=$CC
target=$1
form=long
[ "${2-}" != --short ] || form=short

# The short form is cheap: each of the three machines of ctest does what the others do not.
traps=no
options=-O2
[ "$form" = long ] || options=-O1
case $target-$form in
*-long) : "${PARTS:=programs unit compiler schemas property examples}" ;;
s390x-*) : "${PARTS:=programs compiler property}" ;;
i686-*) : "${PARTS:=programs unit property}" ;;
*) : "${PARTS:=programs property}" ;;
esac
case $target in
s390x) triplet=s390x-linux-gnu qemu=qemu-s390x ;;
sparc64) triplet=sparc64-linux-gnu qemu=qemu-sparc64 traps=yes ;;
mips) triplet=mips-linux-gnu qemu=qemu-mips traps=yes ;;
armhf) triplet=arm-linux-gnueabihf qemu=qemu-arm ;;
aarch64) triplet=aarch64-linux-gnu qemu=qemu-aarch64 ;;
riscv64) triplet=riscv64-linux-gnu qemu=qemu-riscv64 ;;
i686) triplet=i686-linux-gnu qemu='' ;;
m68k) triplet=m68k-linux-gnu qemu=qemu-m68k ;;
*) echo "linux.sh: no target $target" >&2 && exit 2 ;;
esac
cc=$triplet-gcc
run=$qemu
for tool in "$cc" $qemu; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
for file in "$slotgen" "$build/tests/property/random_schema" "$build/tests/property/random_language" "$build/tests/run/operations" \
    "$build/compiler/parse/grammar.c"; do
    [ -e "$file" ] || { echo "no $file: build the project, or set BUILD" >&2; exit 2; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-cross.XXXXXX") || exit 2
trap '[ -n "${KEEP-}" ] || rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
# shellcheck source=tests/cross/lib.sh
. "$here/lib.sh"
write_compile
cd "$top" || exit 2

echo 'int main(void) { return 0; }' >"$work/none.c"
# shellcheck disable=SC2086 # a command, or nothing
if ! "$cc" -static "$work/none.c" -o "$work/none" 2>/dev/null || ! $run "$work/none" 2>/dev/null; then
    echo "skipped: programs of $cc do not run here"
    exit 77
fi

# The schemas of the repository that are programs' or goldens', and where their imports lie.
repository_schemas=$(find examples tests/golden/output tests/run tests/report tests/picture -name '*.slots' \
    -not -path '*/must_not_compile/*' | sort)
schema_folders="-I tests/golden/output -I tests/run/imports/parts"

# The compiler but main.c, once: $work/compiler.a
compiler_includes="-I$top/compiler -I$build/compiler -I$top/runtime/include"
build_compiler() {
    [ ! -e "$work/compiler.a" ] || return 0
    objects parser "-O1 -w $compiler_includes" "$build"/compiler/parse/*.c
    # shellcheck disable=SC2046 # paths without blanks
    objects compiler "-O1 $warnings $compiler_includes" "$build/compiler/runtime_files.c" \
        $(find "$top/compiler" -mindepth 2 -name '*.c')
    "$triplet-ar" rcs "$work/compiler.a" "$work"/compiler/*.o "$work"/parser/*.o
}

# Atomics of 8 bytes are calls on some machines.
link_options=
"$cc" -static "$work/none.c" -o "$work/none" -latomic 2>/dev/null && link_options=-latomic

gen=$work/gen
mkdir "$gen"
includes="-I$top/runtime/include -I$gen"
# shellcheck source=tests/cross/parts/traps.sh
. "$here/parts/traps.sh"
objects runtime "$options $warnings $includes" "$top"/runtime/*.c || { finish "$target"; exit 1; }
"$triplet-ar" rcs "$work/runtime.a" "$work"/runtime/*.o || exit 1 # a program may have its own slot_violation
for part in $PARTS; do
    before=$passed
    # shellcheck source=/dev/null
    . "$here/parts/$part.sh"
    run_all
    echo "$target, $part: $((passed - before)) passed"
    [ -z "${VERBOSE-}" ] || times
done
finish "$target"
