#!/bin/sh
# SPDX-License-Identifier: MIT
# Measures slotgen against the goals and against what one would write by hand, and prints one table.
#
#   tests/bench/run.sh [all | sizes | dense | instructions | whole | layouts | names | storage | compiler | header | runtime]... [--quick]
#
# --quick takes fewer records, instances and rounds. --short is for ctest: sizes, instructions and bytes of containers
# alone, nothing timed, and exit 1 when a number that was reached once is not reached any more.
# Everything is built in $BENCH_BUILD (build-bench in the project). SLOTGEN, SLOTGEN_LIBRARY: a compiler and a runtime
# that are built already. Rivals that are not installed are left out, and the table says so.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$bench/../.." && pwd)
export LC_ALL=C
quick=no
short=no
parts=
for argument in "$@"; do
    case $argument in
    --quick) quick=yes ;;
    --short) short=yes quick=yes ;;
    all) parts="sizes dense instructions whole layouts names storage compiler header runtime" ;;
    sizes | dense | instructions | whole | layouts | names | storage | compiler | header | runtime) parts="$parts $argument" ;;
    *)
        sed -n '3,10s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
    esac
done
if [ "$short" = yes ]; then parts="sizes dense instructions whole layouts storage runtime"; fi
if [ -z "$parts" ]; then parts="sizes dense instructions whole layouts names storage compiler header runtime"; fi

build=${BENCH_BUILD:-$project/build-bench}
# shellcheck disable=SC2034 # for the parts
include=$project/runtime/include
mkdir -p "$build/bin"
# shellcheck source=tests/bench/lib.sh
. "$bench/lib.sh"
build_slotgen
: >"$build/rows"
: >"$build/notes"
: >"$build/lost"
for part in $parts; do
    say "$part"
    mkdir -p "$build/$part"
    # shellcheck source=/dev/null
    . "$bench/parts/$part.sh"
done
say ""
print_table
