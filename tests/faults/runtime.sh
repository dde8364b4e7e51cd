#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every allocation of the runtime's containers fails in turn; nothing is lost, and nothing is leaked.
#
# Usage: runtime.sh [--short]
#
# Builds containers.c with the runtime and runs it: plain, under valgrind, and under the address, leak and
# undefined-behaviour sanitizers. Each place in runtime/ that asks for memory must have been refused it. Without --short
# the programs of tests/run/storage run under both as well. Prints what failed and the totals; a minute, --short ten
# seconds.
#
# $SLOTGEN is the compiler, build/slotgen if unset; $CC the C compiler, cc if unset. Exit status 77: there is no valgrind
# or no leak sanitizer, and nothing else failed.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
slotgen=${SLOTGEN:-$root/build/slotgen}
cc=${CC:-cc}
short=${1-}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-runtime.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
cd "$scratch" || exit 2
status=0
skipped=0

complain() {
    printf 'FAIL %s\n' "$1"
    [ ! -f "${2-}" ] || head -n 20 "$2"
    status=1
}

wraps=-Wl
for name in malloc free aligned_alloc posix_memalign slot_memory_take; do wraps="$wraps,--wrap=$name"; done

# build FOLDER OPTION...: the runtime as a library in FOLDER, so that a program may have a violation handler of its own
build() {
    folder=$1
    shift
    mkdir "$folder"
    for file in "$root"/runtime/*.c; do
        $cc -std=c11 -g "$@" -I"$root/runtime/include" -c -o "$folder/$(basename "$file" .c).o" "$file" ||
            complain "runtime/$(basename "$file") does not compile"
    done
    ar rcs "$folder/libruntime.a" "$folder"/*.o
}

# link FOLDER PROGRAM SOURCE OPTION...
link() {
    folder=$1 program=$2 source=$3
    shift 3
    $cc -std=c11 -g -I. -I"$root/runtime/include" -I"$root/tests/run/storage" "$@" -o "$folder/$program" "$source" ./*.slots.c \
        "$folder/libruntime.a" 2>log || complain "$program does not compile" log
}

"$slotgen" "$here/containers.slots" || exit 2
build plain -O1 -fno-inline
link plain containers "$here/containers.c" -O1 -no-pie "$wraps"
plain/containers >log 2>&1 || complain "containers" log
tail -n 1 log

# Where memory was refused, as FILE:LINE of the call, and where it is asked for.
sed -n 's/^at //p' log | while read -r address; do
    # The address is behind the call: one byte back it is still part of it.
    addr2line -e plain/containers "$(printf '0x%x' $((address - 1)))"
done | sed 's|.*/||; s| (.*||' | sort -u >refused
(cd "$root/runtime" && grep -n 'slot_memory_take(' ./*.c | grep -v '^./memory.c:[0-9]*:void' | sed 's|^./||; s|^\([^:]*:[0-9]*\):.*|\1|') |
    sort -u >asked
# A call that goes over two lines may count as the one before.
awk -F: 'NR == FNR { refused[$1, $2] = 1; next } !(($1, $2) in refused) && !(($1, $2 - 1) in refused)' refused asked >never
[ ! -s never ] || complain "memory was never refused at $(xargs <never)" refused
echo "places that ask for memory: $(wc -l <asked | tr -d ' '), never refused: $(wc -l <never | tr -d ' ')"

if command -v valgrind >/dev/null; then
    valgrind -q --leak-check=full --show-leak-kinds=all --errors-for-leak-kinds=all --error-exitcode=9 plain/containers >log 2>&1 ||
        complain "containers under valgrind" log
else
    echo "SKIP valgrind: it is not there"
    skipped=1
fi
sanitize='-fsanitize=address,undefined -fno-sanitize-recover=all'
echo 'int main(void) { return 0; }' >empty.c
# shellcheck disable=SC2086 # options
if $cc $sanitize -o empty empty.c 2>/dev/null && ./empty; then
    build sanitized -O1 $sanitize
    link sanitized containers "$here/containers.c" -O1 $sanitize "$wraps"
    ASAN_OPTIONS=detect_leaks=1 sanitized/containers >log 2>&1 || complain "containers under the sanitizers" log
else
    echo "SKIP sanitizers: $cc has none"
    skipped=1
fi

# storage NAME SLOTS: a program of tests/run/storage, under both
storage() {
    rm -f ./*.slots.[ch]
    "$slotgen" "$root/tests/run/storage/$2.slots" || exit 2
    link plain "$1" "$root/tests/run/storage/$1.c" -O1
    # shellcheck disable=SC2086 # options
    [ ! -d sanitized ] || link sanitized "$1" "$root/tests/run/storage/$1.c" -O1 $sanitize
    if command -v valgrind >/dev/null; then
        valgrind -q --leak-check=full --show-leak-kinds=all --errors-for-leak-kinds=all --error-exitcode=9 "plain/$1" >log 2>&1 ||
            complain "storage/$1 under valgrind" log
    fi
    if [ -d sanitized ]; then
        ASAN_OPTIONS=detect_leaks=1 "sanitized/$1" >log 2>&1 || complain "storage/$1 under the sanitizers" log
    fi
    echo "storage/$1: done"
}
if [ "$short" != --short ]; then
    storage pool storage
    storage symbols storage
    storage scan storage
    storage table tables
    storage bulk tables
    storage rows rows
    storage edges edges
fi
[ $status -ne 0 ] || [ $skipped -eq 0 ] || exit 77
exit $status
