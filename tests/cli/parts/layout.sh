# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
#
# slotgen layout: its options, where the report goes, and that a failed run writes nothing.

check_layout_reports() {
    fresh
    fine "layout: a report" layout trade.slots
    holds "layout: a report: the class" "$out" 'market.Trade: 2 bytes, 5 of 16 bits spare'
    lacks "layout: a report: no totals" "$out" '10,000'
    is "layout: nothing is written beside it" trade.slots "$(ls)"
    for count in 10000 10_000 10k 0.01M; do
        fine "layout: --count $count" layout --count "$count" trade.slots
        holds "layout: --count $count: totals" "$out" '10,000'
        holds "layout: --count $count: of them" "$out" '20.0 kB'
    done
    fine "layout: json" layout --format=json trade.slots
    holds "layout: json: the class" "$out" '"name": "market.Trade"'
    fine "layout: svg" layout --format svg trade.slots
    holds "layout: svg" "$out" '<svg'
    fine "layout: html" layout --format=html trade.slots
    holds "layout: html" "$out" '<html'
    fine "layout: text" layout --format=text trade.slots
    holds "layout: text" "$out" 'market.Trade: 2 bytes'
    fine "layout: help" layout --help
    holds "layout: help: its own" "$out" '--count N'
    fine "layout: standard input" layout - <trade.slots
    holds "layout: standard input" "$out" 'market.Trade: 2 bytes'
}

check_layout_classes() {
    fresh
    echo 'class A { a: bool; } class B { b: uint8; }' >two.slots
    fine "layout: several files" layout two.slots trade.slots
    is "layout: several files, in order" 'A: 1 B: 1 market.Trade: 2' "$(sed -n 's/ byte.* spare; .*//p' "$out" | tr '\n' ' ' | sed 's/ $//')"
    fine "layout: --class" layout --class B two.slots trade.slots
    is "layout: --class: alone" 'B: 1' "$(sed -n 's/ byte.* spare; .*//p' "$out")"
    fine "layout: --class with its namespace" layout --class=market.Trade two.slots trade.slots
    refused "layout: --class of none" 2 "there is no class 'Tradee': did you mean 'Trade'?" layout --class Tradee trade.slots
    refused "layout: --class of nothing near" 2 "there is no class 'Q'" layout --class Q trade.slots
}

check_layout_files() {
    fresh
    fine "layout: -o FILE" layout -o report.txt trade.slots
    is "layout: -o FILE: nothing on stdout" 0 "$(size_of "$out")"
    run layout trade.slots
    same "layout: -o FILE: the report" "$out" report.txt
    fine "layout: -o -" layout -o - trade.slots
    same "layout: -o -: the report" "$out" report.txt
    refused "layout: into a schema" 3 "it is a schema of this run" layout -o trade.slots trade.slots
    mkdir folder
    refused "layout: into a folder" 3 "folder" layout -o folder trade.slots
    refused "layout: into no folder" 3 "none/report.txt" layout -o none/report.txt trade.slots
    refused "layout: no such schema" 3 "nothing.slots" layout nothing.slots
    write_bad
    refused "layout: a schema with an error" 1 "nope" layout -o other.txt bad.slots
    refused "layout: one of two with an error" 1 "nope" layout -o report.txt trade.slots bad.slots
    write_warned
    refused "layout: --werror" 1 "unused-type" layout --werror warned.slots
}

check_layout_words() {
    fresh
    refused "layout: without a schema" 2 "no schema was given" layout
    refused "layout: --format of another" 2 "--format of layout is text, json, svg or html, not 'xml'" layout --format=xml trade.slots
    for count in 0 x 10T 1.5 -1 1000000G; do
        refused "layout: --count $count" 2 "--count takes 1 to 999_999_999_999_999 instances" layout "--count=$count" trade.slots
    done
    refused "layout: --count without a value" 2 "a value is missing behind '--count'" layout trade.slots --count
    for option in -MD -MP --if-changed --list-outputs --emit-runtime --private-header --with-docs; do
        refused "layout: $option" 2 "'slotgen layout' has no option '$option'" layout $option trade.slots
    done
    refused "layout: its own help is named" 2 "'slotgen layout --help' lists the options" layout --count trade.slots
    refused "layout: -o of nothing" 2 "-o needs a file, not ''" layout -o '' trade.slots
    refused "layout: -o of this folder" 3 "cannot write '.'" layout -o . trade.slots
    for option in --count=5 --class=Trade --format=json; do
        refused "generating: $option" 2 "there is no option '$option'" $option trade.slots
    done
}

check_layout_reports
check_layout_classes
check_layout_files
check_layout_words
