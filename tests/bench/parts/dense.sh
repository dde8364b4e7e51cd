# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2034 # variables of run.sh and for it
# Goal B2: bits of dense records, and what instructions their digits cost. Sourced by run.sh.
generate "$build/dense" "$bench/dense.slots"
cc -std=c11 -O0 -I "$include" -I "$build/dense" -o "$build/dense/dense" "$bench/dense.c" \
    "$build/dense/dense.slots.c" "$library"
"$build/dense/dense" >"$build/dense/out"
date_bits=$(awk '$1 == "date" { print $2 }' "$build/dense/out")
trade_bits=$(awk '$1 == "trade" { print $2 }' "$build/dense/out")
limit B2 "Date, dense: bits" "$date_bits" 22
limit B2 "Trade, dense: bits" "$trade_bits" 138
against B2 "Date, dense: bits, to its information" "$date_bits" 21.83 1.01
against B2 "Trade, dense: bits, to its information" "$trade_bits" 137.34 1.01
guard "the number of bits of a dense Date" "$date_bits" 22
guard "the number of bits of a dense Trade" "$trade_bits" 138

if [ "$(uname -m)" != x86_64 ] || ! have objdump; then
    skip B2 "instructions of digits" "no x86-64 objdump"
    return
fi
# shellcheck source=tests/bench/keep.sh
. "$bench/keep.sh"
tool count_instructions
counter=$tool
keep dense.slots.h "$build/dense" "$build/dense/keep.c"

# instructions COMPILER HOW FUNCTION
instructions()
{
    awk -v name="$3" '$1 == name { print $2 }' "$build/dense/$2.$1.count"
}

# digit COMPILER CLASS SLOT WHAT GET SET: the counts, against what was reached once.
digit()
{
    get=$(instructions "$1" unchecked "$2_get_$3") set=$(instructions "$1" unchecked "$2_set_$3")
    row B2 "$1: get/set/checked set, $4" "$get/$set/$(instructions "$1" checked "$2_set_$3")" - - - -
    guard "the getter of $4, with $1" "$get" "$5"
    guard "the setter of $4, with $1" "$set" "$6"
}

for compiler in $(compilers); do
    count "$build/dense" "$compiler" unchecked keep.c -DSLOT_UNCHECKED
    count "$build/dense" "$compiler" checked keep.c
    digit "$compiler" Narrow first "first digit of at most 32 bits" 11 18
    digit "$compiler" Narrow middle "middle digit of at most 32 bits" 11 21
    digit "$compiler" Narrow last "last digit of at most 32 bits" 4 12
    digit "$compiler" Wide first "first digit of more than 32 bits" 9 15
    digit "$compiler" Wide middle "middle digit of more than 32 bits" 13 20
    digit "$compiler" Wide last "last digit of more than 32 bits" 6 15
done
