# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# Options and exit codes: every option that --help names is accepted and does what it says; wrong usage ends with 2 and
# touches nothing.

# accepts OPTION: runs it as --help describes it
accepts() {
    case $1 in
    -o) fine "help names -o" -o . trade.slots ;;
    -I) fine "help names -I" -I . -Imissing trade.slots ;;
    --prefix) fine "help names --prefix" --prefix me_ trade.slots ;;
    --include-prefix) fine "help names --include-prefix" --include-prefix in/ trade.slots ;;
    --stdin-name) fine "help names --stdin-name" --stdin-name me.slots trade.slots ;;
    -MF) fine "help names -MF" -MF me.d trade.slots ;;
    -MT) fine "help names -MT" -MD -MT me trade.slots ;;
    -MP) fine "help names -MP" -MD -MP trade.slots ;;
    @FILE) fine "help names @FILE" @words trade.slots ;;
    --) fine "help names --" -- trade.slots ;;
    '--color[=WHEN]') fine "help names --color" --color --color=never trade.slots ;;
    --emit-runtime | --private-header | --with-docs | --if-changed | --list-outputs | -MD | --werror | -h | --help | --version)
        fine "help names $1" "$1" trade.slots
        ;;
    *) fail "help names $1" "a check of it in tests/cli/parts/options.sh" "none" ;;
    esac
}

check_help() {
    fresh
    echo --werror >words
    fine help --help
    cp "$out" "$scratch/help"
    sed -n 's/^  \([-@].*[^ ]\)   *[^ ].*/\1/p' "$scratch/help" | tr -s ', ' '\n' | grep '^[-@].' | sort -u >"$scratch/options"
    at_least "help: options that were found in it" 21 "$(wc -l <"$scratch/options")"
    while read -r option; do
        accepts "$option"
    done <"$scratch/options"
    fine "help: -h is --help" -h
    same "help: -h is --help" "$scratch/help" "$out"
    at_most "help: the longest line" 120 "$(awk 'length > most { most = length } END { print most + 0 }' "$scratch/help")"
    for word in '0 fine' '1 the schema has errors' '2 wrong usage' '3 cannot read or write'; do
        holds "help: exit status $word" "$scratch/help" "$word"
    done
    fine "version" --version
    is "version: its form" 1 "$(grep -cxE 'slotgen [0-9]+\.[0-9]+\.[0-9]+, layout [0-9]+' "$out")"
}

check_help_writes_nothing() {
    fresh
    snapshot >"$scratch/before"
    run --help trade.slots
    run --version -MD trade.slots
    snapshot >"$scratch/after"
    same "help and version write no files" "$scratch/before" "$scratch/after"
}

check_exit_codes() {
    fresh
    write_bad
    write_warned
    fine "exit 0: a schema" trade.slots
    refused "exit 1: an error in the schema" 1 '[type-unknown]' bad.slots
    refused "exit 2: no schema" 2 'no schema was given'
    refused "exit 3: no such file" 3 "cannot read 'missing.slots'" missing.slots
    refused "exit 3 before 1: missing, then bad" 3 '[type-unknown]' missing.slots bad.slots
    refused "exit 3 before 1: bad, then missing" 3 "cannot read 'missing.slots'" bad.slots missing.slots
    refused "--werror: a warning becomes exit 1" 1 '[unused-type, --werror]' --werror warned.slots
    run warned.slots
    is "a warning alone is exit 0" 0 "$status"
    holds "a warning is said" "$err" 'warning: nothing in this file uses type'
    is "a warning: the outputs are written" "warned.slots.c warned.slots.h" "$(echo warned.slots.?)"
}

check_missing_values() {
    fresh
    for option in -o -I --prefix --include-prefix -MF -MT --stdin-name; do
        refused "$option without a value" 2 "a value is missing behind '$option'" trade.slots "$option"
    done
}

check_wrong_usage() {
    fresh
    write_bad
    refused "an unknown short option" 2 "no option '-x'" -x trade.slots
    refused "an unknown long option" 2 "no option '--bogus'" --bogus trade.slots
    refused "an option that only begins like one" 2 "no option '--prefixes=a'" --prefixes=a trade.slots
    refused "a flag with a value" 2 "no option '--werror=yes'" --werror=yes trade.slots
    refused "an unknown option behind the file" 2 "no option '--late'" trade.slots --late
    refused "control characters of an option are not printed" 2 "'-<U+001B>[31m'" "$(printf -- '-\033[31m')" trade.slots
    refused "bytes that are no UTF-8 are not printed" 2 "not 'a<FF>b'" "$(printf 'a\377b')"
    refused "nor what turns text round, nor C1 control characters" 2 "not 'a<U+202E>b<U+009B>'" \
        "$(printf 'a\342\200\256b\302\233')"
    refused "--color with another word" 2 "'sometimes'" --color=sometimes trade.slots
    refused "--color with nothing" 2 'always, never or auto' --color= trade.slots
    refused "-o with an empty name" 2 '-o needs a folder' -o '' trade.slots
    refused "-o - with two schemas" 2 'takes one schema' -o - trade.slots bad.slots
    refused "-o - with --emit-runtime" 2 'needs a folder' -o - --emit-runtime trade.slots
    refused "-o - with -MD and no -MF" 2 'needs a file for the rule' -o - -MD trade.slots
    refused "-MT alone" 2 'need -MD or -MF' -MT me trade.slots
    refused "-MP alone" 2 'need -MD or -MF' -MP trade.slots
    for prefix in 9a a-b 'a b' a__b ä '"'; do
        refused "--prefix $prefix" 2 '--prefix must begin a C identifier' "--prefix=$prefix" trade.slots
    done
    refused "an option behind -- is a file" 2 "not '--werror'" -- --werror
}

check_prefix() {
    fresh
    for words in '--prefix me_' '--prefix=me_'; do
        # shellcheck disable=SC2086 # words
        fine "$words" $words --emit-runtime trade.slots
        holds "$words: in front of the namespace" trade.slots.h 'typedef struct me_market_Trade'
        sed 's/me_market_//g' trade.slots.h trade.slots.c >"$scratch/rest"
        lacks "$words: no name without it" "$scratch/rest" market_
        compiles "$words: the output compiles" . trade.slots.c
    done
    cp trade.slots.h with.h
    fine "--prefix '' is none" --prefix '' trade.slots
    differs "--prefix changes the header" "$(cksum <with.h)" "$(cksum <trade.slots.h)"
    fine "--prefix of 300 letters" --prefix "$(printf '%0300d' 0 | tr 0 p)" trade.slots
    compiles "--prefix of 300 letters: the output compiles" . trade.slots.c
    fine "the last --prefix counts" --prefix a_ --prefix me_ trade.slots
    same "the last --prefix counts: content" with.h trade.slots.h
}

check_with_docs() {
    fresh
    fine "without --with-docs" trade.slots
    lacks "without --with-docs: no documentation in the table" trade.slots.c 'in cents'
    fine "--with-docs" --with-docs --emit-runtime trade.slots
    holds "--with-docs: documentation in the table" trade.slots.c '"in cents'
    compiles "--with-docs: the output compiles" . trade.slots.c
}

check_list_outputs() {
    fresh
    mkdir gen
    sed 's/namespace market/namespace other/' trade.slots >other.slots
    snapshot >"$scratch/before"
    for words in '-o gen trade.slots other.slots' '-o gen/ --emit-runtime trade.slots' '-o gen -MD trade.slots' \
        '-o gen -MF gen/rule.d trade.slots other.slots'; do
        # shellcheck disable=SC2086 # words
        fine "--list-outputs $words" --list-outputs $words
        sed 's|//*|/|g' "$out" | sort >"$scratch/listed"
        snapshot >"$scratch/after"
        same "--list-outputs $words: writes nothing" "$scratch/before" "$scratch/after"
        # shellcheck disable=SC2086
        fine "the same without --list-outputs" $words
        find gen -type f | sort >"$scratch/written"
        same "--list-outputs $words: names what is written" "$scratch/written" "$scratch/listed"
        rm -rf gen/*
        snapshot >"$scratch/before"
    done
    fine "--list-outputs in the current folder" --list-outputs trade.slots
    is "--list-outputs in the current folder: names" "trade.slots.h trade.slots.c" "$(xargs <"$out")"
    write_bad
    refused "--list-outputs of a schema that is not there" 3 "cannot read 'missing.slots'" --list-outputs missing.slots
    refused "--list-outputs of a schema with errors" 1 '[type-unknown]' --list-outputs trade.slots bad.slots
}

check_help
check_help_writes_nothing
check_exit_codes
check_missing_values
check_wrong_usage
check_prefix
check_with_docs
check_list_outputs
