#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compiles and runs what the documentation shows. In README.md and docs/*.md
#   ```slots    is a schema that compiles without a message; the C blocks below it use it. Its name is in its first line,
#               "// date.slots", or else doc.slots. It may import schemas of blocks above it in the same document.
#   ```c        with a main is a program that compiles without a warning and exits 0; what it prints is checked against a
#               ```text block directly behind it. Without a main it must stand in the generated header, word for word.
# Usage: SLOTGEN=build/slotgen RUNTIME=build/runtime/libslotgen.a tests/docs/run.sh
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${RUNTIME:=$top/build/runtime/libslotgen.a}" "${CC:=cc}" "${SANITIZE:=}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

report() { # report STATUS WHAT: counts, and shows the log of what failed
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $2"
        sed 's/^/    /' "$work/log"
    fi
}

# Splits a document into blocks NNN.kind, each with the line it begins at in NNN.line.
split() {
    awk -v out="$work/blocks" '
        /^```/ && !inside { inside = 1; n++; kind = substr($0, 4); gsub(/[^a-z-].*/, "", kind); if (kind == "") kind = "plain"
                            name = sprintf("%s/%03d", out, n); print NR > (name ".line"); printf "" > (name "." kind); next }
        /^```/ { inside = 0; close(name "." kind); next }
        inside { print > (name "." kind) }' "$1"
}

compile_schema() { # compile_schema FILE: generates it into $work/gen, and what it imports
    name=$(sed -n '1s,^// *\([A-Za-z0-9_]*\.slots\).*,\1,p' "$1")
    [ -n "$name" ] || name=doc.slots
    imports=$(sed -n 's,^import "\([A-Za-z0-9_]*\.slots\)";.*,\1,p' "$1")
    rm -rf "$work/gen" && mkdir "$work/gen" && cp "$1" "$work/gen/$name" && cp "$1" "$work/above/$name"
    for import in $imports; do cp "$work/above/$import" "$work/gen"; done
    # shellcheck disable=SC2086 # names
    (cd "$work/gen" && "$SLOTGEN" "$name" $imports) >"$work/log" 2>&1 && [ ! -s "$work/log" ]
}

run_program() { # run_program FILE: compiles, links, runs; output in $work/out
    # shellcheck disable=SC2086 # options are words
    "$CC" -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror $SANITIZE -I"$work/gen" \
        -I"$top/runtime/include" "$1" "$work"/gen/*.slots.c "$RUNTIME" -o "$work/program" >"$work/log" 2>&1 &&
        "$work/program" >"$work/out" 2>"$work/log"
}

is_in_header() { # is_in_header FILE: every paragraph of it stands in the generated header
    awk 'NR == FNR { text = text $0 "\n"; next } { part = part $0 "\n" } END { exit index(text, part) == 0 }' \
        "$work"/gen/*.slots.h "$1" || { echo "this does not stand in the generated header:"; cat "$1"; } >"$work/log"
    [ ! -s "$work/log" ]
}

for document in "$top/README.md" "$top"/docs/*.md; do
    rm -rf "$work/blocks" "$work/above" "$work/gen" && mkdir "$work/blocks" "$work/above"
    split "$document"
    had_program=0
    for block in "$work"/blocks/*; do
        kind=${block##*.}
        [ "$kind" != line ] || continue
        where="${document#"$top"/}:$(cat "${block%.*}.line") ($kind)"
        : >"$work/log"
        case $kind in
        slots) compile_schema "$block"; report $? "$where" ;;
        c)
            if grep -q '^int main' "$block"; then
                run_program "$block"; report $? "$where"
                had_program=1
                continue
            fi
            is_in_header "$block"; report $? "$where"
            ;;
        text) [ $had_program -eq 0 ] || { diff "$block" "$work/out" >"$work/log"; report $? "$where"; } ;;
        esac
        had_program=0
    done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
