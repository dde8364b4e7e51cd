# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# -MD, -MF, -MT, -MP: what the rules hold, and that make understands them, whatever the names.

# rule NAME FILE LINE...: all lines of the file, white space and line continuations squeezed
rule() {
    rule_name=$1 rule_file=$2
    shift 2
    is "$rule_name" "$(printf '%s\n' "$@")" "$(sed -e ':a' -e '/\\$/{N;s/\\\n//;ba' -e '}' "$rule_file" | tr -s ' ' | grep .)"
}

check_content() {
    fresh
    mkdir gen in
    sed 's/namespace market/namespace other/' trade.slots >in/other.slots
    fine "-MD" -MD trade.slots
    rule "-MD: the rule" trade.slots.d 'trade.slots.h trade.slots.c: trade.slots'
    fine "-MD -o" -MD -o gen trade.slots in/other.slots
    rule "-MD -o: the rule of the first" gen/trade.slots.d 'gen/trade.slots.h gen/trade.slots.c: trade.slots'
    rule "-MD -o: the rule of the second" gen/other.slots.d 'gen/other.slots.h gen/other.slots.c: in/other.slots'
    rm gen/*
    fine "-MF" -MF my.d -o gen trade.slots in/other.slots
    rule "-MF: one rule for all" my.d 'gen/trade.slots.h gen/trade.slots.c gen/other.slots.h gen/other.slots.c: trade.slots in/other.slots'
    is "-MF: and no other" 4 "$(find gen -type f | wc -l | tr -d ' ')"
    fine "-MFFILE -MTTARGET" -MFjoined.d -MTme trade.slots
    rule "-MFFILE -MTTARGET: the rule" joined.d 'me: trade.slots'
    fine "-MT: its words are taken as they are" -MD -MT 'one $(two)' trade.slots
    rule "-MT: its words" trade.slots.d 'one $(two): trade.slots'
    fine "-MP" -MD -MP trade.slots
    rule "-MP: the rules" trade.slots.d 'trade.slots.h trade.slots.c: trade.slots' 'trade.slots:'
    fine "-MP of two" -MF my.d -MP trade.slots in/other.slots
    rule "-MP of two: the rules" my.d 'trade.slots.h trade.slots.c other.slots.h other.slots.c: trade.slots in/other.slots' \
        'trade.slots:' 'in/other.slots:'
    fine "-MD: stdin under its file's name" -MF my.d --stdin-name in/other.slots - <in/other.slots
    rule "-MD: stdin under its file's name: the rule" my.d 'other.slots.h other.slots.c: in/other.slots'
}

check_with_stdout() {
    fresh
    fine "-o - -MF -MT" -o - -MF my.d -MT me trade.slots
    rule "-o - -MF -MT: the rule" my.d 'me: trade.slots'
    holds "-o - -MF: the output" "$out" 'market_Trade'
    fine "-o - -MF" -o - -MF my.d trade.slots
    lacks "-o - -MF: no target that is never written" my.d '-/trade'
}

# make_says: what make would do for the outputs of the rule in my.d
make_says() {
    {
        echo 'include my.d'
        echo '%.slots.h %.slots.c: ; @echo "to do"'
    } >my.mk
    make -rR -f my.mk 2>&1 | grep -v 'Entering\|Leaving' | sed 's/.*up to date.*/up to date/; s/.*Nothing to be done.*/up to date/' | head -n 2
}

# understood FOLDER NAME: make follows the rule of FOLDER/NAME.slots, written into "FOLDER/gen NAME"
understood() {
    label=$(printf '%s/%s.slots' "$1" "$2" | tr '\n\t' 'nt')
    fresh
    mkdir -p "$1/gen $2"
    echo 'class A { a: bool; }' >"$1/$2.slots"
    fine "make: $label" -MF my.d -MP -o "$1/gen $2" "$1/$2.slots"
    touch -d '2001-01-01' "$1/gen $2/$2.slots".[hc]
    touch -d '2000-01-01' "$1/$2.slots"
    is "make: $label: nothing to do" "up to date" "$(make_says)"
    touch -d '2002-01-01' "$1/$2.slots"
    is "make: $label: the schema is newer" "to do" "$(make_says)"
    rm "$1/$2.slots"
    is "make: $label: the schema is gone (-MP)" "to do" "$(make_says)"
}

# Make has no way to write these in a target: slotgen must say so instead of writing a rule that means something else.
refused_in_rules() {
    fresh
    mkdir "$2"
    cp trade.slots "$2"
    refused "rules: $1 in a prerequisite is refused" '2 3' 'slotgen: error:' -MF my.d "$2/trade.slots"
    refused "rules: $1 in a target is refused" '2 3' 'slotgen: error:' -MD -o "$2" trade.slots
}

check_make() {
    if ! command -v make >/dev/null; then
        skip "make understands the rules" "there is no make"
        return
    fi
    understood in trade
    understood in 'two words'
    understood 'my  folder' ' x '
    understood in 'a#b'
    understood 'in#1' '# c'
    understood 'a$b' trade
    understood 'a$(HOME)b' trade
    understood 'in' "it's (1) & 2"
    understood 'in' größe
    understood 'a\b' trade
    understood 'a\ b' trade
    understood 'a\#b' trade
    fresh
    run -MF my.d -o . trade.slots
    rm trade.slots
    is "make: without -MP a schema that is gone is an error" 1 "$(make_says | grep -c "No rule to make target 'trade.slots'")"
    fresh
    run -MF my.d - <trade.slots
    is "make: stdin is no prerequisite that cannot be made" "up to date" "$(make_says)"
}

check_content
refused_in_rules "a line end" "$(printf 'a\nall: ; touch made\nb')"
refused_in_rules "a tab" "$(printf 'a\tb')"
check_with_stdout
check_make
