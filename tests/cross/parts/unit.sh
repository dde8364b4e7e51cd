# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# The unit suites, one job each. The two that take longest do less of the same; the short form leaves them out.
suites=$(sed -n 's/^    X(\([a-z_]*\)).*/\1/p' "$top/tests/unit/unit.h")
[ "$form" = long ] || suites=$(echo "$suites" | grep -vx 'scan\|kinds')
[ -n "$suites" ] || fail "no table of suites was found"
less="-DSCAN_ROWS=4001 -DKIND_STEPS=1000"
build_compiler
objects unit "$options $less -Wall -Werror -I$top/tests/cross/stand_in -I$top/tests/unit $compiler_includes" "$top"/tests/unit/*.c \
    "$top/tests/cross/stand_in/check.c" &&
    link unit_program "$work"/unit/*.o "$work/compiler.a" "$work/runtime.a" &&
    for suite in $suites; do later "unit_$suite" - "$run $work/unit_program $suite"; done
