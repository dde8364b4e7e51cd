#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Judges the tests: puts small faults (mutate.c) into compiler/layout, compiler/check and the runtime's core, one at a
# time, and runs the tests nearest to the fault until one fails.
#
# Usage: run.sh [COUNT [SEED [FILE...]]]     COUNT faults (300), spread evenly over all that FILES have
#        run.sh --fault FILE NUMBER          one fault, as `mutate FILE` numbers them, with what its tests say
#        run.sh --known                      only checks that equivalent.txt names faults that there are
#
# Prints a line a fault as it goes, then those that survived as `file:line: before => after`, then by folder:
#   killed       a test failed, crashed or did not come to an end
#   equivalent   the object is the same byte by byte, or equivalent.txt says why nobody can tell the difference
#   survived     no test failed: one is missing, or the fault belongs into equivalent.txt
#   not C        the compiler refused it
# and the score: killed / (killed + survived). 300 faults take 45 to 90 minutes of one core; the builds before them five.
#
# $MUTATION_FOLDER is kept with what was built in it, and built upon the next time; else a scratch folder is made and
# removed. $MUTATION_LOG is a file for the verdicts, one a line. Exit status 1 where a fault survived.
set -u
LC_ALL=C
CK_FORK=no
CK_VERBOSITY=minimal
export LC_ALL CK_FORK CK_VERBOSITY
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${CC:=gcc}"
groups="compiler/layout compiler/check runtime"
tab=$(printf '\t')

if [ -n "${MUTATION_FOLDER-}" ]; then
    mkdir -p "$MUTATION_FOLDER" || exit 2
    work=$(cd "$MUTATION_FOLDER" && pwd)
else
    work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-mutation.XXXXXX") || exit 2
    trap 'rm -rf "$work"' EXIT
fi
trap 'exit 2' HUP INT TERM
log=${MUTATION_LOG:-$work/verdicts}

$CC -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -o "$work/mutate" "$here/mutate.c" "$here/tokens.c" || exit 2

# list_faults FOLDER FILE...: all faults of the files, else of all that are judged: file, number, line, kind, text
list_faults() {
    project=$1
    shift
    if [ $# -eq 0 ]; then
        # shellcheck disable=SC2046 # names have no blanks
        set -- $(cd "$project" && ls compiler/layout/*.[ch] compiler/check/*.c runtime/core*.[ch])
    fi
    for file in "$@"; do
        "$work/mutate" "$project/$file" | sed "s|^|$file$tab|"
    done
}

# equivalent.txt: `FILE: before => after`, then lines that begin with blanks and say why.
known=$here/equivalent.txt

check_known() {
    list_faults "$top" | awk -F '\t' '{print $1 ": " $5}' | sort -u >"$work/texts"
    grep -v '^[# ]' "$known" | grep . | sort >"$work/known"
    comm -13 "$work/texts" "$work/known" >"$work/stale"
    awk '/^[^# ]/ {if (name != "") print name; name = $0} /^ / {name = ""} END {if (name != "") print name}' \
        "$known" >"$work/unreasoned"
    [ ! -s "$work/stale" ] || sed 's/^/no such fault any more: /' "$work/stale"
    [ ! -s "$work/unreasoned" ] || sed 's/^/without a reason: /' "$work/unreasoned"
    echo "$(grep -c . "$work/known") faults are known to be equivalent"
    [ ! -s "$work/stale" ] && [ ! -s "$work/unreasoned" ]
}

if [ "${1-}" = --known ]; then
    check_known
    exit
fi

# shellcheck source=tests/mutation/judge.sh disable=SC1091
. "$here/judge.sh"
if ! is_prepared && ! prepare; then
    echo "run.sh: the tests do not pass, or do not build, without a fault" >&2
    exit 2
fi

if [ "${1-}" = --fault ]; then
    judge "$2" "$3"
    echo "$verdict${killer:+ by $killer}"
    [ ! -s "$work/said" ] || tail -n 20 "$work/said"
    exit
fi

count=${1:-300}
seed=${2:-1}
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift

# One fault of each of COUNT parts of the list, in an order of its own, so that what was judged by a certain time is
# spread evenly too. The generator is Lehmer's: every awk draws the same.
list_faults "$work/tree" "$@" >"$work/faults"
awk -v count="$count" -v seed="$seed" '
    {line[NR] = $0}
    END {
        state = seed % 2147483646 + 1
        for (i = 0; i < 10; i++) state = state * 16807 % 2147483647
        if (count > NR) count = NR
        for (i = 0; i < count; i++) {
            state = state * 16807 % 2147483647
            drawn = int((i + state / 2147483647) * NR / count) + 1
            state = state * 16807 % 2147483647
            printf "%010d\t%s\n", state, line[drawn]
        }
    }' "$work/faults" | sort | cut -f2- >"$work/sample"
echo "$(grep -c . "$work/sample") of $(grep -c . "$work/faults") faults, seed $seed"

: >"$log"
while IFS=$tab read -r file number line kind text; do
    judge "$file" "$number"
    if [ "$verdict" = survived ] && grep -qxF "$file: $text" "$known"; then verdict=equivalent killer=argued; fi
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$verdict" "$killer" "$file" "$number" "$line" "$kind" "$text" >>"$log"
    printf '%-10s %-18s %s:%s %s #%s\n' "$verdict" "$killer" "$file" "$line" "$kind" "$number"
done <"$work/sample"

echo
awk -F "$tab" '$1 == "survived" {print $3 ":" $5 ": " $7}' "$log"
echo
awk -v groups="$groups" -f "$here/summary.awk" "$log"
! grep -q '^survived' "$log"
