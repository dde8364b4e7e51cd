# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# Runs that fail: everything is as it was before, and no temporary is left. The whole folder is compared each time.

# A folder with outputs from before, old ones, and schemas good and bad.
prepare() {
    fresh
    write_bad
    mkdir gen
    echo 'class Other { a: bool; }' >other.slots
    for name in trade other bad; do
        echo "old $name" >"gen/$name.slots.h"
        echo "old $name" >"gen/$name.slots.c"
        echo "old $name" >"gen/$name.slots.d"
    done
    old gen/*
}

check_schemas() {
    prepare
    refused "untouched: a bad schema" 1 type-unknown -o gen -MD bad.slots
    refused "untouched: the second of two is bad" 1 type-unknown -o gen -MD trade.slots bad.slots
    refused "untouched: the first of two is bad" 1 type-unknown -o gen -MD bad.slots trade.slots
    refused "untouched: the second of two is missing" 3 "cannot read 'missing.slots'" -o gen trade.slots missing.slots
    refused "untouched: bad, with --emit-runtime" 1 type-unknown -o gen --emit-runtime bad.slots
    refused "untouched: bad, with --if-changed" 1 type-unknown -o gen --if-changed bad.slots
    refused "untouched: bad, -o -" 1 type-unknown -o - -MF gen/trade.slots.d bad.slots
    refused "untouched: bad, and no such folder" 1 type-unknown -o missing bad.slots
    refused "untouched: wrong usage behind a good schema" 2 '--bogus' -o gen trade.slots --bogus
}

check_folders() {
    prepare
    refused "-o: a missing folder" 3 "cannot write 'missing/trade.slots.h'" -o missing trade.slots
    refused "-o: a missing folder with --emit-runtime" 3 "'missing/slotgen'" -o missing --emit-runtime trade.slots
    refused "-o: a file" 3 "cannot write 'other.slots/trade.slots.h'" -o other.slots trade.slots
    refused "-o: below a file" 3 'cannot write' -o other.slots/x trade.slots
    refused "-o: a name that is too long" 3 'cannot write' -o "$(printf '%0300d' 0)" trade.slots
    refused "-MF: a missing folder" 3 "cannot write 'missing/my.d'" -o gen -MF missing/my.d trade.slots
    refused "-MF: a folder" 3 "cannot write 'gen'" -o gen -MF gen trade.slots
    refused "-MF: a folder that is not there, with a slash" 3 "cannot write 'new/'" -o gen -MF new/ trade.slots
    refused "-MF with an empty name" '2 3' 'slotgen: error:'  -o gen -MF '' trade.slots
    refused "-o - and -MF: a missing folder" 3 "'missing/my.d'" -o - -MF missing/my.d trade.slots
    chmod 555 gen
    if touch gen/probe 2>/dev/null; then
        rm gen/probe
        skip "-o: a read-only folder" "this user may write everywhere"
    else
        refused "-o: a read-only folder" 3 "cannot write 'gen/trade.slots.h'" -o gen trade.slots
        refused "-o: a read-only folder, --emit-runtime" 3 "'gen/slotgen'" -o gen --emit-runtime trade.slots
    fi
    chmod 755 gen
}

# occupied KIND COMMAND: COMMAND puts something else where an output belongs, whose name is $there
occupied() {
    for there in gen/trade.slots.h gen/trade.slots.c gen/trade.slots.d; do
        prepare
        rm $there
        eval "$2"
        refused "output $there is $1" 3 "cannot write '$there'" -o gen -MD trade.slots
        refused "output $there is $1, second of two" 3 "cannot write '$there'" -o gen -MD other.slots trade.slots
        refused "output $there is $1, --if-changed" 3 "cannot write '$there'" -o gen -MD --if-changed trade.slots
    done
}

check_occupied() {
    occupied "a folder" 'mkdir $there'
    occupied "a FIFO" 'mkfifo $there'
    if command -v python3 >/dev/null; then
        occupied "a socket" 'python3 -c "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])" $there'
    else
        skip "an output is a socket" "there is no python3 to make one"
    fi
    occupied "a device" 'device $there 3 null'
    occupied "a full device" 'device $there 7 full'
    occupied "a link to a device" 'device gen/device 3 null; ln -s device $there'
    occupied "a dangling link" 'ln -s nowhere $there'
    occupied "a link to itself" 'ln -s $(basename $there) $there'
    occupied "a link to a folder" 'ln -s .. $there'
    prepare
    mkdir -p gen/slotgen/core.h
    refused "--emit-runtime: a file is a folder" 3 "core.h'" -o gen --emit-runtime trade.slots
    prepare
    touch gen/slotgen
    refused "--emit-runtime: the folder is a file" 3 "gen/slotgen" -o gen --emit-runtime trade.slots
    prepare
    rm gen/trade.slots.c
    mkdir gen/trade.slots.c
    refused "--emit-runtime: its folder goes away again" 3 "trade.slots.c'" -o gen --emit-runtime trade.slots
}

# One name for two things: neither may be lost.
check_collisions() {
    prepare
    refused "-MF names the header" '2 3' 'slotgen: error:' -o gen -MF gen/trade.slots.h trade.slots
    prepare
    refused "-MF names the schema" '2 3' 'slotgen: error:' -o gen -MF trade.slots trade.slots
    for other in ./gen/trade.slots.h gen//trade.slots.h gen/../gen/trade.slots.h link/trade.slots.h; do
        prepare
        ln -s gen link
        refused "-MF names the header otherwise: $other" '2 3' 'slotgen: error:' -o gen -MF "$other" trade.slots
        rm gen/trade.slots.h
        refused "-MF names a new header otherwise: $other" '2 3' 'slotgen: error:' -o gen -MF "$other" trade.slots
    done
    prepare
    refused "-MF names the schema otherwise" '2 3' 'slotgen: error:' -o gen -MF ./gen/../trade.slots trade.slots
    refused "-MF names the second schema" '2 3' 'slotgen: error:' -o gen -MF other.slots trade.slots other.slots
    refused "-o - and -MF names the schema" '2 3' 'slotgen: error:' -o - -MF trade.slots trade.slots
    prepare
    ln -sf ../trade.slots gen/trade.slots.h
    refused "an output is a link to the schema" '2 3' 'slotgen: error:' -o gen trade.slots
    prepare
    ln -sf trade.slots.h gen/trade.slots.c
    refused "an output is a link to the other" '2 3' 'slotgen: error:' -o gen trade.slots
}

to_closed() { "$slotgen" "$@" >&-; }
from_closed() { "$slotgen" "$@" <&-; }
to_full() { "$slotgen" "$@" >/dev/full; }

check_stdout() {
    prepare
    for words in '--help' '--version' '--list-outputs trade.slots' '-o - trade.slots' '-o - -MF gen/trade.slots.d trade.slots'; do
        # shellcheck disable=SC2086 # words
        refused_run "stdout is closed: $words" 3 "cannot write 'standard output'" to_closed $words
        if [ -w /dev/full ]; then
            # shellcheck disable=SC2086
            refused_run "stdout is full: $words" 3 "cannot write 'standard output'" to_full $words
        else
            skip "stdout is full: $words" "there is no /dev/full"
        fi
    done
    refused_run "stdout is closed: a bad schema" 1 type-unknown to_closed bad.slots
    run_closed=$("$slotgen" -o gen trade.slots 2>&1 >&-; echo $?)
    is "stdout is closed: of no matter with a folder" 0 "$run_closed"
    "$slotgen" -o gen bad.slots 2>&-
    is "stderr is closed: the exit status" 1 $?
    "$slotgen" -o gen trade.slots 2>&- >&- <&-
    is "all closed: the exit status" 0 $?
    "$slotgen" -o - trade.slots >one.c
    "$slotgen" -o - trade.slots <&- 2>&- >two.c
    same "stdin and stderr closed: the bytes" one.c two.c
    # Descriptors 0, 1 and 2 are those of files now.
    mkdir open closed
    echo 'type Unused = 0 .. 5;' >>trade.slots # a warning has nowhere to go
    "$slotgen" -o open -MF open/my.d -MT me trade.slots other.slots 2>"$err"
    "$slotgen" -o closed -MF closed/my.d -MT me trade.slots other.slots 2>&- >&- <&-
    is "all closed: the outputs" '' "$(diff -r open closed)"
    refused_run "stdin is closed" 3 "cannot read 'standard input'" from_closed -o gen -
}

# A limit on the size of files stands for a full disk.
limited() {
    (
        trap '' XFSZ
        ulimit -f 64
        "$slotgen" "$@"
    )
}

check_full() {
    prepare
    write_large 200 >large.slots
    if (ulimit -f 64) 2>/dev/null; then
        refused_run "a file grows too large" 3 "cannot write 'gen/large.slots.h': File too large" limited -o gen large.slots
        refused_run "the second grows too large" 3 "'gen/large.slots.h'" limited -o gen trade.slots large.slots
    else
        skip "a file grows too large" "ulimit -f does not work here"
    fi
    check_disk
}

# Disks from tiny to large enough, in a mount namespace of our own: both outputs are old or new, and nothing is left
# over. Then one that is read-only.
check_disk() {
    write_large 199 >old.slots
    run -o . old.slots
    mkdir old new disk
    mv old.slots.h old/large.slots.h
    mv old.slots.c old/large.slots.c
    run -o new large.slots
    # shellcheck disable=SC2016 # for the inner shell
    script='set -u
        least=$(($(cat old/* | wc -c) / 1024 + 16))
        size=$least
        while [ $size -le $((least * 3)) ]; do
            mount -t tmpfs -o size=${size}k none disk && cp old/* disk || exit 1
            "$0" -o disk large.slots 2>err
            status=$?
            for state in old new; do diff -r $state disk >/dev/null && echo "$status $state $(cut -d: -f4- err)"; done
            umount disk
            size=$((size + least / 10))
        done
        mount -t tmpfs none disk && cp old/* disk && mount -o remount,ro disk || exit 1
        "$0" -o disk large.slots 2>err
        echo "$? read-only: $(cut -d: -f4- err)"
        diff -r old disk'
    for own in 'unshare -m' 'unshare -rm'; do
        $own mount -t tmpfs none disk 2>/dev/null || continue
        $own sh -c "$script" "$slotgen" >"$scratch/disks" 2>&1
        is "a full disk: old outputs, or new ones, or what is wrong" "0 new 
3 old  No space left on device
3 read-only:  Read-only file system" "$(sort -u "$scratch/disks")"
        at_least "a full disk: sizes that are too small" 5 "$(grep -c '^3 old' "$scratch/disks")"
        return
    done
    skip "a full disk" "tmpfs cannot be mounted here"
}

# The second rename fails: another's file in a sticky folder may be written but not replaced.
check_rename() {
    prepare
    if ! chown 65533 gen/trade.slots.c 2>/dev/null || ! setpriv --reuid 65534 --clear-groups true 2>/dev/null; then
        skip "the second rename fails" "this user cannot become another"
        return
    fi
    chmod 755 "$scratch"
    cp "$slotgen" slotgen
    chmod 666 gen/*
    chown 65532 gen
    chown 65534 gen/trade.slots.h
    chmod 1777 gen
    refused_run "the second rename fails" 3 "cannot write 'gen/trade.slots.c'" \
        setpriv --reuid 65534 --regid 65534 --clear-groups ./slotgen -o gen trade.slots
}

check_schemas
check_folders
check_occupied
check_collisions
check_stdout
check_full
check_rename
