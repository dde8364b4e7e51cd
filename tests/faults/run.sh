#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What is left where calls of slotgen fail: each call that has to do with files, each allocation, each system call.
#
# Usage: run.sh [--short] [PART...]     PART: files, memory (see faults.c), limits, calls; all of them without one
#
# limits: runs in ever more memory (ulimit -v). calls: faults that strace injects into system calls, which reach those
# that libc makes by itself; skipped where strace is not there or may not trace. Each part prints how many faults it
# injected and how many broke a promise. --short takes part of the faults of runs with hundreds of files, in about half a
# minute; the whole takes about ten.
#
# $SLOTGEN, $FAULTS and $SHIM are the command, faults.c and shim.c as built; those of build/ if unset. Exit status 77: a
# part was skipped, and no other one failed.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build
slotgen=${SLOTGEN:-$build/slotgen}
faults=${FAULTS:-$build/tests/faults/faults}
shim=${SHIM:-$build/tests/faults/libfault_shim.so}
stride=1
if [ "${1-}" = --short ]; then
    stride=50
    shift
fi
[ $# -gt 0 ] || set -- files memory limits calls

scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-faults.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
status=0
skipped=0

# A schema of COUNT classes, to stdout.
write_schema() {
    awk -v count="$1" 'BEGIN {
        print "namespace large;"
        for (i = 0; i < count; i++) {
            printf "class C%d @layout(dense) { key: uint32; ref: text(9);", i
            for (j = 0; j < 20; j++) printf " s%d: 0 .. %d;", j, j * 7 + i
            print " }"
        }
    }'
}

# What is in the folder, with contents.
snapshot() {
    find "$1" -printf '%P %y %i %m %l\n' | sort
    find "$1" -type f -exec cksum {} + | sort
}

# complain NAME TEXT
complain() {
    printf 'FAIL %s: %s\n' "$1" "$2"
    broken=$((broken + 1))
    status=1
}

# judge NAME EXIT-STATUS: the folder gen after a run whose messages are in err
judge() {
    case $2 in
    0) diff -r gen after >/dev/null || complain "$1" "success, but the outputs are others" ;;
    3)
        [ "$(snapshot gen)" = "$before" ] || complain "$1" "a failed run touched something"
        grep -q '^slotgen: error: ' err || complain "$1" "no message: $(head -c 300 err)"
        [ "$(wc -l <err)" -eq 1 ] || complain "$1" "more than one line: $(head -c 300 err)"
        ;;
    *) complain "$1" "exit status $2: $(head -c 300 err)" ;;
    esac
}

# A folder of its own with large.slots, old outputs in gen and new ones in after.
begin() {
    rm -rf "${scratch:?}/work"
    mkdir "$scratch/work" && cd "$scratch/work" || exit 2
    mkdir old after
    write_schema 3 >large.slots
    "$slotgen" -o old -MD large.slots
    write_schema "$1" >large.slots
    mkdir gen
    "$slotgen" -o gen -MD large.slots # a rule says where the outputs are
    mv gen/* after
    reset
    runs=0 refusals=0 broken=0
}

# The old outputs again.
reset() {
    rm -rf gen
    cp -R old gen
    before=$(snapshot gen)
}

# From what no program starts in up to what is plenty.
part_limits() {
    begin 150
    for words in '-o gen -MD' '-o gen -MD --if-changed'; do
        kilobytes=2048
        started=0
        result=1
        while [ $result -ne 0 ] && [ $kilobytes -lt 200000 ]; do
            # shellcheck disable=SC2086,SC3045 # words; every sh of Linux has ulimit -v
            (ulimit -v $kilobytes && exec "$slotgen" $words large.slots) 2>err
            result=$?
            if grep -q 'loading shared libraries' err || [ $result -ge 126 ]; then
                [ $started -eq 0 ] || complain "ulimit -v $kilobytes $words" "exit status $result: $(head -c 200 err)"
            else
                started=1
                runs=$((runs + 1))
                [ $result -ne 3 ] || refusals=$((refusals + 1))
                judge "ulimit -v $kilobytes $words" $result
            fi
            kilobytes=$((kilobytes + 64 * (stride > 1 ? 8 : 1)))
        done
        [ $result -eq 0 ] || complain limits "no memory is enough"
        reset
    done
    [ "$refusals" -gt 0 ] || complain limits "no run ever ran out of memory"
    echo "limits: $runs runs, $refusals of them out of memory, $broken broke a promise"
}

# call NAME ERROR...: each system call of that name fails in turn with each of the errors
call() {
    name=$1
    shift
    for error in "$@"; do
        when=1
        while :; do
            strace -qq -o trace -e "trace=$name" -e "inject=$name:error=$error:when=$when" "$slotgen" -o gen -MD large.slots \
                2>err
            result=$?
            if ! grep -q INJECTED trace; then
                reset
                break
            fi
            # What the loader does before main is not ours, nor is what is written to tell of it.
            if ! grep INJECTED trace | grep -q 'ld\.so\|\.so\.\|write(2' && [ $result -lt 126 ]; then
                runs=$((runs + 1))
                [ $result -ne 3 ] || refusals=$((refusals + 1))
                case $name in
                unlink*) rm -f gen/.slotgen-*.tmp gen/.slotgen-*.old ;;
                esac
                judge "$name number $when: $error" $result
                [ $result -eq 3 ] || reset
            fi
            when=$((when + 1))
        done
    done
}

# Standard output of commands that print: libc writes it, not slotgen.
prints() {
    for error in ENOSPC EIO EPIPE; do
        for words in --help 'layout --help' --version '--list-outputs large.slots' 'layout large.slots' '-o - large.slots'; do
            # shellcheck disable=SC2086 # words
            strace -qq -o trace -e trace=write -e "inject=write:error=$error:when=1" "$slotgen" $words >out 2>err
            result=$?
            runs=$((runs + 1))
            [ $result -ne 3 ] || refusals=$((refusals + 1))
            [ $result -eq 3 ] || complain "slotgen $words, write fails: $error" "exit status $result"
            judge "slotgen $words, write fails: $error" 3
        done
    done
}

part_calls() {
    if ! strace -qq -o /dev/null -e trace=write -e inject=write:error=EIO:when=1 true 2>/dev/null; then
        echo "SKIP calls: strace is not there, or may not trace"
        skipped=1
        return
    fi
    begin 4
    call write ENOSPC EDQUOT EINTR
    call close EIO EINTR
    call rename ENOSPC EACCES
    call link EPERM
    call unlink EIO
    call openat EINTR
    if [ "$stride" -eq 1 ]; then
        call write EIO EFBIG
        call close ENOSPC
        call rename EIO EXDEV EROFS EINTR
        call openat ENOSPC EACCES EMFILE ENOMEM
        call readlink ENOMEM
        call newfstatat EIO
        call read EINTR
        call umask EPERM
    fi
    prints
    echo "calls: $runs faults, $refusals runs gave up, $broken broke a promise"
}

for part in "$@"; do
    case $part in
    files | memory)
        mkdir "$scratch/$part"
        "$faults" "$slotgen" "$shim" "$scratch/$part" "$part" "$stride" >"$scratch/log" || status=1
        grep -v ' calls$\| allocations$' "$scratch/log" | sed "s/^\([0-9]* faults:\)/$part: \1/"
        ;;
    limits) part_limits ;;
    calls) part_calls ;;
    *)
        echo "run.sh: no part '$part'" >&2
        exit 2
        ;;
    esac
done
[ $status -ne 0 ] || [ $skipped -eq 0 ] || exit 77
exit $status
