#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds main.c with the generated code and the runtime under ThreadSanitizer: what containers promise to threads is
# without a report, and what they do not promise is reported. Skipped (exit 77) where the compiler or the machine has none.
# Usage: SLOTGEN=build/slotgen tests/run/storage/threads/run.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${CC:=cc}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sanitize="-std=c11 -O1 -g -pthread -fsanitize=thread"

echo 'int main(void) { return 0; }' >"$work/none.c"
# shellcheck disable=SC2086 # options are words
if ! "$CC" $sanitize "$work/none.c" -o "$work/none" 2>/dev/null || ! "$work/none" 2>/dev/null; then
    echo "skipped: no ThreadSanitizer here"
    exit 77
fi
"$SLOTGEN" -o "$work" "$here/threads.slots" || exit 1
# shellcheck disable=SC2086
"$CC" $sanitize -Wall -Wextra -Werror -I"$work" -I"$top/runtime/include" "$here/main.c" "$work/threads.slots.c" \
    "$top"/runtime/*.c -o "$work/threads" || exit 1
failed=0
TSAN_OPTIONS=halt_on_error=1 "$work/threads" || failed=1
for race in instance reader block intern add; do
    TSAN_OPTIONS=exitcode=66 "$work/threads" "$race" >"$work/log" 2>&1
    status=$?
    [ $status -eq 66 ] && continue
    echo "FAIL: the race '$race' was not seen, exit status $status"
    head -n 20 "$work/log"
    failed=1
done
exit $failed
