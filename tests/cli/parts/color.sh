# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# --color, NO_COLOR and TERM: no escape codes where nobody asked for them.

escapes_in() {
    tr -dc '\033' <"$1" | wc -c | tr -d ' '
}

# colored NAME yes|no ARGUMENT...
colored() {
    colored_name=$1 wanted=$2
    shift 2
    run "$@" bad.slots
    found=no
    [ "$(escapes_in "$err")" -eq 0 ] || found=yes
    is "$colored_name: escape codes" "$wanted" "$found"
    is "$colored_name: exit status" 1 "$status"
}

check_piped() {
    fresh
    write_bad
    colored "no --color" no
    colored "--color=auto, piped" no --color=auto
    colored "--color=never" no --color=never
    colored "--color=always" yes --color=always
    colored "--color" yes --color
    colored "the last --color counts" no --color=always --color=never
    NO_COLOR=1 colored "--color=always with NO_COLOR" yes --color=always
    run --color=always bad.slots
    sed "s/$(printf '\033')\[[0-9;]*[mK]//g" "$err" >"$scratch/plain"
    run --color=never bad.slots
    same "--color changes nothing but the colours" "$scratch/plain" "$err"
    run --color=always -o - trade.slots
    is "--color=always: none in the outputs" 0 "$(escapes_in "$out")"
}

# on_terminal NAME yes|no WORDS
on_terminal() {
    script -qec "'$slotgen' $3 bad.slots" /dev/null >"$out" 2>&1
    found=no
    [ "$(escapes_in "$out")" -eq 0 ] || found=yes
    is "$1: escape codes" "$2" "$found"
    holds "$1: the message" "$out" 'type-unknown'
}

check_terminal() {
    fresh
    write_bad
    if ! command -v script >/dev/null || ! script -qec true /dev/null >/dev/null 2>&1; then
        skip "colours on a terminal" "script(1) does not work here"
        return
    fi
    export TERM=xterm
    on_terminal "on a terminal" yes ''
    on_terminal "on a terminal, --color=auto" yes --color=auto
    on_terminal "on a terminal, --color=never" no --color=never
    TERM=dumb on_terminal "on a dumb terminal" no ''
    NO_COLOR=1 on_terminal "on a terminal with NO_COLOR" no ''
    NO_COLOR='' on_terminal "on a terminal with an empty NO_COLOR" yes ''
}

check_piped
check_terminal
