#!/bin/sh
# SPDX-License-Identifier: MIT
# Random schemas of the whole language from FIRST on, COUNT of them, each with what it imports. All must be accepted; what
# is generated must compile without a warning as C11, and its headers as C++17 or C++11; then two programs do random
# things to all of its classes:
# typed.c here, through the typed accessors and by index, and tests/run/operations.c, by index and through the mirror.
# Usage: run.sh SLOTGEN RANDOM_LANGUAGE FOLDER FIRST COUNT [OPERATIONS]; CC and CXX as usual, else gcc and clang take
# turns; SANITIZE holds options for what runs; KEEP=1 goes on after a failure. FOLDER is for scratch files; that of a
# failed schema stays there.
# shellcheck disable=SC2086 # options are words
set -u
slotgen=$1 random_language=$2 folder=$3 first=$4 count=$5 operations=${6:-300}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
runtime=$top/runtime
sanitize=${SANITIZE:-}
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits"
warnings="$warnings -Werror"
passed=0 failed=0

mkdir -p "$folder/objects" || exit 3
# The runtime and the model do not depend on the schema; typed.c has a slot_violation of its own, which takes the place of
# this.
(cd "$folder/objects" && ${CC:-gcc} -std=c11 -O1 -g $sanitize -I"$runtime/include" -c "$runtime"/*.c &&
    ${CC:-gcc} -std=c11 -O1 -g $sanitize -Wall -Wextra -Werror -I"$here/.." -I"$runtime/include" -c "$here"/model*.c \
        "$here/judge.c" "$here/typed_values.c" &&
    rm -f libruntime.a && ar rcs libruntime.a ./*.o) || exit 1

compile() { # compile NAME SOURCE: a program with the schema's checks
    $cc -std=c11 -O1 -g $sanitize -Wall -Wextra -Werror -I. -I"$here" -I"$here/.." -I"$runtime/include" \
        -DOPERATIONS_HEADER='"classes.h"' "$2" ./*.slots.o ../objects/libruntime.a -lm -o "$1"
}

check_schema() {
    "$random_language" "$seed" . || return 1
    timeout 60 "$slotgen" --private-header ./*.slots >slotgen.log 2>&1 || { head -n 20 slotgen.log; return 1; }
    "$slotgen" layout --format=json ./*.slots >layout.json 2>>slotgen.log || return 1
    for source in *.slots.c; do
        # shellcheck disable=SC2086 # options are words
        $cc -std=c11 -O1 -g $sanitize $warnings -I"$runtime/include" -c "$source" -o "${source%.c}.o" || return 1
    done
    printf '#include "%s"\n' *.slots.h >header.cc
    # shellcheck disable=SC2086
    $cxx -std=$standard $warnings -Wold-style-cast -I. -I"$runtime/include" -fsyntax-only header.cc || return 1
    compile typed "$here/typed.c" || return 1
    compile operations "$top/tests/run/operations.c" || return 1
    ./typed "$seed" "$operations" >typed.log 2>&1 || { head -c 3000 typed.log; return 1; }
    ./operations "$seed" "$operations" >operations.log 2>&1 || { tail -n 1 operations.log | head -c 3000; return 1; }
}

seed=$first
while [ "$seed" -lt $((first + count)) ]; do
    cc=${CC:-gcc} cxx=${CXX:-g++} standard=c++17
    if [ $((seed % 2)) -eq 0 ]; then cc=${CC:-clang} cxx=${CXX:-clang++} standard=c++11; fi
    mkdir -p "$folder/$seed" && cd "$folder/$seed" || exit 3
    if check_schema; then
        passed=$((passed + 1))
        values=$((${values:-0} + $(sed -n 's/.*, \([0-9]*\) values set.*/\1/p' typed.log)))
        judged=$((${judged:-0} + $(sed -n 's/.*, \([0-9]*\) judged/\1/p' typed.log)))
        cd "$folder" && rm -rf "./$seed"
    else
        failed=$((failed + 1))
        echo "schema $seed failed; its files are in $folder/$seed"
        [ -n "${KEEP:-}" ] || break
    fi
    seed=$((seed + 1))
done
echo "$passed schemas with ${values:-0} values set and ${judged:-0} comparisons with the model passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
