# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016,SC2094
#
# Schemas from someone who means no good: each is refused soon, with a message of bounded size, or it compiles.

many() {
    head -c "$1" /dev/zero | tr '\0' "$2"
}

check_bytes() {
    fresh
    : >hostile.slots
    hostile "an empty file" schema-empty 500
    printf 'class A { a: \0bool; }\n' >hostile.slots
    hostile "a NUL byte" nul-byte 500
    printf 'class A { a: bool; }\0' >hostile.slots
    hostile "a NUL byte at the end" nul-byte 500
    many 1000000 '\0' >hostile.slots
    hostile "a megabyte of NUL bytes" utf8 10000
    printf 'class A { a: \377\033[2Jbool; }\n' >hostile.slots
    hostile "invalid UTF-8 and an escape code" utf8 2000
    printf '// \300\200 \355\240\200 \364\220\200\200 \342\202\nclass A { a: bool; }\n' >hostile.slots
    hostile "overlong, surrogate, too large, cut off, in a comment" utf8 2000
    printf 'class A { a: nope; // \342\200\256\033[31m\n}\n' >hostile.slots
    hostile "a bidirectional override in the line" type-unknown 1000
    printf 'class A { a: bool;\r b: bool; }\n' >hostile.slots
    hostile "a carriage return alone" line-end 1000
    head -c 300000 "$slotgen" >hostile.slots
    hostile "a program" nul-byte 20000
}

check_fine_bytes() {
    fresh
    fine "fine: LF" trade.slots
    cp trade.slots.h plain.h
    cp trade.slots plain
    { printf '\357\273\277'; cat plain; } >trade.slots
    fine "fine: a BOM" trade.slots
    same "fine: a BOM changes no byte" plain.h trade.slots.h
    sed "s/\$/$(printf '\r')/" plain >trade.slots
    fine "fine: CRLF" trade.slots
    same "fine: CRLF changes no byte" plain.h trade.slots.h
    printf '%s' "$(cat plain)" >trade.slots
    fine "fine: no line end at the end" trade.slots
    same "fine: no line end at the end changes no byte" plain.h trade.slots.h
    { cat plain; many 1000000 '\n'; } >trade.slots
    fine "fine: a megabyte of line ends" trade.slots
    same "fine: a megabyte of line ends changes no byte" plain.h trade.slots.h
}

check_sizes() {
    fresh
    { printf 'class '; many 1000000 x; echo ' { a: bool; }'; } >hostile.slots
    hostile "a name of a megabyte" name-length 2000
    { printf 'class A { a: '; many 1000000 x; echo '; }'; } >hostile.slots
    hostile "a type of a megabyte" name-length 2000
    { printf 'class A { a: nope; '; many 3000000 ' '; echo '}'; } >hostile.slots
    hostile "a line of three megabytes" type-unknown 2000
    { printf 'const a = '; many 20000 '('; printf 1; many 20000 ')'; echo ';'; } >hostile.slots
    hostile "20,000 parentheses" nesting 2000
    { printf 'const a = '; many 1000000 '('; } >hostile.slots
    hostile "a million open parentheses" nesting 2000
    { printf 'const a = 1'; many 200000 '+' | sed 's/+/ + 1/g'; echo ';'; } >hostile.slots
    hostile "200,000 operators" nesting 2000
    { printf 'const a = '; many 1000000 9; echo ';'; } >hostile.slots
    hostile "a number of a megabyte" number-overflow 2000
    { printf 'class A { a: uint8 @unit("'; many 1000000 '\001'; } >hostile.slots
    hostile "a megabyte of an open string" string 20000
    { printf '/*'; many 1000000 '*'; } >hostile.slots
    hostile "a megabyte of an open comment" comment 2000
}

check_many_errors() {
    fresh
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "class C%d { s: nope%d; }\n", i, i }' >hostile.slots
    hostile "100,000 unknown types" type-unknown 20000
    is "hostile: 100,000 unknown types: 20 are shown" 20 "$(grep -c ' error: ' "$err")"
    holds "hostile: 100,000 unknown types: and that there are more" "$err" 'stopped after 20 errors'
    awk 'BEGIN { for (i = 0; i < 100000; i++) print "class ;" }' >hostile.slots
    hostile "100,000 syntax errors" syntax 20000
    at_most "hostile: 100,000 syntax errors: at most 20 are shown" 20 "$(grep -c ' error: ' "$err")"
    awk 'BEGIN { print "class A {"; for (i = 0; i < 100000; i++) print "s: bool;"; print "}" }' >hostile.slots
    hostile "100,000 slots of one name" slot-duplicate 20000
    is "hostile: 100,000 slots of one name: 20 are shown" 20 "$(grep -c ' error: ' "$err")"
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "type T%d = 0 .. 5;\n", i; print "class A { a: bool; }" }' >hostile.slots
    begin_time
    refused "hostile: 100,000 warnings, --werror" 1 'stopped after 20 errors' --werror hostile.slots
    soon "hostile: 100,000 warnings, --werror"
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "const c%d = c%d;\n", i, i + 1 }' >hostile.slots
    hostile "a chain of 100,000 constants that ends nowhere" const-unknown 20000
}

check_bytes
check_fine_bytes
check_sizes
check_many_errors
