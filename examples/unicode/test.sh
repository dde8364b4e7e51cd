#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM: what the program refuses, then the whole real file. Exit status 77: that is not installed.
program=$1
real=/usr/share/unicode/UnicodeData.txt
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

fail()
{
    echo "FAILED: $*"
    exit 1
}

# refuses 'what it must say' ARGUMENTS...: exit status 1
refuses()
{
    expected=$1
    shift
    "$program" "$@" >"$folder/out" 2>&1
    status=$?
    [ $status -eq 1 ] || fail "status $status, not 1: unicode $*"
    grep -qF "$expected" "$folder/out" || fail "unicode $* said '$(cat "$folder/out")', not '$expected'"
}

# A file of two lines whose second one is wrong.
refuses_line()
{
    printf '0041;LATIN CAPITAL LETTER A;Lu;0;L;;;;;N;;;;0061;\n%s\n' "$2" >"$folder/data"
    refuses ":2: $1" "$folder/data"
}

refuses 'No such file' "$folder/missing"
refuses 'directory' "$folder"
: >"$folder/data"
refuses 'no code point' "$folder/data"
refuses_line 'fewer than 15 fields' '0042;X;Lu'
refuses_line 'more than 15 fields' '0042;X;Lu;0;L;;;;;N;;;;;;'
refuses_line 'not a code point: 11FFFF' '11FFFF;X;Lu;0;L;;;;;N;;;;;'
refuses_line 'code points must ascend: 0041' '0041;X;Lu;0;L;;;;;N;;;;;'
refuses_line 'an unknown general category: Lx' '0042;X;Lx;0;L;;;;;N;;;;;'
refuses_line 'combining_class: a value that ucd.slots does not allow' '0042;X;Lu;255;L;;;;;N;;;;;'
refuses_line 'an unknown bidi class: Q' '0042;X;Lu;0;Q;;;;;N;;;;;'
refuses_line 'an unknown decomposition tag: <odd> 0041' '0042;X;Lu;0;L;<odd> 0041;;;;N;;;;;'
refuses_line 'not a decomposition: 0041 ' '0042;X;Lu;0;L;0041 ;;;;N;;;;;'
refuses_line 'denominator: a value that ucd.slots does not allow' '0042;X;No;0;L;;;;1/11;N;;;;;'
refuses_line 'a number of more digits' '0042;X;No;0;L;;;;12345;N;;;;;'
refuses_line 'upper: a value that ucd.slots does not allow' '0042;X;Ll;0;L;;;;;N;;;10FFFF;;10FFFF'
refuses_line 'a range begins whose end is not on the next line' '0042;<X, First>;Lu;0;L;;;;;N;;;;;'
printf '4E00;<X, First>;Lo;0;L;;;;;N;;;;;\n4E05;<X, Last>;Lo;0;R;;;;;N;;;;;\n' >"$folder/data"
refuses ':2: the two ends of a range differ' "$folder/data"

for arguments in '--where' '--count' '--other' 'a b' 'U+4' '--where foo=1' '--where bidi_class=Q' \
    '--where exponent=16'; do
    # shellcheck disable=SC2086 # arguments are words
    "$program" $arguments >/dev/null 2>&1
    status=$?
    [ $status -eq 2 ] || fail "status $status, not 2: unicode $arguments"
done

if [ ! -r "$real" ]; then
    echo "SKIPPED: $real is not here; Debian has it in the package unicode-data"
    exit 77
fi
"$program" "$real" || fail "the records of $real"
"$program" U+00E9 >"$folder/out" || fail 'U+00E9'
grep -qF 'U+00E9 LATIN SMALL LETTER E WITH ACUTE' "$folder/out" || fail "$(cat "$folder/out")"
grep -qF 'Ll;0;L;0065 0301;;;;N;;;00C9;;00C9' "$folder/out" || fail "$(cat "$folder/out")"
count=$("$program" --where general_category=Lu --count) || fail 'a count'
[ "$count" -eq "$(cut -d ';' -f 3 "$real" | grep -c '^Lu$')" ] || fail "$count upper case letters"
