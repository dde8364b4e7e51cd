#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests mutate.c: it finds the faults of sample.c that sample.expected lists; each of them changes the file, only in the
# lines that it names, and leaves the number of lines as it was. Usage: tool.sh MUTATE [--update]
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
mutate=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-mutate.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT

"$mutate" "$here/sample.c" >"$work/found" || exit 1
if [ "${2-}" = --update ]; then
    cp "$work/found" "$here/sample.expected"
    exit
fi
diff -u "$here/sample.expected" "$work/found" || exit 1
lines=$(wc -l <"$here/sample.c")
while read -r number line _; do
    "$mutate" "$here/sample.c" "$number" >"$work/faulty.c" || exit 1
    changed=$(diff "$here/sample.c" "$work/faulty.c" | sed -n 's/^\([0-9]*\)[,0-9]*c.*/\1/p')
    if [ "$changed" != "$line" ] || [ "$(wc -l <"$work/faulty.c")" -ne "$lines" ]; then
        echo "fault $number of line $line changes line '$changed', or the number of lines"
        exit 1
    fi
done <"$work/found"
if "$mutate" "$here/sample.c" "$(wc -l <"$work/found")" >"$work/faulty.c" 2>&1; then
    echo "there is one fault more than are listed"
    exit 1
fi
echo "$(wc -l <"$work/found") faults"
