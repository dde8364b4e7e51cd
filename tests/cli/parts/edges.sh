# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2016
#
# The edges of what the language holds: every number that is the last one that fits or the first that does not, wherever
# a number stands; nesting up to its limits; sizes whose products overflow. Each is refused under the rule that is named,
# or it compiles.

# edge RULE TEXT: a schema of one line, refused under that rule, or `ok`
edge() {
    edge_rule=$1
    printf '%s\n' "$2" >edge.slots
    if [ "$edge_rule" = ok ]; then
        run -o gen edge.slots
        if [ "$status" -ne 0 ]; then
            fail "edge: $2" "exit status 0" "$(seen)"
        else
            pass "edge: $2"
            compiles "edge compiles: $2" gen gen/edge.slots.c
        fi
    else
        refused "edge: $2" 1 "[$edge_rule]" edge.slots
    fi
}

# Around each power that a C type ends at, as a bound, a default, `unset` and a value of an enum.
check_numbers() {
    for power in 7 8 15 16 31 32 53 62 63; do
        edge ok "class C { a: -(1 << $power) .. 0; b: 0 .. (1 << $power); c: 0 .. (1 << $power) - 1; d: -(1 << $power) .. (1 << $power) - 1; }"
        edge ok "class C { a: 0 .. (1 << $power) - 1 = (1 << $power) - 1; b: 0 .. (1 << $power) - 1 ? unset (1 << $power); }"
        edge default-range "class C { a: 0 .. (1 << $power) - 1 = 1 << $power; }"
        edge unset-range "class C { a: 0 .. (1 << $power) ? unset 1 << $power; }"
    done
    edge ok 'class C { a: uint64 = 18_446_744_073_709_551_615; b: int64 = -9_223_372_036_854_775_808; }'
    edge ok 'class C { a: int64 = 0x7FFF_FFFF_FFFF_FFFF; b: 0 .. 0xFFFF_FFFF_FFFF_FFFF ?; }'
    edge number-overflow 'class C { a: 0 .. 18_446_744_073_709_551_616; }'
    edge number-overflow 'class C { a: 0 .. 0x1_0000_0000_0000_0000; }'
    edge number-overflow 'class C { a: -9_223_372_036_854_775_809 .. 0; }'
    edge number-overflow 'const c = (1 << 63) * 2;'
    edge number-overflow 'const c = -(1 << 63) - 1;'
    edge number-overflow 'const c = 18_446_744_073_709_551_615 + 1;'
    edge ok 'const c = -(1 << 63); const d = 18_446_744_073_709_551_615; class C { a: c .. -c - 1; b: d .. d; }'
    edge range-bounds 'class C { a: -1 .. 1 << 63; }'
    edge unset-bounds 'class C { a: 0 .. 1 << 63 ? unset -1; }'
    edge unset-bounds 'class C { a: uint64 ? unset -1; }'
    edge ok 'class C { a: -(1 << 63) .. -2 ? unset (1 << 63) - 1; }'
    edge division-by-zero 'const c = 1 / 0;'
    edge division-by-zero 'const c = 1 % (1 - 1);'
    edge integer-needed 'const c = 1.5 % 1;'
    edge ok 'const c = -(1 << 63) / -1; class C { a: 0 .. c; }'
    edge ok 'const c = -(1 << 63) % -1; class C { a: 0 .. c; }'
    edge shift-range 'const c = 1 << 64;'
    edge shift-range 'const c = 1 << -1;'
    edge shift-range 'const c = 1 >> 18_446_744_073_709_551_615;'
    edge ok 'enum E { a = -2_147_483_648, b = 2_147_483_647 } class C { e: E; f: E ?; g: E[3]; }'
    edge enum-value 'enum E { a = 2_147_483_648 }'
    edge enum-value 'enum E { a = -2_147_483_649 }'
    edge enum-value 'enum E { a = 2_147_483_647, b }'
    edge enum-value 'enum E { a = 18_446_744_073_709_551_615 }'
    edge ok 'flags F { a = 0, b = 63 } class C { f: F = a | b; }'
    edge flag-bit 'flags F { a = 64 }'
    edge flag-bit 'flags F { a = 63, b }'
    edge flag-bit 'flags F { a = -1 }'
}

check_steps() {
    edge ok 'class C { a: 0 .. 18_446_744_073_709_551_615 step 5; b: -(1 << 63) .. (1 << 63) - 1 step 1; }'
    edge ok 'class C { a: 0 .. 2_251_799_813_685_248 step 0.5; }'
    edge step-limit 'class C { a: 0 .. 2_251_799_813_685_248.5 step 0.5; }'
    edge step-limit 'class C { a: 0 .. 1 << 53 step 0.5; }'
    edge step-limit 'class C { a: 0 .. 1 step 1 / 9_007_199_254_740_993; }'
    edge step-positive 'class C { a: 0 .. 10 step 0; }'
    edge step-positive 'class C { a: 0 .. 10 step -(1 << 63); }'
    edge step-divides 'class C { a: 0 .. 10 step 18_446_744_073_709_551_615; }'
    edge ok 'class C { a: 0.000_000_1 .. 0.000_000_1 step 0.000_000_1; }'
    edge step-limit 'class C { a: 0 .. 0.000_000_000_000_000_000_1 step 0.000_000_000_000_000_000_1; }'
    edge ok 'class C { a: float64 = 18_446_744_073_709_551_615; b: float32 = 1 / 18_446_744_073_709_551_615; }'
}

# Counts, capacities, sizes and what their products come to.
check_sizes_of() {
    for number in -1 0 4_294_967_296 '(1 << 63)' 18_446_744_073_709_551_615; do
        edge pool-capacity "class C @pool(capacity: $number) { a: bool; }"
        edge symbols-capacity "symbols s($number);"
        edge array-count "class C { a: bool[$number]; }"
        edge text-size "class C { a: text($number); }"
        edge align-value "class C @align($number) { a: bool; }"
        edge size-range "class C @size($number) { a: bool; }"
        edge size-range "class C @max_size($number) { a: bool; }"
        edge reserved-bits "class C @layout(declared) { reserved $number; a: bool; }"
        edge pointer-align "class C { a: pointer(\"void\", align: $number); }"
    done
    edge ok 'symbols s(4_294_967_295); class C @pool(capacity: 4_294_967_295) { a: ref C; b: symbol(s); c: any; }'
    edge pool-checked 'class C @pool(capacity: 4_294_967_295, checked) { a: bool; }'
    edge ok 'class C @pool(capacity: 2_147_483_647, checked) { a: ref C; }'
    edge pool-checked 'class C @pool(capacity: 1, checked: 18_446_744_073_709_551_615) { a: bool; }'
    edge ok 'class C { a: text(268_435_455); }'
    edge ok 'class C { a: bool[2_147_483_648]; }'
    edge class-size 'class C { a: bool[2_147_483_648]; b: bool; }'
    edge array-count 'class C { a: bool[65_536][65_536]; }'
    edge array-count 'class C { a: (7 .. 7)[1 << 31][1 << 31][4]; }'
    edge array-bits 'class C { a: uint64[1 << 26]; }'
    edge ok 'class C { a: (7 .. 7)[1 << 31]; }'
    edge class-size 'class A { a: bytes(1 << 28); } class B { a, b: A; }'
    edge class-size 'class A { a: bytes(1 << 20); } class B { b: A[1 << 31]; }'
    edge array-count 'class A { a: bool[1 << 16]; } class B { b: inline A[1 << 16]; }'
    edge class-size 'class A { a: bytes(1 << 27); } class B { a: A; b: bool; } class C { b: B; c: B; d: B; }'
    edge class-size 'class A { a: bytes(1 << 28); } class B(A) { b: bool; }'
    edge default-size 'type T = uint8 = 7; class A { a: T[1 << 20]; } class B { b: A[200]; }'
    edge default-size 'type T = text(1_000_000) = "x"; class A { a: T[1 << 8]; }'
    edge default-count 'type T = bool = true; class A { a: T[1 << 21]; }'
    edge ok 'class C @align(4_096) { a: bool; } class D { c: C[3]; }'
    edge class-size 'class C @align(4_096) { a: bool; } class D { c: C[65_536]; d: C; }'
    edge int-width 'class C { a: uint18446744073709551617; }'
    edge int-width 'class C { a: int4294967304; }'
}

# repeat COUNT TEXT
repeat() {
    awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

# As deep as it may be, and once deeper, of all that nests.
check_nesting() {
    for depth in 63 64 65; do
        verdict=nesting
        [ "$depth" -gt 64 ] || verdict=ok
        edge $verdict "const c = $(repeat $depth '(')1$(repeat $depth ')'); class C { a: bool; }"
        verdict=nesting
        [ "$depth" -gt 63 ] || verdict=ok
        edge $verdict "class C { a: bool$(repeat $depth '[1]'); }"
        edge $verdict "class C { a: bool$(repeat $depth '[1]') = $(repeat $depth '[')true$(repeat $depth ']'); }"
    done
    edge ok "class C { $(repeat 31 'oneof x { a: { ')b: bool; $(repeat 31 '} c: bool; } ')}"
    edge nesting "class C { $(repeat 32 'overlay x { a: { ')b: bool; $(repeat 32 '} } ')}"
    edge ok "class C { $(repeat 31 'overlay x { a: { ')b: bool; $(repeat 31 '} } ')}"
    edge syntax "class C { $(repeat 63 'overlay x { ')b: bool; $(repeat 63 '} ')}"
    for kind in 'a: C' 'a: inline C' base; do
        for depth in 64 65; do
            verdict=class-nesting
            [ $depth -gt 64 ] || verdict=ok
            edge $verdict "$(awk -v depth=$depth -v kind="$kind" 'BEGIN {
                printf "class C1 { a: bool; } "
                for (i = 2; i <= depth; i++) {
                    if (kind == "base") printf "class C%d(C%d) { } ", i, i - 1
                    else printf "class C%d { %s%d; } ", i, kind, i - 1
                }
            }')"
        done
    done
    edge ok "class C { a: bool @unit(\"x\"); } $(repeat 100000 '/* /* /* */ ')"
    edge annotation-argument "class C @pool(capacity: $(repeat 60 '[')1$(repeat 60 ']')) { a: bool; }"
}

# A cycle of every kind of thing that can name another one.
check_cycles() {
    edge const-cycle 'const a = a;'
    edge const-cycle 'const a = b + 1; const b = 0 - c; const c = (a);'
    edge const-cycle 'class C { a: 0 .. d; } const d = e; const e = d;'
    edge type-cycle 'type A = A;'
    edge type-cycle 'type A = B[2]; type B = (C ?)[2]; type C = A;'
    edge class-cycle 'class A { a: A; }'
    edge class-cycle 'class A { a: A[3]; }'
    edge class-cycle 'class A { a: inline A; }'
    edge class-cycle 'class A { a: A ?; }'
    edge class-cycle 'class A(A) { }'
    edge class-cycle 'class A(B) { } class B { c: inline C; } class C { oneof x { a: A; b: bool; } }'
    edge class-cycle 'class A { overlay x { a: { b: bool; } t: T; } } type T = A;'
    edge class-cycle 'type T = A[2]; class A { t: T; }'
    edge oneof-by-type 'class A { oneof x by x { true: bool; } }'
    edge oneof-by-unknown 'class A { oneof x by y { true: bool; } oneof y by x { true: bool; } }'
    edge ok 'class A @pool(capacity: 5) { b: ref B; } class B @pool(capacity: 5) { a: ref A; b: ref B[2]; }'
}

# What holds another one twice, level by level: 2^27 of the smallest, and each looked at once.
check_doubling() {
    awk 'BEGIN { print "class C0 { a: bool; f: float16; }"; for (i = 1; i <= 26; i++) printf "class C%d { a, b: C%d; }\n", i, i - 1 }' >edge.slots
    for words in '-o gen' layout 'layout --format=html' 'diff edge.slots'; do
        begin_time
        # shellcheck disable=SC2086 # words
        run $words edge.slots
        is "doubled 26 times: $words" 0 "$status"
        soon "doubled 26 times: $words"
    done
    sed -i 's/a: bool;/a: bool = true;/' edge.slots
    refused "doubled 26 times, with defaults" 1 '[default-size]' -o gen edge.slots
}

fresh
mkdir gen
run --emit-runtime -o gen trade.slots
check_numbers
check_steps
check_sizes_of
check_nesting
check_cycles
check_doubling
