#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds main.c with the generated code and the runtime under ThreadSanitizer and runs it. Skipped (exit 77) where the
# compiler or the machine has none.
# Usage: SLOTGEN=build/slotgen tests/run/layouts/threads/run.sh
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
"$SLOTGEN" -o "$work" "$here/../layouts.slots" || exit 1
# shellcheck disable=SC2086
"$CC" $sanitize -Wall -Wextra -Werror -I"$work" -I"$top/runtime/include" "$here/main.c" "$work/layouts.slots.c" \
    "$top"/runtime/*.c -o "$work/threads" || exit 1
TSAN_OPTIONS=halt_on_error=1 "$work/threads"
