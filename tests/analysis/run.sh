#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Static analysis: gcc -fanalyzer, clang-tidy and cppcheck over the compiler, the runtime, the examples and generated code
# (all that tests/run and examples generate, and random schemas), shellcheck over all scripts. All must be silent. What
# a tool gets wrong is said at its place, with the reason; checks that are off for all code are so in .clang-tidy and in
# cppcheck.txt here, with the reason; cppcheck.cfg tells cppcheck what our functions do.
#
# Usage: run.sh [--short] [TOOL...]     gcc, tidy, cppcheck, shellcheck; all of them without one
#
# Prints what was found, and a line for each tool. Everything takes about 10 minutes of one core; --short (ctest
# analysis) one minute: all scripts, the runtime's core, and one generated schema. Exit status 1: something was found; 77: a tool
# is missing, and the others found nothing. $BUILD is a build folder, build if unset, with slotgen and random_language.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${BUILD:=$top/build}" "${GCC:=gcc}" "${TIDY:=clang-tidy}" "${RANDOM_SCHEMAS:=6}"
BUILD=$(cd "$BUILD" && pwd) || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-analysis.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$top" || exit 2

short=no
if [ "${1-}" = --short ]; then
    short=yes
    shift
fi
[ $# -gt 0 ] || set -- shellcheck gcc cppcheck tidy
failed=0
missing=

includes="-Icompiler -I$BUILD/compiler -Iruntime/include"

# generate NAME FOLDER OPTION...: into $work/NAME
generate() {
    mkdir -p "$work/$1"
    into=$work/$1
    folder=$2
    shift 2
    (cd "$folder" && exec "$BUILD/slotgen" -o "$into" "$@") 2>"$work/said" || {
        echo "run.sh: cannot generate $folder: $(head -n 1 "$work/said")" >&2
        exit 2
    }
}

if [ $short = yes ]; then
    sources=$(ls runtime/core*.c runtime/bits.c runtime/names.c)
    generate everything tests/run everything.slots
else
    sources=$(ls runtime/*.c compiler/*.c compiler/*/*.c)
    generate run tests/run everything.slots small.slots operations.slots
    generate language tests/run/language language.slots
    generate layouts tests/run/layouts layouts.slots
    generate storage tests/run/storage storage.slots tables.slots
    generate rows tests/run/storage rows.slots
    generate imports tests/run/imports -I parts --include-prefix of top.slots parts/base.slots
    mkdir "$work/imports/of" && mv "$work"/imports/*.slots.* "$work/imports/of"
    for schema in examples/*/*.slots; do
        generate "$(basename "$(dirname "$schema")")" "$(dirname "$schema")" "$(basename "$schema")"
    done
    seed=1
    while [ "$seed" -le "$RANDOM_SCHEMAS" ]; do
        mkdir "$work/random.$seed"
        "$BUILD/tests/property/random_language" "$seed" "$work/random.$seed" || exit 2
        # shellcheck disable=SC2046 # names have no blanks
        generate "random.$seed" "$work/random.$seed" --private-header $(cd "$work/random.$seed" && ls ./*.slots)
        seed=$((seed + 1))
    done
fi
generated=$(find "$work" -name '*.slots.c' | sort)
# An example, and the folder of what it includes that was generated.
if [ $short = yes ]; then examples=; else examples=$(ls examples/*/*.c); fi

has() {
    command -v "$1" >/dev/null 2>&1 && return 0
    echo "run.sh: no $1 here" >&2
    missing="$missing $1"
    return 1
}

# report TOOL COUNT: what it found is in $work/found
report() {
    sort -u "$work/found" | head -n 200
    findings=$(grep -c . "$work/found")
    if [ -s "$work/found" ]; then
        failed=1
        echo "$1: $2 files, $findings findings"
    else
        echo "$1: $2 files, clean"
    fi
    : >"$work/found"
}

# includes_of FILE: the folders that its #includes are found in
includes_of() {
    case $1 in
    examples/*) echo "-D_GNU_SOURCE $includes -I$work/$(basename "$(dirname "$1")")" ;;
    "$work"/*/of/*) echo "$includes -I$work/imports" ;;
    *) echo "$includes" ;;
    esac
}

# What neither gcc nor clang-tidy sees of the examples: they keep their handles valid, and do not ask whether the instance
# of one is NULL. gcc does not see either that a loop fills an array, or only where that was allocated.
trust() {
    case $1 in
    examples/*) echo "$2" ;;
    esac
}

# Inline functions too, used or not.
analyze_gcc() {
    has "$GCC" || return
    trusted="-Wno-analyzer-null-dereference -Wno-analyzer-use-of-uninitialized-value"
    for source in $sources $examples $generated; do
        # shellcheck disable=SC2046,SC2086 # options are words
        $GCC -std=c11 -O1 -fanalyzer -fkeep-inline-functions $(trust "$source" "$trusted") $(includes_of "$source") \
            -c "$source" -o "$work/object" 2>&1 | grep -E '(warning|error): ' >>"$work/found"
    done
    # shellcheck disable=SC2086
    report "gcc -fanalyzer" "$(printf '%s\n' $sources $examples $generated | wc -l)"
}

analyze_tidy() {
    has "$TIDY" || return
    trusted=-clang-analyzer-core.NullDereference,-clang-analyzer-unix.cstring.NullArg
    for source in $sources $examples $generated; do
        # shellcheck disable=SC2046,SC2086
        "$TIDY" --quiet --config-file="$top/.clang-tidy" --checks="$(trust "$source" "$trusted")" "$source" -- -std=c11 \
            $(includes_of "$source") 2>/dev/null |
            grep -E '(warning|error): ' >>"$work/found"
    done
    # shellcheck disable=SC2086
    report clang-tidy "$(printf '%s\n' $sources $examples $generated | wc -l)"
}

analyze_cppcheck() {
    has cppcheck || return
    for source in $sources $examples $generated; do
        # shellcheck disable=SC2046,SC2086
        cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --inline-suppr \
            --library="$here/cppcheck.cfg" --suppressions-list="$here/cppcheck.txt" \
            --template='{file}:{line}:{column}: {severity}: {message} [{id}]' $(includes_of "$source") "$source" \
            >>"$work/found" 2>&1
    done
    # shellcheck disable=SC2086
    report cppcheck "$(printf '%s\n' $sources $examples $generated | wc -l)"
}

analyze_shellcheck() {
    has shellcheck || return
    scripts=$(git ls-files '*.sh' .ci/run 2>/dev/null || find . -name '*.sh' -not -path './build*')
    # shellcheck disable=SC2086
    shellcheck --external-sources $scripts >"$work/found" 2>&1
    # shellcheck disable=SC2086
    report shellcheck "$(printf '%s\n' $scripts | wc -l)"
}

for tool in "$@"; do
    : >"$work/found"
    case $tool in
    gcc | tidy | cppcheck | shellcheck) "analyze_$tool" ;;
    *)
        echo "run.sh: there is no $tool" >&2
        exit 2
        ;;
    esac
done
[ "$failed" -eq 0 ] || exit 1
[ -z "$missing" ] || exit 77
