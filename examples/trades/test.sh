#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM: a few trades, whose answers both stores must agree in, and what the command line refuses. Times are
# not looked at.
program=$1

fail()
{
    echo "FAILED: $*"
    exit 1
}

for count in 1 2 1000 100003; do
    "$program" $count || fail "$count trades"
done
# A plain trade takes 32 bytes, and less where int64_t is not aligned to 8.
"$program" 131072 | grep -Eq '^bytes a trade +17\.[678] +(32|2[0-9])\.0 ' || fail 'bytes a trade'

for arguments in 0 10000001 x '-1' '1x' '1 2' '--other'; do
    # shellcheck disable=SC2086
    "$program" $arguments >/dev/null 2>&1
    status=$?
    [ $status -eq 2 ] || fail "status $status, not 2: trades $arguments"
done
