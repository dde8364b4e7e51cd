# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goals B1 and B3, second half: bytes of an instance. Sourced by run.sh.
random_records
shapes
cc -std=c11 -O0 -I "$include" -I "$build/random" -I "$build/shapes" -o "$build/sizes/sizes" "$bench/sizes.c" \
    "$build/random/random.slots.c" "$build/shapes/shapes.slots.c" "$library"
"$build/sizes/sizes" >"$build/sizes/out"

size_of()
{
    awk -v name="$1" '$1 == name { print $2 }' "$build/sizes/out"
}

limit B1 "Date: bytes" "$(size_of date)" 3
limit B1 "Date @align(4): bytes" "$(size_of date4)" 4
limit B1 "Trade: bytes" "$(size_of trade)" 18
count=$(size_of records)
against B3 "$count random records: mean bytes, to their bits rounded up" "$(size_of slotgen)" "$(size_of bits)" 1
against B3 "... to gcc's packed bit-fields" "$(size_of slotgen)" "$(size_of packed)" -
against B3 "... to plain structs" "$(size_of slotgen)" "$(size_of plain)" -
limit B3 "... records larger than packed bit-fields" "$(size_of larger_than_packed)" 0
limit B3 "... records larger than their bits" "$(size_of larger_than_bits)" 0

guard "sizeof Date" "$(size_of date)" 3
guard "sizeof Date4" "$(size_of date4)" 4
guard "sizeof Trade" "$(size_of trade)" 18
guard "the number of records larger than packed bit-fields" "$(size_of larger_than_packed)" 0
guard "the number of records larger than their bits" "$(size_of larger_than_bits)" 0
