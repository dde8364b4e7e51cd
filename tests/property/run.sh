#!/bin/sh
# SPDX-License-Identifier: MIT
# Random schemas from FIRST on, COUNT of them: each is generated, its header and source are compiled with every warning
# as an error (C and C++), and its classes are checked against their model under the address and undefined-behaviour
# sanitizers. Usage: run.sh SLOTGEN RANDOM_SCHEMA FOLDER FIRST COUNT [CLASSES]; CC and CXX as usual, KEEP=1 goes on
# after a failure. FOLDER is for scratch files; that of a failed schema stays there.
# shellcheck disable=SC2086 # options are words
set -u
slotgen=$1 random_schema=$2 folder=$3 first=$4 count=$5 classes=${6:-8}
here=$(cd "$(dirname "$0")" && pwd)
runtime=$here/../../runtime
cc=${CC:-gcc} cxx=${CXX:-g++}
sanitize="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits"
warnings="$warnings -Werror"
passed=0 failed=0

mkdir -p "$folder/objects" || exit 3
cd "$folder/objects" || exit 3
# The checks and the runtime do not depend on the schema; slot_violation is the checks' own.
sources=$(ls "$here"/check.c "$here"/model.c "$here"/descriptor.c "$here"/read.c "$here"/steps.c "$here"/whole.c \
    "$here"/names.c "$here"/main.c)
for source in $sources $(find "$runtime" -name "*.c" ! -name violation.c); do
    name=$(basename "$(dirname "$source")")_$(basename "$source" .c).o
    $cc -std=c11 $sanitize -I"$here" -I"$runtime/include" -c "$source" -o "$name" || exit 1
done

check_schema() {
    "$random_schema" "$seed" "$classes" . || return 1
    timeout 60 "$slotgen" @options random.slots >slotgen.log 2>&1 || { head -n 20 slotgen.log; return 1; }
    $cc -std=c11 -O2 $warnings -I"$runtime/include" -fsyntax-only random.slots.c || return 1
    $cxx -std=c++17 -O2 $warnings -Wold-style-cast -I"$runtime/include" -fsyntax-only -x c++ random.slots.c || return 1
    $cc -std=c11 $sanitize -Werror -I"$here" -I"$runtime/include" -I. meant.c random.slots.c ../objects/*.o -lm \
        -o property || return 1
    ./property "$seed" >property.log 2>&1
    status=$?
    [ $status -eq 0 ] || head -n 40 property.log
    return $status
}

seed=$first
while [ "$seed" -lt $((first + count)) ]; do
    mkdir -p "$folder/$seed" && cd "$folder/$seed" || exit 3
    if check_schema; then
        passed=$((passed + 1))
        checks=$((${checks:-0} + $(tail -1 property.log | cut -d' ' -f1)))
        cd "$folder" && rm -rf "./$seed"
    else
        failed=$((failed + 1))
        echo "schema $seed failed; its files are in $folder/$seed"
        [ -n "${KEEP:-}" ] || break
    fi
    seed=$((seed + 1))
done
echo "$passed schemas with ${checks:-0} checks passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
