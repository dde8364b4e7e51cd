#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The same schema gives the same bytes on every machine: a big-endian one, s390x under qemu, is asked.
#
#   - slotgen itself, compiled for it, writes the same C and reports the same layouts for all schemas of this repository.
#   - Programs with generated code print the same bytes there (operations), and hold every check (language, layouts, small).
#
# Exit status 77 where the cross compiler or qemu is missing: packages gcc-s390x-linux-gnu, libc6-dev-s390x-cross, qemu-user.
# Usage: SLOTGEN=build/slotgen BUILD=build tests/run/big_endian.sh
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${BUILD:=$top/build}" "${SLOTGEN:=$top/build/slotgen}"
: "${CROSS_CC:=s390x-linux-gnu-gcc}" "${CROSS_RUN:=qemu-s390x}"
for tool in $CROSS_CC $CROSS_RUN; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-endian.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0

pass() { passed=$((passed + 1)); }
fail() { # fail WHAT: with the log
    failed=$((failed + 1))
    echo "FAIL $1"
    head -n 20 "$work/log" | sed 's/^/    /'
}

# objects FOLDER OPTIONS SOURCES...: compiles them into a folder
objects() {
    folder=$1 options=$2
    shift 2
    mkdir -p "$work/$folder"
    for source in "$@"; do
        printf '%s\n%s\n' "$source" "$work/$folder/$(echo "${source#"$top"/}" | tr / _).o"
    done >"$work/list"
    # shellcheck disable=SC2016,SC2086 # of the inner shell; options are words
    xargs -n 2 -P 2 "$work/compile" $options <"$work/list" >"$work/log" 2>&1
}

cat >"$work/compile" <<END
#!/bin/sh
# compile OPTIONS... SOURCE OBJECT
while [ \$# -gt 2 ]; do options="\$options \$1"; shift; done
exec $CROSS_CC -std=c11 -w -I$top/compiler -I$BUILD/compiler -I$top/runtime/include -I$work/gen \$options -c -o "\$2" "\$1"
END
chmod +x "$work/compile"

# ---- The compiler ----

compare() { # compare WHAT ARGUMENTS...: what slotgen says on both
    what=$1
    shift
    "$SLOTGEN" "$@" >"$work/host" 2>&1
    # shellcheck disable=SC2086 # a command
    $CROSS_RUN "$work/slotgen" "$@" >"$work/there" 2>&1
    if diff "$work/host" "$work/there" >"$work/log"; then pass; else fail "$what"; fi
}

mkdir "$work/gen"
# shellcheck disable=SC2046 # paths without blanks
objects compiler -O1 $(find "$top/compiler" -name '*.c') "$BUILD"/compiler/parse/*.c "$BUILD/compiler/runtime_files.c" ||
    { fail "the compiler compiles"; exit 1; }
$CROSS_CC -static -o "$work/slotgen" "$work"/compiler/*.o || exit 1
cd "$top" || exit 2
for schema in $(find examples tests/golden/output tests/run -name '*.slots' -not -path '*/must_not_compile/*' | sort); do
    compare "$schema: the code" -o - -I tests/golden/output -I tests/run/imports/parts "$schema"
    compare "$schema: the report" layout --format=json -I tests/golden/output -I tests/run/imports/parts "$schema"
done

# ---- Programs ----

# program NAME OPTIONS SOURCES...: links them with the schema NAME.slots, which was generated, and the runtime, and runs them
program() {
    name=$1 options=$2
    shift 2
    rm -rf "$work/objects"
    objects objects "$options" "$@" "$work/gen/$name.slots.c" &&
        $CROSS_CC -static -pthread -o "$work/program" "$work"/objects/*.o "$work/runtime.a" >>"$work/log" 2>&1 &&
        $CROSS_RUN "$work/program" >"$work/printed" 2>"$work/log"
}

# prints WHAT EXPECTED: what the last program printed
prints() {
    if diff "$2" "$work/printed" >"$work/log"; then pass; else fail "$1 prints other bytes"; fi
}

objects runtime -O1 "$top"/runtime/*.c || { fail "the runtime compiles"; exit 1; }
"${CROSS_CC%gcc}ar" rcs "$work/runtime.a" "$work"/runtime/*.o || exit 1
for schema in operations small language/language layouts/layouts; do
    "$SLOTGEN" -o "$work/gen" "$here/$schema.slots" || exit 1
done
if program operations -O1 "$here/operations.c"; then prints operations "$here/operations.expected"; else fail operations; fi
if program layouts "-DOPERATIONS_HEADER=\"operations_classes.h\" -I$here/layouts" "$here/operations.c"; then
    prints "operations on all layouts" "$here/layouts/operations.expected"
else
    fail "operations on all layouts"
fi
for options in -O2 -DSLOT_UNCHECKED; do
    if program language $options "$here"/language/*.c; then pass; else fail "language with $options"; fi
done
if program layouts -O2 "$here"/layouts/*.c; then pass; else fail layouts; fi
if program small -O2 "$here/small.c"; then pass; else fail small; fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
