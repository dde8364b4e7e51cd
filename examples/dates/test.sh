#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM: a few dates in all variants, and what the command line refuses. Times are not looked at.
program=$1

fail()
{
    echo "FAILED: $*"
    exit 1
}

"$program" 100000 --rounds 2 --no-python || fail 'a hundred thousand dates'
"$program" 1 --rounds 1 || fail 'one date'

for arguments in 0 16777216 x '-1' '1 2' '--rounds' '--rounds 0' '--other'; do
    # shellcheck disable=SC2086 # arguments are words
    "$program" $arguments >/dev/null 2>&1
    status=$?
    [ $status -eq 2 ] || fail "status $status, not 2: dates $arguments"
done
