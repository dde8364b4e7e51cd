#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Windows' ABI: the runtime, generated code and the tests of both, compiled by mingw and run by wine, headless. There a long
# has 32 bits, a wchar_t 16, and neither posix_memalign nor fork exists.
#
#   - The runtime and what is generated compile with all warnings as errors, the headers also as C++.
#   - The unit suites of the runtime and of the passes that need no system pass, with the stand-in for Check.
#   - The programs of tests/run pass, and print the bytes of records that every other machine prints.
#   - The headers compile as clang does for Microsoft's ABI (x86_64-pc-windows-msvc, without __GNUC__), where clang is.
#   - Random schemas of the whole language (tests/property/language), not with --short.
#
# Usage: tests/cross/windows.sh [--short]; SLOTGEN and BUILD as usual. Exit status 77 where mingw or wine is missing: packages
# gcc-mingw-w64-x86-64, g++-mingw-w64-x86-64, wine64. Takes about a minute and a half of CPU with --short, else three.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${BUILD:=$top/build}" "${SLOTGEN:=$top/build/slotgen}" "${CROSS:=x86_64-w64-mingw32}"
short=no
case ${1-} in --short) short=yes ;; '') ;; *) echo "usage: windows.sh [--short]" >&2 && exit 2 ;; esac
wine=
for candidate in /usr/lib/wine/wine64 wine64 wine; do
    if [ -z "$wine" ] && command -v "$candidate" >/dev/null; then wine=$candidate; fi
done
for tool in "$CROSS-gcc" "$CROSS-g++" "$CROSS-ar" "${wine:-wine64}"; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-windows.XXXXXX") || exit 2
WINEPREFIX=$work/wine WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe='
export WINEPREFIX WINEDEBUG DISPLAY WINEDLLOVERRIDES
# wine's server writes into its folder until it ends, some seconds after the last program.
finish() {
    server=$(command -v wineserver || echo /usr/lib/wine/wineserver64)
    "$server" -k 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits -Werror"

pass() { passed=$((passed + 1)); }
fail() { # fail WHAT: with the log
    failed=$((failed + 1))
    echo "FAIL $1"
    head -n 20 "$work/log" | sed 's/^/    /'
}

# runs PROGRAM ARGUMENTS...: by wine; what it prints, in Unix's lines, goes to $work/printed, what it says to $work/log
runs() {
    timeout 600 "$wine" "$@" >"$work/crlf" 2>"$work/log" </dev/null
    status=$?
    tr -d '\r' <"$work/crlf" >"$work/printed"
    [ $status -eq 0 ] || { tail -n 5 "$work/printed" >>"$work/log"; echo "exit status $status" >>"$work/log"; }
    return $status
}

echo 'int main(void) { return sizeof(long) == 4 ? 0 : 1; }' >"$work/abi.c"
"$CROSS-gcc" "$work/abi.c" -o "$work/abi.exe" || exit 1
runs "$work/abi.exe" || { echo "skipped: programs for Windows do not run here"; exit 77; }

# objects FOLDER OPTIONS SOURCES...: compiles them into a folder
objects() {
    folder=$1 options=$2
    shift 2
    mkdir -p "$work/$folder"
    for source in "$@"; do
        echo "$CROSS-gcc -std=c11 $options -c -o $work/$folder/$(echo "${source#"$top"/}" | tr / _).o $source"
    done | xargs -P 2 -I '{}' sh -c '{}' >"$work/log" 2>&1
}

# ---- Everything compiles ----

include="-I$top/runtime/include -I$work"
objects runtime "-O2 $warnings $include" "$top"/runtime/*.c || { fail "the runtime"; exit 1; }
pass
"$CROSS-ar" rcs "$work/runtime.a" "$work"/runtime/*.o || exit 1
run=$top/tests/run
for schema in "$run"/*.slots "$run"/language/*.slots "$run"/layouts/*.slots "$run"/storage/*.slots; do
    "$SLOTGEN" -o "$work" "$schema" || exit 1
done
mkdir "$work/of"
"$SLOTGEN" -o "$work/of" -I "$run/imports/parts" --include-prefix of "$run"/imports/*.slots "$run"/imports/parts/*.slots || exit 1
if objects generated "-O1 $warnings $include" "$work"/*.slots.c "$work"/of/*.slots.c; then pass; else fail "generated code"; fi
for object in "$work"/generated/*.o; do # by the schema's name
    name=${object##*_}
    mv "$object" "$work/generated/${name%.slots.c.o}.o"
done
for header in "$work"/*.slots.h; do
    echo "#include \"$header\"" >"$work/header.cc"
    for standard in c++11 c++20; do
        # shellcheck disable=SC2086 # words
        if "$CROSS-g++" -std=$standard $warnings -Wold-style-cast $include -fsyntax-only "$work/header.cc" >"$work/log" 2>&1; then
            pass
        else
            fail "$(basename "$header") as $standard"
        fi
    done
done

# Microsoft's compiler has its own library; of it the headers need five functions.
if command -v clang >/dev/null; then
    mkdir "$work/library"
    cat >"$work/library/string.h" <<'END'
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t);
size_t strlen(const char *);
#ifdef __cplusplus
}
#endif
END
    microsoft="--target=x86_64-pc-windows-msvc -ffreestanding -nostdlibinc -isystem $work/library $warnings"
    for source in "$work"/*.slots.c "$top"/runtime/core*.c "$top"/runtime/bits.c "$top"/runtime/names.c; do
        # shellcheck disable=SC2086 # words
        if clang $microsoft -std=c11 $include -fsyntax-only "$source" >"$work/log" 2>&1; then
            pass
        else
            fail "$(basename "$source") as for Microsoft's compiler"
        fi
    done
    for header in "$work"/*.slots.h; do
        echo "#include \"$header\"" >"$work/header.cc"
        # shellcheck disable=SC2086 # words
        if clang $microsoft -std=c++14 $include -fsyntax-only "$work/header.cc" >"$work/log" 2>&1; then
            pass
        else
            fail "$(basename "$header") as for Microsoft's compiler, as C++"
        fi
    done
fi

# ---- Unit suites ----

suites="number text layout dense packer names bits bits_edges core kinds kinds_edges kinds_text whole bitmap symbols table format scan pool blocks"
pattern=$(echo "$suites" | sed 's/ /\\|/g')
mkdir "$work/suites"
cp "$top/tests/unit/main.c" "$work/suites/"
sed "/^    X(/{/^    X(\($pattern\)) *\\\\*\$/!d;}" "$top/tests/unit/unit.h" | sed 's/^\(    X(bits_edges)\).*/\1/' >"$work/suites/unit.h"
sources="$work/suites/main.c $top/tests/unit/classes.c $top/tests/unit/kinds.c $top/tests/unit/kinds_model.c"
sources="$sources $here/stand_in/check.c $here/mingw/support.c"
sources="$sources $(find "$top"/compiler/support "$top"/compiler/layout "$top"/compiler/source -name '*.c') $top/compiler/names/perfect.c"
for test in "$top"/tests/unit/test_*.c; do
    name=$(basename "$test" .c)
    name=${name#test_}
    case " $suites core_edges kinds_others " in *" $name "*) sources="$sources $test" ;; esac
done
# shellcheck disable=SC2086 # words
if objects units "-O1 -g -Wall -Wextra -Werror -Wno-missing-field-initializers -I$here/stand_in -I$top/tests/unit -I$top/compiler $include" $sources &&
    "$CROSS-gcc" -static -o "$work/unit.exe" "$work"/units/*.o "$work/runtime.a" >"$work/log" 2>&1; then
    for suite in $suites; do
        if runs "$work/unit.exe" "$suite"; then
            pass
            units=$((${units:-0} + $(sed -n 's/^\([0-9]*\) tests, 0 failed/\1/p' "$work/printed")))
        else
            fail "unit.$suite"
        fi
    done
else
    fail "the unit suites compile"
fi

# ---- Programs ----

# program NAME SCHEMA OPTIONS SOURCES...: links them with what was generated of SCHEMA.slots and the runtime, and runs them
program() {
    name=$1 schema=$2 options=$3
    shift 3
    rm -rf "$work/objects"
    objects objects "-O2 -Wall -Wextra -Werror $options $include" "$@" &&
        "$CROSS-gcc" -static -o "$work/program.exe" "$work"/objects/*.o "$work/generated/$schema.o" "$work/runtime.a" \
            >"$work/log" 2>&1 &&
        runs "$work/program.exe" && { pass; return 0; }
    fail "$name"
    return 1
}

# prints EXPECTED: what the last program printed
prints() {
    if diff "$1" "$work/printed" >"$work/log"; then pass; else fail "other bytes than in $1"; fi
}

echo '#define OPERATIONS_HEADER "operations_classes.h"' >"$work/all_layouts.h"
program everything everything "" "$run/everything.c"
program small small "" "$run/small.c"
if program operations operations "" "$run/operations.c"; then prints "$run/operations.expected"; fi
if program "operations on all layouts" layouts "-include $work/all_layouts.h -I$run/layouts" \
    "$run/operations.c"; then
    prints "$run/layouts/operations.expected"
fi
program language language "" "$run"/language/*.c
program "language unchecked" language -DSLOT_UNCHECKED "$run"/language/*.c
program layouts layouts "" "$run"/layouts/*.c
program imports top "" "$run"/imports/imports.c "$work/of/base.slots.c"
for test in "$run"/storage/*.c; do
    schema=$(sed -n 's/^#include "\([a-z_]*\)[a-z.]*\.slots\.h".*/\1/p' "$test" | head -n 1)
    : "${schema:=storage}"
    program "storage $(basename "$test" .c)" "$schema" "" "$test"
done

# Floats as text, which mingw's own functions would get wrong in the last digit now and then.
: "${CC:=cc}"
# shellcheck disable=SC2086 # words
if "$CC" -std=c11 -O1 $include -o "$work/floats" "$here/floats.c" "$top"/runtime/*.c >"$work/log" 2>&1 &&
    "$work/floats" >"$work/floats.expected" && program floats small "" "$here/floats.c"; then
    prints "$work/floats.expected"
else
    fail "floats on this machine"
fi

# ---- Random schemas ----

if [ $short = no ]; then
    random=$BUILD/tests/property/random_language
    language=$top/tests/property/language
    for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
        mkdir "$work/random"
        if ! (cd "$work/random" && "$random" $seed . && timeout 60 "$SLOTGEN" --private-header ./*.slots &&
            "$SLOTGEN" layout --format=json ./*.slots >layout.json) >"$work/log" 2>&1; then
            fail "random schema $seed is made (target random_language)"
            break
        fi
        for program in "$language/typed.c" "$run/operations.c"; do
            model=
            [ "$program" = "$run/operations.c" ] || model=$(ls "$language"/model*.c "$language/judge.c" "$language/typed_values.c")
            # shellcheck disable=SC2086 # words
            if "$CROSS-gcc" -std=c11 -O1 -Wall -Wextra -Werror -I"$work/random" -I"$language" -I"$language/.." $include -static \
                -DOPERATIONS_HEADER='"classes.h"' "$program" $model "$work"/random/*.slots.c "$work/runtime.a" -o "$work/program.exe" \
                >"$work/log" 2>&1 && cd "$work/random" && runs "$work/program.exe" $seed 300; then
                pass
            else
                fail "$(basename "$program") of random schema $seed"
            fi
        done
        cd "$top" || exit 2
        rm -rf "$work/random"
    done
fi

echo "windows: ${units:-0} unit tests; $passed passed, $failed failed"
[ $failed -eq 0 ]
