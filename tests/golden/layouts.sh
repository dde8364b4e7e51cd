#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compares the places and layout ids of all classes of the schemas of this repository with what lies in layouts/: a layout
# never changes unnoticed. Where one is meant to, raise LAYOUT_NUMBER in compiler/layout/layout.h if that was released, and
#
#   tests/golden/layouts.sh --update
#
# writes the files anew; read the difference before you commit. $LAYOUTS is the program that prints them,
# build/tests/golden_layouts if unset; it may be a command, "qemu-s390x FILE".
set -u
LC_ALL=C
export LC_ALL
golden=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$golden/../.." && pwd)
: "${LAYOUTS:=$root/build/tests/golden_layouts}"
update=no
[ "${1-}" != --update ] || update=yes
scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-layouts.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
passed=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
}

cd "$root" || exit 2
mkdir "$scratch/layouts"
for schema in $(find examples tests/golden/output tests/run tests/generate -name '*.slots' -not -path '*/must_not_compile/*' | sort); do
    name=$(echo "${schema%.slots}" | tr / .).layout
    # shellcheck disable=SC2086 # a command
    if ! $LAYOUTS "$schema" tests/golden/output tests/run/imports tests/run/imports/parts tests/generate/project/lib \
        >"$scratch/layouts/$name" 2>"$scratch/messages"; then
        fail "$schema"
        head -n 10 "$scratch/messages"
    elif [ "$update" = yes ]; then
        cmp -s "$golden/layouts/$name" "$scratch/layouts/$name" ||
            { cp "$scratch/layouts/$name" "$golden/layouts/$name" && echo "updated layouts/$name"; }
        passed=$((passed + 1))
    elif ! diff -u "$golden/layouts/$name" "$scratch/layouts/$name" >"$scratch/diff" 2>&1; then
        fail "$schema: its layouts changed; see the head of tests/golden/layouts.sh"
        head -n 40 "$scratch/diff"
    else
        passed=$((passed + 1))
    fi
done
for file in "$golden"/layouts/*.layout; do
    [ -e "$file" ] || continue
    [ -e "$scratch/layouts/${file##*/}" ] && continue
    if [ "$update" = yes ]; then rm "$file" && echo "removed ${file##*/}"; else fail "${file##*/}: its schema is gone"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
