#!/bin/sh
# SPDX-License-Identifier: MIT
#
# docs/promises.md against the tests: each promise of its tables names tests, and all of them exist, by their ctest name or
# as a file. Usage: BUILD=build tests/docs/promises.sh [FILE]
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
: "${BUILD:=$top/build}"
page=${1-$top/docs/promises.md}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
ctest --test-dir "$BUILD" -N | sed -n 's/^ *Test *#[0-9]*: //p' >"$work/tests"
[ -s "$work/tests" ] || { echo "no tests in $BUILD"; exit 2; }

# The last column of every row of the tables whose head is "promise | test", with the row's line; a "none" where it has no name.
awk -F '|' '
    /^\|/ && !in_table { in_table = 1; is_promise = $(NF - 1) ~ /^ *test *$/; next }
    /^\|/ && is_promise && $0 !~ /^\|-/ {
        rest = $(NF - 1); found = 0
        while (match(rest, /`[^`]*`/)) {
            print NR, substr(rest, RSTART + 1, RLENGTH - 2)
            rest = substr(rest, RSTART + RLENGTH); found = 1
        }
        if (!found) print NR, "none"
    }
    !/^\|/ { in_table = 0 }' "$page" >"$work/named"

failed=0
while read -r line name _; do
    grep -Fxq -e "$name" "$work/tests" || [ -f "$top/$name" ] || {
        failed=$((failed + 1))
        echo "FAIL ${page##*/}:$line: there is no test '$name'"
    }
done <"$work/named"
rows=$(cut -d ' ' -f 1 "$work/named" | sort -u | wc -l)
echo "$((rows)) promises, $(wc -l <"$work/named") names of tests, $failed that are none"
[ "$failed" -eq 0 ] && [ "$rows" -gt 0 ]
