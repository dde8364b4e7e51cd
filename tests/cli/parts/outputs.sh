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

# A compiler that wrote into the file would leave it to whom it belongs.
check_owner() {
    if ! chown 65533:65532 trade.slots.h 2>/dev/null; then
        skip "the owner of an existing output is kept" "this user cannot give files away"
        return
    fi
    chmod 640 trade.slots.h
    run trade.slots
    is "owner, group and mode of an existing output are kept" '65533 65532 640' "$(stat -c '%u %g %a' trade.slots.h)"
    chown "$(id -u):$(id -g)" trade.slots.h
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
    for mode in 4755 2755 1644; do
        chmod $mode trade.slots.h
        run trade.slots
        is "mode $mode of an existing output: the lowest nine bits are kept" "${mode#?}" "$(mode_of trade.slots.h)"
    done
    check_owner
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

# A file with two names: the output is a new file, the other name keeps the old one.
check_hard_links() {
    fresh
    echo old >elsewhere
    ln elsewhere trade.slots.h
    fine "an output with two names" trade.slots
    is "an output with two names: the other one keeps the old content" old "$(cat elsewhere)"
    holds "an output with two names: the output" trade.slots.h market_Trade
    ln -f trade.slots.h trade.slots.c
    fine "two outputs that are one file" trade.slots
    holds "two outputs that are one file: the header" trade.slots.h '#ifndef'
    holds "two outputs that are one file: the source" trade.slots.c '#include "trade.slots.h"'
}

# More outputs in one folder than a counter of tries for their temporaries would have names for.
check_many() {
    fresh
    mkdir gen in
    i=0
    while [ $i -lt 600 ]; do
        echo "class C$i { a: bool; }" >"in/s$i.slots"
        i=$((i + 1))
    done
    fine "600 schemas at once" -o gen in/*.slots
    is "600 schemas at once: outputs" 1200 "$(find gen -type f | wc -l | tr -d ' ')"
}

# Who reads standard output may stop: no message, nothing left over.
check_closed_pipe() {
    fresh
    mkdir gen
    write_large 400 >large.slots
    for words in '-o -' '-o - -MF gen/large.d' 'layout' 'layout --format=html' '--help'; do
        # shellcheck disable=SC2086 # words
        { "$slotgen" $words large.slots 2>"$err"; echo $? >"$scratch/status"; } | head -c 10 >/dev/null
        # What is short fits into the pipe.
        [ "$words" = --help ] || is "a reader who stops: $words: ended by SIGPIPE" 141 "$(cat "$scratch/status")"
        is "a reader who stops: $words: no message" '' "$(cat "$err")"
    done
    is "a reader who stops: nothing is left over" '' "$(ls -A gen)"
    # Where SIGPIPE is ignored, writing fails.
    (trap '' PIPE && "$slotgen" -o - -MF gen/large.d large.slots 2>"$err"; echo $? >"$scratch/status") | head -c 10 >/dev/null
    is "a reader who stops, SIGPIPE is ignored: the exit status" 3 "$(cat "$scratch/status")"
    holds "a reader who stops, SIGPIPE is ignored: the message" "$err" "cannot write 'standard output'"
    is "a reader who stops, SIGPIPE is ignored: nothing is left over" '' "$(ls -A gen)"
}

# What a run opens for writing, makes, renames and removes: only names that come from the command line, whatever the
# schema says. Paths as the system calls have them, numbers of temporaries as N.
changed_paths() {
    strace -qq -f -o "$scratch/trace" -e trace=openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,chmod,fchmodat,truncate,mknod,mknodat,execve \
        "$slotgen" "$@" >"$out" 2>"$err"
    grep -v ' execve(.*slotgen' "$scratch/trace" | grep -E 'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC| (creat|mk|rename|link|symlink|unlink|chmod|fchmodat|truncate|execve)' |
        grep -o '"[^"]*"' | sed "s|\"$PWD/|\"|; s/-[0-9]*-[0-9]*\.\(tmp\|old\)\"/-N\"/" | sort -u | tr -d '"' | xargs
}

check_paths() {
    fresh
    if ! strace -qq -o "$scratch/trace" true 2>/dev/null; then
        skip "no path that schema text chose is written" "strace is not there, or may not trace"
        return
    fi
    mkdir gen up
    echo 'namespace base; class A { a: bool; }' >up/base.slots
    cat >hostile.slots <<'END'
/// "../doc.h" /tmp/doc.h #include "../doc.h"
namespace etc_passwd;
import "up/../up/base.slots";
include "../escape.h";
include "/tmp/escape.h";
class A @c_name("Escape") { a: bool; b: pointer("struct escape"); c: base.A; d: bool @private; }
END
    is "paths: what a hostile schema makes slotgen change" \
        'gen/.slotgen-N gen/hostile.private.slots.h gen/hostile.slots.c gen/hostile.slots.d gen/hostile.slots.h' \
        "$(changed_paths -o gen -MD hostile.slots)"
    is "paths: and it succeeds" '' "$(cat "$err")"
    is "paths: the second time too" \
        'gen/.slotgen-N gen/hostile.private.slots.h gen/hostile.slots.c gen/hostile.slots.d gen/hostile.slots.h' \
        "$(changed_paths -o gen -MD hostile.slots)"
    is "paths: --if-changed" 'gen/.slotgen-N' "$(changed_paths -o gen -MD --if-changed hostile.slots)"
    is "paths: layout" '' "$(changed_paths layout --format=html hostile.slots)"
    is "paths: diff" '' "$(changed_paths diff hostile.slots trade.slots)"
    is "paths: layout -o" 'gen/.slotgen-N gen/page' "$(changed_paths layout -o gen/page hostile.slots)"
    echo 'import "../../../etc/passwd"; import "/etc/passwd"; import "gen/x.slots"; class A { a: nope; }' >hostile.slots
    is "paths: a schema with errors" '' "$(changed_paths -o gen -MD hostile.slots)"
}

# One after another for a while, from a folder of its own; all into gen.
run_many() {
    i=0
    while [ $i -lt 150 ]; do
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
    torn=0 looks=0
    while kill -0 $first 2>/dev/null || kill -0 $second 2>/dev/null; do
        cp gen/same.slots.h "$scratch/look" 2>/dev/null || continue
        looks=$((looks + 1))
        cmp -s "$scratch/look" one/same.slots.h || cmp -s "$scratch/look" two/same.slots.h || torn=$((torn + 1))
    done
    wait $first $second
    is "two runs at once: no message" '' "$(cat "$scratch/many")"
    is "two runs at once: never a torn header" 0 $torn
    at_least "two runs at once: looks at the header" 50 $looks
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
check_hard_links
check_many
check_closed_pipe
check_paths
check_two_at_once
