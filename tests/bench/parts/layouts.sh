# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2034 # variables of run.sh and for it
# Date and Trade in every layout and by hand: bytes, and the instructions of all getters and of all setters, unchecked;
# goal B2. Sourced by run.sh.
if [ "$(uname -m)" != x86_64 ] || ! have objdump; then
    skip I1 "Date and Trade in every layout" "no x86-64 objdump"
    return
fi
# shellcheck source=tests/bench/keep.sh
. "$bench/keep.sh"
shapes
tool count_instructions
counter=$tool
generate "$build/layouts" "$bench/layouts.slots"
keep shapes.slots.h "$build/shapes" "$build/shapes/keep.c"
keep layouts.slots.h "$build/layouts" "$build/layouts/keep.c"
cp "$bench/hand_keep.c" "$build/layouts/hand_keep.c"

# Bits that slots of a class take.
bits_of()
{
    "$slotgen" layout --class "$1" "$bench/layouts.slots" |
        sed -n 's/^'"$1"': .* bytes\{0,1\}, \([0-9]*\) of \([0-9]*\) bits spare.*/\2 - \1/p'
}

# sum_of TYPE VERB: instructions of all getters or setters of a type.
sum_of()
{
    cat "$build/layouts"/*."$compiler.count" "$build/shapes/unchecked.$compiler.count" |
        awk -v prefix="^$1_$2_" '$1 ~ prefix && !seen[$1]++ { sum += $2 } END { print sum + 0 }'
}

# size_of TYPE: the generated headers say it, the hand-written one is asked.
size_of()
{
    cat "$build/shapes/shapes.slots.h" "$build/layouts/layouts.slots.h" "$build/layouts/sizes" |
        sed -n "s/^SLOT_STATIC_ASSERT(sizeof($1) == \([0-9]*\),.*/\1/p"
}

# layout_row TYPE WHAT
layout_row()
{
    row I1 "$compiler: $2: bytes, getters, setters" "$(size_of "$1")/$(sum_of "$1" get)/$(sum_of "$1" set)" - - - -
}

limit B2 "DenseDate: bits" "$(bits_of DenseDate)" 22
limit B2 "DenseTrade: bits" "$(bits_of DenseTrade)" 138
guard "the bits of DenseDate" "$(bits_of DenseDate)" 22
guard "the bits of DenseTrade" "$(bits_of DenseTrade)" 138
{
    printf '#include "hand.h"\n#include <stdio.h>\nint main(void)\n{\n'
    for type in WordDate BitDate PlainDate WordTrade BitTrade PlainTrade; do
        printf '    printf("SLOT_STATIC_ASSERT(sizeof(%s) == %%zu,\\n", sizeof(%s));\n' $type $type
    done
    printf '}\n'
} >"$build/layouts/sizes.c"
cc -std=c11 -I "$bench" -o "$build/layouts/print_sizes" "$build/layouts/sizes.c"
"$build/layouts/print_sizes" >"$build/layouts/sizes"
for compiler in $(compilers); do
    say "layouts, $compiler"
    count "$build/shapes" "$compiler" unchecked keep.c -DSLOT_UNCHECKED
    count "$build/layouts" "$compiler" layouts keep.c -DSLOT_UNCHECKED -I "$build/layouts"
    count "$build/layouts" "$compiler" hand hand_keep.c
    layout_row Date "Date, compact"
    layout_row Date4 "Date, compact @align(4)"
    layout_row NaturalDate "Date, natural"
    layout_row DeclaredDate "Date, declared"
    layout_row DenseDate "Date, dense"
    layout_row WordDate "Date, shift and mask in uint32_t"
    layout_row BitDate "Date, bit-fields"
    layout_row PlainDate "Date, plain struct"
    layout_row Trade "Trade, compact"
    layout_row NaturalTrade "Trade, natural"
    layout_row DeclaredTrade "Trade, declared"
    layout_row DenseTrade "Trade, dense"
    layout_row WordTrade "Trade, shift and mask in 3 x uint64_t"
    layout_row BitTrade "Trade, bit-fields"
    layout_row PlainTrade "Trade, plain struct"
done
