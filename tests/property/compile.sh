#!/bin/sh
# SPDX-License-Identifier: MIT
# Exit 0 means that it compiles: COUNT random schemas of the whole language (default 1000) from seed FIRST on (default 1),
# twenty in a run of slotgen and in a file to compile. gcc and clang take each file as C11, C2x, C++11 and C++20 in
# silence under all warnings, once each with -O2 to an object; and gcc one schema of each file with every inline function
# compiled. Where that fails, each of the twenty goes alone, and the files of those that fail stay in FOLDER/SEED.
# Usage: compile.sh COUNT [FIRST [FOLDER]]; needs a build in the folder BUILD (default: build/ of the project). At its end
# it prints how many schemas, classes and compilations passed. 1,000 schemas take about four minutes of one processor.
set -u
count=${1:-1000} first=${2:-1}
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${BUILD:-$here/../../build}" && pwd) || exit 3
folder=${3:-${TMPDIR:-/tmp}/slotgen-compile.$$}
runtime=$here/../../runtime/include
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits -Werror"
batch=20
classes=0 runs=0 passed=0 failed=0
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) || exit 3

# compile NAME COMMAND...: succeeds when the command does so in silence.
compile() {
    name=$1
    shift
    if "$@" >log 2>&1 && [ ! -s log ]; then
        runs=$((runs + 1))
    else
        echo "$name:"
        head -n 12 log | sed 's/^/    /'
        return 1
    fi
}

# write_unit SEED...: all that was generated from these schemas; every second time behind macros that may hurt.
write_unit() {
    [ $(($1 / batch % 2)) -eq 0 ] || cat <<'END'
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#define slots
#define signals public
#define emit
#define foreach for
END
    for one in "$@"; do
        for source in "gen/w$one.slots.c" "gen/w$one"_*.slots.c; do
            [ -f "$source" ] || continue
            echo "#include \"$source\""
            header=${source%.slots.c}.private.slots.h
            [ ! -f "$header" ] || echo "#include \"$header\""
        done
    done
}

# options SEED: what this run of slotgen is asked for beside the schemas.
options() {
    case $(($1 / batch % 4)) in
    1) echo "--prefix P_ --with-docs" ;;
    2) echo "--private-header" ;;
    3) echo "--prefix a9_ --private-header --with-docs" ;;
    esac
}

# check FOLDER FIRST COUNT: in that folder, which is new.
check() {
    rm -rf "$1" && mkdir -p "$1/gen" && cd "$1" || exit 3
    "$build/tests/property/random_language" --wild "$2" "$3" . || return 1
    # shellcheck disable=SC2046 # options are words
    if ! timeout 120 "$build/slotgen" $(options "$2") -o gen ./*.slots >slotgen.log 2>&1; then
        grep -v warning slotgen.log | head -n 12
        return 1
    fi
    # shellcheck disable=SC2046 # seeds are words
    write_unit $(seq "$2" $(($2 + $3 - 1))) >unit.c
    write_unit $(($2 + $2 / batch % $3)) >one.c
    include="-I$runtime -Igen -I."
    # shellcheck disable=SC2086 # options are words
    {
        compile "gcc c11" gcc -std=c11 -O2 $warnings $include -c unit.c -o unit.o || return 1
        compile "gcc c2x" gcc -std=c2x $warnings $include -fsyntax-only unit.c || return 1
        compile "clang c11" clang -std=c11 $warnings $include -fsyntax-only unit.c || return 1
        compile "clang c2x" clang -std=c2x -O2 $warnings $include -c unit.c -o unit.o || return 1
        for standard in c++11 c++20; do
            for cxx in g++ clang++; do
                compile "$cxx $standard" $cxx -x c++ -std=$standard $warnings -Wold-style-cast $include \
                    -fsyntax-only unit.c || return 1
            done
        done
        # Of an argument that is aligned to more than 64 bytes gcc notes, which is no warning, how old ones passed it.
        compile "gcc inline" gcc -std=c11 -O2 -fkeep-inline-functions -Wno-psabi $warnings $include -c one.c -o unit.o || return 1
    }
    classes=$((classes + $(cat ./*.slots | grep -c '^class ')))
}

seed=$first
last=$((first + count - 1))
while [ "$seed" -le "$last" ]; do
    size=$((batch - seed % batch))
    [ $((seed + size - 1)) -le "$last" ] || size=$((last - seed + 1))
    if check "$folder/batch" "$seed" "$size" >"$folder/log" 2>&1; then
        passed=$((passed + size))
    else
        found=0
        for alone in $(seq "$seed" $((seed + size - 1))); do
            if check "$folder/$alone" "$alone" 1; then
                passed=$((passed + 1))
                cd "$folder" && rm -rf "./$alone"
            else
                echo "schema $alone failed; its files are in $folder/$alone"
                found=$((found + 1))
            fi
        done
        failed=$((failed + found))
        if [ $found -eq 0 ]; then
            cat "$folder/log"
            echo "schemas $seed to $((seed + size - 1)) fail together only"
            failed=$((failed + 1))
        fi
    fi
    seed=$((seed + size))
done
echo "$passed schemas with $classes classes passed in $runs compilations, $failed failed"
cd / && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && rm -rf "$folder"
