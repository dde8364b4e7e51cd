# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# @FILE: words, quotes, nesting, and files that are missing, odd or contain themselves.

# words NAME EXPECTED: the response file "words" gives these outputs
words() {
    run --list-outputs @words
    is "$1" "$2" "$(cat "$out" "$err")"
}

# gives NAME CONTENT FOLDER: CONTENT names FOLDER behind -o
gives() {
    printf '%s' "$2" >words
    words "$1" "$3/trade.slots.h
$3/trade.slots.c"
}

check_words() {
    fresh
    gives "@FILE: words" '-o gen trade.slots' gen
    gives "@FILE: all white space" "$(printf '\n\n-o\tgen\r\n\v\f trade.slots\n')" gen
    gives "@FILE: double quotes" '"-o" "my gen" "trade.slots"' 'my gen'
    gives "@FILE: single quotes" "-o 'my gen' trade.slots" 'my gen'
    gives "@FILE: a backslash" '-o my\ gen trade.slots' 'my gen'
    gives "@FILE: quotes within a word" "-o m\"y g\"e'n  'x trade.slots" 'my gen  x'
    gives "@FILE: a quote in quotes" "-o \"it's\" trade.slots" "it's"
    gives "@FILE: an escaped quote" '-o "a\"b" trade.slots' 'a"b'
    gives "@FILE: a backslash in single quotes" "-o 'a\\b' trade.slots" 'a\b'
    gives "@FILE: a line end in quotes" "$(printf '%s\n%s' '-o "a' 'b" trade.slots')" "$(printf 'a\nb')"
    gives "@FILE: a word of other bytes" '-o größe trade.slots' größe
    printf '%s' "-o '' trade.slots" >words
    refused "@FILE: empty quotes are an empty word" 2 '-o needs a folder' @words
    : >words
    refused "@FILE: an empty file gives no words" 2 'no schema was given' @words
    fine "@FILE: an empty file beside a schema" @words trade.slots
    printf '%s' '-o "gen' >words
    refused "@FILE: a quote that nothing closes" 2 words @words trade.slots
    printf -- '--prefix a\0b_ trade.slots' >words
    refused "@FILE: a NUL byte" 2 'a NUL byte' @words
}

check_nesting() {
    fresh
    mkdir -p gen
    echo '-o gen @inner' >words
    echo '--prefix me_ trade.slots' >inner
    fine "@FILE: nested" @words
    holds "@FILE: nested: both count" gen/trade.slots.h 'me_market_Trade'
    echo @words >words
    refused "@FILE: contains itself" 2 'nested too deeply' @words
    echo @two >words
    echo @words >two
    refused "@FILE: two contain each other" 2 'nested too deeply' trade.slots @words
    echo @missing >words
    refused "@FILE: nested and missing" 3 "'missing'" trade.slots @words
}

check_odd_files() {
    fresh
    mkdir folder
    mkfifo pipe
    refused "@FILE: missing" 3 "cannot read 'missing'" trade.slots @missing
    refused "@FILE: a folder" 3 'it is a folder' trade.slots @folder
    refused "@FILE: a FIFO" 3 'not a regular file' trade.slots @pipe
    refused "@FILE: a device" 3 'not a regular file' trade.slots @/dev/zero
    refused "@ alone is a file name" 2 "not '@'" @
    cp trade.slots @odd.slots
    run --list-outputs -- @odd.slots
    is "--: @odd.slots behind it is a file" "@odd.slots.h @odd.slots.c " "$(cat "$out" "$err" | tr "\n" " ")"
    fine "./@odd.slots is a file" ./@odd.slots
    { echo trade.slots; yes -- "--werror --prefix=me_" | head -n 20000; } >words
    fine "@FILE: 40,000 words" @words
}

check_words
check_nesting
check_odd_files
