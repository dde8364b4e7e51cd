# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# What may be an input: names, several at once, standard input; folders, devices and FIFOs are refused and never waited for.

check_names() {
    fresh
    mkdir -p 'in folder' gen
    for name in a -- .hidden 1st größe 'two words' 'a.b' "it's" '@at' '#1'; do
        cp trade.slots "in folder/$name.slots"
        fine "named $name.slots" -o gen "in folder/$name.slots"
        is "named $name.slots: outputs" 2 "$(find gen -name "$name.slots.[hc]" | wc -l | tr -d ' ')"
    done
    refused "no .slots" 2 "not 'trade.txt'" trade.txt
    refused "other case" 2 "not 'trade.SLOTS'" trade.SLOTS
    refused ".slots in the middle" 2 "not 'trade.slots.h'" trade.slots.h
    refused "nothing before .slots" 2 "not '.slots'" .slots
    refused "nothing before .slots in a folder" 2 "not 'gen/.slots'" gen/.slots
    refused "an empty name" 2 "not ''" ''
    refused "a slash behind it" 2 "not 'trade.slots/'" trade.slots/
    for name in 'a"b' 'a\b' 'a*b' 'a?b' 'a$b' 'a:b' 'a<b' 'a|b' 'a;b' 'a=b' "$(printf 'a\377b')" \
        "$(printf 'a\342\200\256b')" "$(printf 'a\nb')" "$(printf 'a\033b')"; do
        cp trade.slots "$name.slots"
        refused "refused in a name: $(printf %s "$name" | tr '\n\033' nE)" 2 'without quotes or special characters' "$name.slots"
    done
    run "$(printf 'a\033[31mb.slots')"
    is "no control characters of a name are printed" 0 "$(tr -dc '\033' <"$err" | wc -c | tr -d ' ')"
    is "the same, without a schema of that name" 3 "$(cd gen && run "$(printf 'a\033')/b.slots"; echo "$status")"
    is "no control characters of a folder are printed" 0 "$(tr -dc '\033' <"$err" | wc -c | tr -d ' ')"
}

check_several() {
    fresh
    mkdir one two gen
    for name in one/a two/a two/b c; do
        echo "class Of_$(basename $name) { a: bool; }" >"$name.slots"
    done
    fine "three schemas" -o gen one/a.slots two/b.slots c.slots
    is "three schemas: outputs" "a.slots.c a.slots.h b.slots.c b.slots.h c.slots.c c.slots.h" "$(cd gen && echo *)"
    holds "three schemas: each has its own" gen/b.slots.h 'Of_b'
    lacks "three schemas: and no other's" gen/b.slots.h 'Of_a'
    refused "two of one base name" 2 "two schemas have the base name 'a'" -o gen one/a.slots two/b.slots two/a.slots
    refused "two of base names that differ in case" 2 "two schemas have the base name 'A'" -o gen one/a.slots two/A.slots
    refused "the same twice" 2 "base name 'c'" c.slots ./c.slots
    refused "a schema and stdin of one base name" 2 "base name 'c'" --stdin-name c.slots c.slots -
    refused "stdin twice" 2 "base name 'stdin'" - -
}

check_stdin() {
    fresh
    fine "stdin" - <trade.slots
    is "stdin: outputs" "stdin.slots.c stdin.slots.h" "$(echo stdin*)"
    holds "stdin: includes its header" stdin.slots.c '#include "stdin.slots.h"'
    fine "stdin under the file's name" --stdin-name there/trade.slots - <trade.slots
    mkdir gen
    fine "the file itself" -o gen trade.slots
    same "stdin: the header is that of the file" gen/trade.slots.h trade.slots.h
    same "stdin: the source is that of the file" gen/trade.slots.c trade.slots.c
    cat trade.slots >"$scratch/part"
    { head -c 20 "$scratch/part"; sleep 0.2; tail -c +21 "$scratch/part"; } | run -o gen --stdin-name late.slots -
    sed 's/late\.slots/trade.slots/g' gen/late.slots.c >late.c
    same "stdin that comes in parts" gen/trade.slots.c late.c
    write_bad
    run --stdin-name there/other.slots - <bad.slots
    holds "stdin: its name stands in messages" "$err" 'there/other.slots:1:16: error:'
    refused "stdin is empty" 1 '[schema-empty]' -
    refused_run "stdin is closed" 3 "cannot read 'standard input'" "$slotgen" - <&-
    refused_run "stdin is a folder" 3 "cannot read 'standard input'" "$slotgen" - <.
    refused "--stdin-name without .slots" 2 "not 'stdin'" --stdin-name stdin -
    refused "--stdin-name with a quote" 2 "special characters" --stdin-name 'a"b.slots' -
    fine "--stdin-name without stdin is of no matter" --stdin-name odd trade.slots
    mkdir -p dash && cp trade.slots dash/-.slots
    fine "./-.slots is a file" -o gen dash/-.slots
}

check_odd_files() {
    fresh
    mkdir folder.slots
    mkfifo pipe.slots
    device null.slots 3 null
    device zero.slots 5 zero
    ln -s nowhere dangling.slots
    ln -s loop.slots loop.slots
    ln -s trade.slots link.slots
    refused "input: a folder" 3 'it is a folder' folder.slots
    refused "input: a FIFO that nobody writes" 3 'not a regular file' pipe.slots
    refused "input: a device" 3 'not a regular file' null.slots
    refused "input: a device without an end" 3 'not a regular file' zero.slots
    refused "input: a dangling link" 3 "cannot read 'dangling.slots'" dangling.slots
    refused "input: a link to itself" 3 "cannot read 'loop.slots'" loop.slots
    refused "input: a file as folder" 3 "cannot read 'trade.slots/a.slots'" trade.slots/a.slots
    refused "input: one good, one missing" 3 "cannot read 'missing.slots'" trade.slots missing.slots
    fine "input: a link to a schema" link.slots
    is "input: a link gives its own name" "link.slots.c link.slots.h" "$(echo link.slots.?)"
    fine "input: closed stdin is of no matter" trade.slots <&-
    cp trade.slots closed.slots
    chmod 0 closed.slots
    if cat closed.slots >/dev/null 2>&1; then
        skip "input: no permission to read" "this user may read everything"
        rm -f closed.slots
    else
        chmod 0200 closed.slots
        run closed.slots
        is "input: no permission to read" 3 "$status"
        holds "input: no permission to read: message" "$err" "cannot read 'closed.slots'"
    fi
}

check_names
check_several
check_stdin
check_odd_files
