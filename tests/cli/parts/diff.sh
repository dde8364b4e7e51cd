# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
#
# slotgen diff: two schemas or two folders, each with imports of its own, what is a break, and that nothing is written.

# ends NAME STATUS ARGUMENT...: `slotgen diff` with that exit status, nothing on stderr and no file touched
ends() {
    ends_name=$1 ends_status=$2
    shift 2
    snapshot >"$scratch/before"
    run diff "$@"
    snapshot >"$scratch/after"
    is "$ends_name: exit status" "$ends_status" "$status"
    is "$ends_name: nothing on stderr" 0 "$(size_of "$err")"
    same "$ends_name: no file is touched" "$scratch/before" "$scratch/after"
}

# Two folders with schemas of the same names, each importing its own.
write_sides() {
    mkdir -p old/sub new/sub
    echo 'namespace calendar; class Date { year: 1 .. 9999; month: 1 .. 12; day: 1 .. 31; }' >old/sub/calendar.slots
    echo 'namespace market; import "sub/calendar.slots"; class Trade { day: calendar.Date; note: text(3) = "a"; }' \
        >old/market.slots
    cp old/market.slots new/market.slots
    cp old/sub/calendar.slots new/sub/calendar.slots
}

check_diff_files() {
    fresh
    cp trade.slots other.slots
    ends "diff: a schema and itself" 0 trade.slots trade.slots
    holds "diff: a schema and itself" "$out" 'class market.Trade: same layout, 2 bytes'
    holds "diff: a summary" "$out" '1 class: 1 same layout'
    ends "diff: a schema and its copy of another name" 0 trade.slots other.slots
    sed 's/1000/1010/' trade.slots >other.slots
    ends "diff: widened" 0 trade.slots other.slots
    holds "diff: widened" "$out" 'class market.Trade: source compatible, 2 bytes, old bytes say the same'
    holds "diff: widened: the slot" "$out" 'note   price  widened  0..1000 -> 0..1010'
    ends "diff: --stored, and old bytes say the same" 0 --stored trade.slots other.slots
    ends "diff: narrowed" 4 other.slots trade.slots
    holds "diff: narrowed: the slot" "$out" 'break  price  narrowed  0..1010 -> 0..1000'
    sed 's/1000/2000/' trade.slots >other.slots
    ends "diff: more bits" 0 trade.slots other.slots
    holds "diff: more bits" "$out" 'old bytes say something else'
    ends "diff: --stored, and old bytes say something else" 4 --stored trade.slots other.slots
    sed 's/price/cost/' trade.slots >other.slots
    ends "diff: renamed" 4 trade.slots other.slots
    holds "diff: renamed" "$out" 'removed  0..1000, perhaps renamed to cost'
    ends "diff: options behind the schemas" 0 trade.slots trade.slots --color=never -I nowhere
    cp other.slots ./-weird.slots
    ends "diff: -- and a name that begins with a dash" 4 -- trade.slots -weird.slots
}

check_diff_stdin() {
    fresh
    sed 's/1000/1010/' trade.slots >other.slots
    run diff - other.slots <trade.slots
    is "diff: OLD from standard input" "0 1" "$status $(grep -c 'widened' "$out")"
    run diff other.slots - <trade.slots
    is "diff: NEW from standard input" "4 1" "$status $(grep -c 'narrowed' "$out")"
    echo 'class Bad { a: nope; }' >bad
    run diff --stdin-name me.slots - other.slots <bad
    is "diff: standard input is called as --stdin-name says" 1 "$(grep -c '^me.slots:1:16: error' "$err")"
    refused "diff: both from standard input" 2 'only one of OLD and NEW' diff - -
}

check_diff_folders() {
    fresh
    write_sides
    ends "diff: two folders" 0 old new
    is "diff: two folders: classes" 2 "$(grep -c '^class .*: same layout' "$out")"
    sed -i 's/9999/20000/' new/sub/calendar.slots
    ends "diff: each side has its own imports" 0 old new
    holds "diff: each side has its own imports" "$out" 'data   day  layout  calendar.Date'
    ends "diff: the same of files" 0 old/market.slots new/market.slots
    holds "diff: an imported class that changed is told of" "$out" 'class calendar.Date: source compatible'
    ends "diff: the imported schemas alone" 0 old/sub/calendar.slots new/sub/calendar.slots
    lacks "diff: the imported schemas alone" "$out" Trade
    rm new/sub/calendar.slots
    echo 'namespace market; class Trade { note: text(3) = "a"; }' >new/market.slots
    ends "diff: a class that is gone" 4 old new/
    holds "diff: a class that is gone" "$out" 'class calendar.Date: incompatible, 3 bytes'
    ends "diff: an import that is gone takes no class along" 4 old/market.slots new/market.slots
    lacks "diff: an import that is gone takes no class along" "$out" calendar.Date:
    refused "diff: a folder that is not there" 3 "cannot read 'odl': No such file or directory" diff odl new
    mkdir new/.hidden
    echo 'broken' >new/.hidden/x.slots
    echo 'broken' >new/notes.txt
    ln -s .. new/sub/loop
    ends "diff: hidden files, other files and links to folders are left out" 4 old new
}

check_diff_imports() {
    fresh
    mkdir a b shared
    echo 'class Base { x: bool; }' >shared/base.slots
    echo 'import "base.slots"; class Top(Base) { y: bool; }' >a/top.slots
    cp a/top.slots b/top.slots
    refused "diff: an import that is nowhere" 1 '[import-missing]' diff a/top.slots b/top.slots
    ends "diff: -I is for both sides" 0 -I shared a/top.slots b/top.slots
    echo 'class Base { x: bool; z: bool; }' >b/base.slots
    ends "diff: the folder of a schema comes before -I" 4 -I shared a/top.slots b/top.slots
    holds "diff: the folder of a schema comes before -I" "$out" 'note   z  added  bool'
}

check_diff_refuses() {
    fresh
    write_bad
    mkdir empty full
    cp trade.slots full
    for words in '' 'trade.slots' 'trade.slots trade.slots trade.slots'; do
        # shellcheck disable=SC2086 # words
        refused "diff '$words'" 2 'diff takes two schemas or two folders' diff $words
    done
    refused "diff: a file that is not there" 3 "cannot read 'missing.slots'" diff missing.slots trade.slots
    refused "diff: a folder without schemas" 3 'there is no NAME.slots in this folder' diff full empty
    refused "diff: a folder and a file" 2 "cannot compare a folder with the file 'trade.slots'" diff full trade.slots
    echo 'class C { }' >plain.txt
    refused "diff: a name without .slots" 2 'a schema is named NAME.slots' diff trade.slots plain.txt
    refused "diff: errors in OLD" 1 'bad.slots:1:16: error' diff bad.slots trade.slots
    refused "diff: errors in NEW" 1 'bad.slots:1:16: error' diff trade.slots bad.slots
    cp bad.slots worse.slots
    refused "diff: errors in both are said at once" 1 'worse.slots:1:16: error' diff bad.slots worse.slots
    is "diff: errors in both are said at once" 2 "$(grep -c 'error: ' "$err")"
    mkdir full/sub
    cp trade.slots full/sub
    refused "diff: one base name twice in a folder" 2 "two schemas have the base name 'trade'" diff full full
    rm -r full/sub
    mkdir -p "full/$(printf 'in/%.0s' $(seq 63))"
    ends "diff: 64 folders within one another" 0 full full
    mkdir -p "full/$(printf 'in/%.0s' $(seq 64))"
    refused "diff: 65 folders within one another" 3 'folders are nested too deeply' diff full full
    refused "diff: another format" 2 "--format of diff is text or json, not 'svg'" diff --format=svg a.slots b.slots
    refused "diff: an option of another command" 2 "'slotgen diff' has no option '-o'" diff -o x a.slots b.slots
    refused "diff: --stored is for diff" 2 "there is no option '--stored'" --stored trade.slots
}

check_diff_json() {
    fresh
    sed 's/1000/1010/' trade.slots >other.slots
    ends "diff: json" 0 --format=json trade.slots other.slots
    holds "diff: json: the verdict" "$out" '"verdict": "source compatible"'
    holds "diff: json: the change" "$out" \
        '{"effect": "note", "subject": "price", "what": "widened", "before": "0..1000", "after": "0..1010"}'
    if command -v python3 >/dev/null; then
        is "diff: json: it parses" "market.Trade readable" "$(python3 -c 'import json, sys
entry = json.load(sys.stdin)["declarations"][0]
print(entry["name"], entry["data"])' <"$out" 2>&1)"
    else
        skip "diff: json: it parses" "no python3"
    fi
}

check_diff_help() {
    fresh
    fine "diff --help" diff --help
    cp "$out" "$scratch/help"
    for word in '  --stored ' '  --format=' '  -I DIR' '  --stdin-name ' '  --color' '4 a break'; do
        holds "diff --help: $word" "$scratch/help" "$word"
    done
    at_most "diff --help: the longest line" 120 "$(awk 'length > most { most = length } END { print most + 0 }' "$scratch/help")"
    fine "diff --version" diff --version
    fine "--help names diff" --help
    holds "--help names diff" "$out" 'slotgen diff [options] OLD NEW'
}

# A pair of large schemas, all of whose slots move, must not take long.
check_diff_size() {
    fresh
    write_large 500 >large.slots
    write_large 500 | sed 's/s0: 0 .. [0-9]*;//; s/s9:/t9:/' >larger.slots
    begin_time
    ends "diff: 10,000 slots" 4 large.slots larger.slots
    soon "diff: 10,000 slots"
}

# What docs/diff.md shows is what comes out.
check_diff_docs() {
    fresh
    mkdir old
    cat >old/market.slots <<'END'
namespace market;
enum Side { buy, sell }
class Trade {
    side:     Side;
    price:    0 .. 10_000_000 @unit("cents");
    quantity: 1 .. 1_000_000 = 1;
    venue:    0 .. 39 ?;
}
END
    sed 's/0 .. 10_000_000/0 .. 20_000_000/; s/^}/    desk: 0 .. 254 ?; }/' old/market.slots >market.slots
    ends "diff: the example" 0 old/market.slots market.slots
    awk '/^```text/ { inside = 1; next } /^```/ { inside = 0 } inside' "$here/../../docs/diff.md" >"$scratch/shown"
    same "diff: the example of docs/diff.md" "$scratch/shown" "$out"
}

check_diff_files
check_diff_stdin
check_diff_folders
check_diff_imports
check_diff_refuses
check_diff_json
check_diff_docs
check_diff_help
check_diff_size
