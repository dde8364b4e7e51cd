#!/bin/sh
# SPDX-License-Identifier: MIT
# The long form of the property test: COUNT random schemas (default 1000), two at a time, half of them with clang.
# Usage: long.sh [COUNT [FIRST]]; needs a build in the folder BUILD (default: build/ of the project).
set -u
count=${1:-1000} first=${2:-1000}
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}
scratch=${TMPDIR:-/tmp}/slotgen-property.$$

batch() { # compiler, C++ compiler, first seed, count
    CC=$1 CXX=$2 KEEP=1 "$here/run.sh" "$build/slotgen" "$build/tests/property/random_schema" "$scratch/$1" "$3" "$4"
}

half=$((count / 2))
batch gcc g++ "$first" $((count - half)) &
gcc_job=$!
clang_status=0
[ "$half" -eq 0 ] || batch clang clang++ $((first + count - half)) "$half" || clang_status=$?
wait "$gcc_job" && [ "$clang_status" -eq 0 ] && rm -rf "$scratch"
