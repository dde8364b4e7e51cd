#!/bin/sh
# SPDX-License-Identifier: MIT
# The long form of the property tests: COUNT random schemas (default 1000) of plain slots, two at a time, half of them with
# clang; then as many of the whole language.
# Usage: long.sh [COUNT [FIRST]]; needs a build in the folder BUILD (default: build/ of the project).
set -u
count=${1:-1000} first=${2:-1000}
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${BUILD:-$here/../../build}" && pwd) || exit 3
scratch=${TMPDIR:-/tmp}/slotgen-property.$$

batch() { # compiler, C++ compiler, first seed, count
    CC=$1 CXX=$2 KEEP=1 "$here/run.sh" "$build/slotgen" "$build/tests/property/random_schema" "$scratch/$1" "$3" "$4"
}

language() { # folder, first seed, count
    KEEP=1 SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all" "$here/language/run.sh" "$build/slotgen" \
        "$build/tests/property/random_language" "$scratch/$1" "$2" "$3"
}

half=$((count / 2))
batch gcc g++ "$first" $((count - half)) &
gcc_job=$!
clang_status=0
[ "$half" -eq 0 ] || batch clang clang++ $((first + count - half)) "$half" || clang_status=$?
status=0
wait "$gcc_job" && [ "$clang_status" -eq 0 ] || status=1
language one "$first" $((count - half)) &
language_job=$!
[ "$half" -eq 0 ] || language two $((first + count - half)) "$half" || status=1
wait "$language_job" || status=1
[ "$status" -eq 0 ] && rm -rf "$scratch"
