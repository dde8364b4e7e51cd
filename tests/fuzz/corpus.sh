#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Assembles the seed corpus of a fuzz target from the schemas of the repository: goldens with what they import and their
# options, tests, examples and the documentation's blocks, each as one input (input.h says of what form).
#
# Usage: corpus.sh TARGET FOLDER      TARGET: schema, layout, diff, command or runtime
set -eu
LC_ALL=C
export LC_ALL
[ $# -eq 2 ] || { sed -n '4,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
target=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# append FILE: with a line end behind it, so that the next line begins as one.
append() {
    cat "$1"
    [ -z "$(tail -c 1 "$1")" ] || echo
}

# one SCHEMA [ARGUMENTS]: the schema and the files that it imports, as one input on stdout.
one() {
    [ -z "${2-}" ] || echo "//@ args $2"
    folder=$(dirname "$1")
    imports=$(sed -n 's/^ *import *"\([^"]*\)".*/\1/p' "$1")
    append "$1"
    seen=" "
    while [ -n "$imports" ]; do
        # shellcheck disable=SC2086 # names without blanks
        set -- $imports
        imports=
        for name in "$@"; do
            case $seen in *" $name "*) continue ;; esac
            seen="$seen$name "
            [ -f "$folder/$name" ] || continue
            echo "//@ file $name"
            append "$folder/$name"
            imports="$imports $(sed -n 's/^ *import *"\([^"]*\)".*/\1/p' "$folder/$name")"
        done
    done
}

# Every schema of the repository with its options, as lines "PATH<tab>ARGUMENTS", small enough to be mutated.
schemas() {
    find "$root/tests" "$root/examples" -type f -name '*.slots' -size -64k | sort | while read -r path; do
        arguments=
        [ ! -f "${path%.slots}.args" ] || arguments=$(cat "${path%.slots}.args")
        printf '%s\t%s\n' "$path" "$arguments"
    done
    find "$root/tests/golden" -name '*.gen' | sort | while read -r path; do
        name=$(basename "$path" .gen)
        (cd "$scratch" && sh "$path") >"$scratch/$name.slots"
        [ "$(wc -c <"$scratch/$name.slots")" -gt 8192 ] || printf '%s\t\n' "$scratch/$name.slots"
    done
    for document in "$root"/README.md "$root"/docs/*.md; do
        awk -v out="$scratch/$(basename "$document" .md)" '
            /^```slots/ { inside = 1; n++; next } /^```/ { inside = 0; next }
            inside { print > (out "-" n ".slots") }' "$document"
    done
    find "$scratch" -name '*-[0-9]*.slots' | sort | while read -r path; do printf '%s\t\n' "$path"; done
}

# name PATH: a file's name for an input.
name() {
    case $1 in
    "$root"/*) printf '%s' "${1#"$root/"}" | tr '/' '-' ;;
    *) basename "$1" ;;
    esac
}

tab=$(printf '\t')
schemas >"$scratch/list"
case $target in
schema | layout)
    while IFS=$tab read -r path arguments; do one "$path" "$arguments" >"$out/$(name "$path")"; done <"$scratch/list"
    ;;
diff)
    # Pairs that are meant to be compared, and each schema beside the one before it.
    find "$root/tests/diff" -name 'old*.slots' -o -name '*.old.slots' | sort | while read -r path; do
        new=$(printf '%s' "$path" | sed 's/old\([^/]*\)$/new\1/')
        [ -f "$new" ] || continue
        { one "$path" && echo "//@ diff" && one "$new"; } >"$out/$(name "$path")"
    done
    before=
    while IFS=$tab read -r path arguments; do
        [ -z "$before" ] || { one "$before" && echo "//@ diff" && one "$path"; } >"$out/$(name "$path")"
        before=$path
    done <"$scratch/list"
    ;;
command)
    n=0
    for words in "in.slots" "--help" "layout --help" "diff --help" "--version" "-o out in.slots" "-o - in.slots" \
        "-I lib -Ilib in.slots" "--prefix x_ --werror in.slots" "--include-prefix=a/b in.slots" "-MD -MF d -MT t in.slots" \
        "-MD -MP --if-changed in.slots" "--list-outputs --private-header --with-docs in.slots" \
        "--emit-runtime -o out in.slots" "--stdin-name x.slots -" "--color=always in.slots" "--color=never -- in.slots" \
        "@words" "layout --count 10_000_000 in.slots" "layout --format svg --class A -o f in.slots" \
        "layout --format=json --count 1.5G in.slots" "layout --format html --prefix y_ in.slots" \
        "diff --stored --format json in.slots other.slots" "in.slots other.slots"; do
        n=$((n + 1))
        {
            printf '%s\n' "$words" | tr ' ' '\n'
            printf '%s\n' "//@ file words" "--werror 'in.slots' \"-I\" a\\ b -MF d" "//@ file in.slots" \
                'import "other.slots"; enum E { a, b = 5 } class A { x: 1 .. 9; e: E ?; }' "//@ file other.slots" \
                'type T = 0 .. 1.00 step 0.01; class B { t: T @private; }'
        } >"$out/$n"
    done
    ;;
runtime)
    # Any bytes are a program of calls; see target_runtime.c.
    n=0
    while [ "$n" -lt 64 ]; do
        awk -v n="$n" 'BEGIN { srand(n); for (i = 0; i < 400; i++) printf "%c", 1 + int(rand() * 255) }' >"$out/$n"
        n=$((n + 1))
    done
    ;;
*)
    echo "corpus.sh: there is no target '$target'" >&2
    exit 2
    ;;
esac
