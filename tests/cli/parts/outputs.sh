# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# What is written where: -o, -o -, --emit-runtime, --if-changed, permissions, links; two runs at once.

check_folder() {
    fresh
    mkdir -p gen/deep 'my gen'
    ln -s gen link
    for words in '-o gen' '-ogen' '-o gen/' '-o ./gen//' '-o link' '-o first -o gen'; do
        rm -f gen/*.*
        # shellcheck disable=SC2086 # words
        fine "$words" $words trade.slots
        is "$words: outputs" "gen/trade.slots.c gen/trade.slots.h" "$(echo gen/*.*)"
    done
    fine "-o with a blank" -o 'my gen' trade.slots
    is "-o with a blank: outputs" 2 "$(find 'my gen' -type f | wc -l | tr -d ' ')"
    fine "-o with a whole path" -o "$PWD/gen/deep" trade.slots
    same "-o changes no byte" gen/trade.slots.h gen/deep/trade.slots.h
    (cd gen/deep && run -o ../.. ../../trade.slots)
    same "-o ../.. writes there" gen/trade.slots.h trade.slots.h
    lacks "-o: no folder in the output" gen/trade.slots.c gen/
}

check_stdout() {
    fresh
    cat >main.c <<'END'
#include "one.c"
int main(void)
{
    market_Trade trade;
    return market_Trade_make(&trade, market_Side_sell, 999) == SLOT_OK && market_Trade_get_price(&trade) == 999 ? 0 : 1;
}
END
    fine "-o -" -o - trade.slots
    cp "$out" one.c
    is "-o -: writes no file" "main.c one.c trade.slots" "$(echo *)"
    fine "-o-" -o- trade.slots
    same "-o- is -o -" one.c "$out"
    fine "-o - of stdin" -o - --stdin-name trade.slots - <trade.slots
    same "-o - of stdin" one.c "$out"
    lacks "-o -: includes no other output" one.c '#include "'
    fine "the runtime for it" --emit-runtime -o . trade.slots
    compiles "-o -: compiles as one file" . one.c
    # shellcheck disable=SC2086 # $cc may be a command with options
    $cc -std=c11 -I. -o program main.c slotgen/*.c >"$scratch/cc" 2>&1 && ./program
    is "-o -: the program runs" 0 $?
}

check_runtime() {
    fresh
    mkdir gen
    fine "--emit-runtime" --emit-runtime -o gen trade.slots
    for file in "$here"/../../runtime/*.[ch] "$here"/../../runtime/include/slotgen/*.h; do
        same "--emit-runtime: $(basename "$file") is that of runtime/" "$file" "gen/slotgen/$(basename "$file")"
    done
    compiles "--emit-runtime: everything compiles" gen gen/*.c gen/slotgen/*.c
    old gen/slotgen/core.h
    before=$(identity gen/slotgen/core.h)
    fine "--emit-runtime again" --emit-runtime --if-changed -o gen trade.slots
    is "--emit-runtime --if-changed" "$before" "$(identity gen/slotgen/core.h)"
    fine "--emit-runtime once more" --emit-runtime -o gen trade.slots
    differs "--emit-runtime without --if-changed" "$before" "$(identity gen/slotgen/core.h)"
}

check_if_changed() {
    fresh
    fine "a first run" --if-changed -MD trade.slots
    old trade.slots.[hcd]
    before=$(identity trade.slots.[hcd])
    fine "--if-changed, nothing changed" --if-changed -MD trade.slots
    is "--if-changed keeps time and inode" "$before" "$(identity trade.slots.[hcd])"
    is "--if-changed leaves no temporary" 4 "$(find . -type f | wc -l | tr -d ' ')"
    cp trade.slots.h "$scratch/trade.h"
    for change in 'echo more >>trade.slots.h' 'truncate -s -1 trade.slots.h' 'truncate -s 0 trade.slots.h' \
        'printf x | dd of=trade.slots.h conv=notrunc bs=1 seek=100 2>/dev/null' 'rm trade.slots.h'; do
        eval "$change"
        before=$(identity trade.slots.c)
        fine "--if-changed after: $change" --if-changed -MD trade.slots
        same "--if-changed after: $change: written again" "$scratch/trade.h" trade.slots.h
        is "--if-changed after: $change: the other one is kept" "$before" "$(identity trade.slots.c)"
    done
    before=$(identity trade.slots.[hcd])
    old trade.slots.[hcd]
    fine "without --if-changed" -MD trade.slots
    is "without --if-changed no file is old" 0 "$(identity trade.slots.[hcd] | grep -c 2001-02-03)"
}

check_permissions() {
    fresh
    for mask in 022 077 002; do
        (umask $mask && run trade.slots)
        is "umask $mask: mode of a new output" "$(printf %o $((0666 & ~0$mask)))" "$(mode_of trade.slots.h)"
        rm trade.slots.?
    done
    run trade.slots
    for mode in 600 640 644 664 666 755 777; do
        chmod $mode trade.slots.h
        run trade.slots
        is "mode $mode of an existing output is kept" $mode "$(mode_of trade.slots.h)"
    done
    chmod 600 trade.slots.h
    (umask 0 && run trade.slots)
    is "mode 600 is kept under umask 0" 600 "$(mode_of trade.slots.h)"
    chmod 444 trade.slots.h
    if [ -w trade.slots.h ]; then
        skip "an output that may not be written" "this user may write everything"
    else
        refused "an output that may not be written" 3 "cannot write 'trade.slots.h'" trade.slots
    fi
}

check_links() {
    fresh
    mkdir real
    echo old >real/header
    ln -s real/header trade.slots.h
    ln -s "$PWD/real/header" between
    fine "a link to a file" trade.slots
    is "a link to a file stays a link" real/header "$(readlink trade.slots.h)"
    holds "a link to a file is followed" real/header 'market_Trade'
    is "a link to a file: nothing else beside the file" header "$(ls -A real)"
    before=$(identity real/header)
    fine "a link and --if-changed" --if-changed trade.slots
    is "a link and --if-changed: the file is kept" "$before" "$(identity real/header)"
    echo old >real/header
    ln -sf between trade.slots.h
    fine "a link to a link" trade.slots
    is "a link to a link stays" "between" "$(readlink trade.slots.h)"
    holds "a link to a link is followed" real/header 'market_Trade'
}

# One after another for a while, from a folder of its own; all into gen.
run_many() {
    i=0
    while [ $i -lt 60 ]; do
        "$slotgen" -o gen "$1/same.slots" 2>>"$scratch/many" || echo "exit status $?" >>"$scratch/many"
        i=$((i + 1))
    done
}

check_two_at_once() {
    fresh
    mkdir one two gen
    : >"$scratch/many"
    for name in one two; do
        classes=20
        [ $name = one ] || classes=35
        write_large $classes >$name/same.slots
        run -o $name $name/same.slots
    done
    run_many one &
    first=$!
    run_many two &
    second=$!
    torn=0
    while kill -0 $first 2>/dev/null || kill -0 $second 2>/dev/null; do
        cp gen/same.slots.h "$scratch/look" 2>/dev/null || continue
        cmp -s "$scratch/look" one/same.slots.h || cmp -s "$scratch/look" two/same.slots.h || torn=$((torn + 1))
    done
    wait $first $second
    is "two runs at once: no message" '' "$(cat "$scratch/many")"
    is "two runs at once: never a torn header" 0 $torn
    for kind in h c; do
        found=none
        ! cmp -s gen/same.slots.$kind one/same.slots.$kind || found=whole
        ! cmp -s gen/same.slots.$kind two/same.slots.$kind || found=whole
        is "two runs at once: the .$kind is that of one of them" whole $found
    done
    is "two runs at once: nothing else is left" "gen/same.slots.c gen/same.slots.h" "$(find gen -type f | sort | xargs)"
}

check_folder
check_stdout
check_runtime
check_if_changed
check_permissions
check_links
check_two_at_once
