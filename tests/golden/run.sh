#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compares what slotgen says and writes with what lies here. A case is a schema NAME.slots, or a script NAME.gen that
# prints one too large or too odd to keep (it runs in the folder that its schema will stand in, and may write others
# there); the files beside it say what is expected:
#
#   NAME.err         exit status 1, these diagnostics, and not one file written
#   NAME.warn        exit status 0 and these diagnostics
#   NAME.h.expected, NAME.c.expected    exit status 0 and these outputs
#   NAME.private.expected               likewise NAME.private.slots.h
#   NAME.args        arguments before the schema's name
#   NAME.with/       a folder of files that stand beside the schema when it is compiled: what it imports
#   (none of them)   exit status 0 and no diagnostics
#
# Usage: run.sh [--update] [NAME...]     NAME as in errors/slot-duplicate; all cases without one
#
# --update rewrites the expected files that exist (touch NAME.err to begin one); read the difference before you commit.
# $SLOTGEN is the compiler, build/slotgen if unset. Every rule in the rules.h of compiler/check and compiler/parse must
# have a case of its name in errors/ or warnings/ and a place in docs/language.md.
set -u
LC_ALL=C
export LC_ALL

golden=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$golden/../.." && pwd)
slotgen=${SLOTGEN:-$root/build/slotgen}
case $slotgen in
/*) ;;
*/*) slotgen=$PWD/$slotgen ;;
esac
if ! command -v "$slotgen" >/dev/null; then
    echo "run.sh: no compiler at $slotgen: build it, or set SLOTGEN" >&2
    exit 2
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-golden.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0
update=no
whole=no

fail() {
    echo "FAIL $1: $2"
    verdict=failed
}

# compare NAME EXPECTED ACTUAL
compare() {
    if [ "$update" = yes ]; then
        cmp -s "$2" "$3" || { cat "$3" >"$2" && echo "updated ${2#"$golden/"}"; }
    elif ! diff -u "$2" "$3" >"$scratch/diff"; then
        fail "$1" "differs from ${2#"$golden/"}"
        head -n 60 "$scratch/diff"
    fi
}

# run_case NAME: the verdict goes to $verdict
run_case() {
    case_path=$golden/$1
    name=${1##*/}
    out=$scratch/out
    verdict=passed
    rm -rf "$out" "$scratch/in" && mkdir "$out" "$scratch/in"
    folder=$(dirname "$case_path")
    if [ -e "$case_path.gen" ]; then
        folder=$scratch/in
        (cd "$folder" && sh "$case_path.gen") >"$folder/$name.slots"
    elif [ ! -e "$case_path.slots" ]; then
        fail "$1" "there is no such case"
        return
    elif [ -d "$case_path.with" ]; then
        folder=$scratch/in
        cp -R "$case_path.slots" "$case_path.with/." "$folder"
    fi
    arguments=
    [ -e "$case_path.args" ] && arguments=$(cat "$case_path.args")
    # shellcheck disable=SC2086 # arguments are words
    (cd "$folder" && exec "$slotgen" $arguments -o "$out" "$name.slots") >"$scratch/stdout" 2>"$scratch/stderr"
    status=$?

    expected=0
    [ -e "$case_path.err" ] && expected=1
    if [ "$status" -ne "$expected" ]; then
        fail "$1" "exit status $status, expected $expected"
        head -n 20 "$scratch/stderr"
        return
    fi
    if [ -s "$scratch/stdout" ]; then
        fail "$1" "something on stdout"
    fi
    if [ "$expected" -eq 1 ] && [ -n "$(ls -A "$out")" ]; then
        fail "$1" "errors, but files were written"
    fi
    if [ "$expected" -eq 1 ]; then
        compare "$1" "$case_path.err" "$scratch/stderr"
    elif [ -e "$case_path.warn" ]; then
        compare "$1" "$case_path.warn" "$scratch/stderr"
    elif [ -s "$scratch/stderr" ]; then
        fail "$1" "diagnostics, but none are expected"
        head -n 20 "$scratch/stderr"
    fi
    for kind in h c; do
        [ ! -e "$case_path.$kind.expected" ] || compare "$1" "$case_path.$kind.expected" "$out/$name.slots.$kind"
    done
    [ ! -e "$case_path.private.expected" ] ||
        compare "$1" "$case_path.private.expected" "$out/$name.private.slots.h"
}

count() {
    if [ "$verdict" = passed ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

# Every rule has a case that shows it and a place in the documentation.
check_rules() {
    rules=$(sed -n 's/^    X([A-Z_0-9]*, "\([a-z0-9-]*\)".*/\1/p' "$root/compiler/check/rules.h" \
        "$root/compiler/parse/rules.h")
    [ -n "$rules" ] || fail rules "no table of rules was found"
    for rule in $rules; do
        grep -qs "\[$rule\]" "$golden/errors/$rule.err" "$golden/warnings/$rule.warn" ||
            fail "rule $rule" "no case of that name in errors/ or warnings/ shows it"
        grep -q "^| \`$rule\` |" "$root/docs/language.md" || fail "rule $rule" "not in docs/language.md"
    done
}

if [ "${1-}" = --update ]; then
    update=yes
    shift
fi
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # names have no blanks
    set -- $(cd "$golden" && find . -name '*.with' -prune -o '(' -name '*.slots' -o -name '*.gen' ')' -print | sed 's|^\./||; s|\.[a-z]*$||' | sort)
    whole=yes
fi
for name in "$@"; do
    name=${name#"$golden/"}
    run_case "${name%.slots}"
    count
done
if [ "$whole" = yes ]; then
    verdict=passed
    check_rules
    count
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
