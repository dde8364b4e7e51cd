#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The short form of a fuzz target: every input of the seed corpus, and then mutations of them.
#
# Usage: short.sh PROGRAM TARGET replay MUTATIONS      the same mutations each time; for any compiler
#        short.sh PROGRAM TARGET libfuzzer SECONDS     as libFuzzer chooses them, from a seed that is always the same
set -eu
[ $# -eq 4 ] || { sed -n '4,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
"$here/corpus.sh" "$2" "$work/seeds"
cd "$work"
status=0
if [ "$3" = replay ]; then
    "$program" --mutations "$4" --dictionary "$here/slots.dict" "$work/seeds" || status=$?
else
    mkdir corpus
    "$program" -max_total_time="$4" -seed=1 -timeout=10 -rss_limit_mb=2048 -max_len=8192 -dict="$here/slots.dict" \
        -print_final_stats=1 corpus seeds >log 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then tail -n 60 log; else grep -E '^(Done|stat::number)' log; fi
fi
# The input, so that it can be seen again: a log is all that is left of a run elsewhere.
for input in crash-* oom-* timeout-* slow-unit-*; do
    [ -f "$input" ] || continue
    echo "$input, base64:"
    base64 "$input"
done
exit "$status"
