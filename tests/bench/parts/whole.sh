# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goals I2 and I3: operations on whole records of 3 to 18 bytes as functions, against the same by hand: loads and stores
# (spills included) and instructions; then the time to set a slot and get its neighbour. Sourced by run.sh.
if [ "$(uname -m)" != x86_64 ] || ! have objdump; then
    skip I2 "whole records" "no x86-64 objdump"
    return
fi
tool count_instructions
counter=$tool
generate "$build/whole" "$bench/whole.slots"
shapes

# whole_sum OPERATION: "instructions loads stores" of all records, ours and then theirs, and how many of ours take more
# loads and stores than theirs.
whole_sum()
{
    awk -v operation="$1" '
        { name = $1; hand = sub(/^Hand/, "", name); split(name, part, "_") }
        part[2] == operation && hand { theirs += $2; their_memory[part[1]] = $6 + $7; loads += $6; stores += $7 }
        part[2] == operation && !hand { ours += $2; memory[part[1]] = $6 + $7; our_loads += $6; our_stores += $7 }
        END {
            for (record in memory) above += memory[record] > their_memory[record]
            print ours + 0, our_loads + 0, our_stores + 0, theirs + 0, loads + 0, stores + 0, above + 0
        }' "$build/whole/whole.$compiler.count"
}

# whole_rows OPERATION WANTED MOST: WANTED is the goal of the loads and stores, MOST the instructions that were reached
# once with either compiler.
whole_rows()
{
    read -r ours our_loads our_stores theirs loads stores above <<END
$(whole_sum "$1")
END
    against I2 "$compiler: $1, 10 records: loads and stores, to by hand" "$our_loads + $our_stores" "$loads + $stores" "$2"
    against I2 "$compiler: ... instructions" "$ours" "$theirs" -
    guard "the instructions of $1 of ten records with $compiler" "$ours" "$3"
    if [ "$2" != - ]; then guard "the number of records whose $1 takes more loads and stores with $compiler" "$above" 0; fi
}

# window_of SLOT: the load of the getter of Date; getters that have the same share a window.
window_of()
{
    sed -n "/ Date_get_$1(/,/^}/s/.*\(slot_load[0-9]*([^)]*)\).*/\1/p" "$build/shapes/shapes.slots.h"
}

# neighbour_times: "WHO mean worst" in the form of assignments, and of the pairs that share a window shared_mean and
# what the same pairs take by hand, shared_rival.
neighbour_times()
{
    awk -v year="$(window_of year)" -v month="$(window_of month)" -v day="$(window_of day)" '
        BEGIN { window["year"] = year; window["month"] = month; window["day"] = day }
        { sum[$1] += $4; count[$1]++; if ($4 > worst[$1]) worst[$1] = $4 }
        window[$2] == window[$3] && $1 == "slotgen" { shared++; shared_sum += $4 }
        window[$2] == window[$3] && $1 == "shift_and_mask" { rival_sum += $4 }
        END {
            for (who in sum) printf "%s_mean=%.3f %s_worst=%.3f\n", who, sum[who] / count[who], who, worst[who]
            printf "shared=%d shared_mean=%.3f shared_rival=%.3f\n", shared, shared ? shared_sum / shared : 0,
                shared ? rival_sum / shared : 0
        }' "$build/whole/out"
}

for compiler in $(compilers); do
    say "whole records, $compiler"
    "$compiler" -std=c11 -O2 -I "$include" -I "$build/whole" -I "$bench" -c "$bench/whole_keep.c" \
        -o "$build/whole/keep.$compiler.o"
    objdump -drw --no-show-raw-insn "$build/whole/keep.$compiler.o" | "$counter" >"$build/whole/whole.$compiler.count"
    whole_rows make 1 212
    whole_rows pack 1 232
    whole_rows unpack 1 162
    whole_rows init - 25
    whole_rows read - 110
    whole_rows equal - 71
    whole_rows hash - 146
    if [ "$short" = yes ]; then continue; fi
    "$compiler" -std=c11 -O2 -I "$include" -I "$build/shapes" -I "$bench" -o "$build/whole/neighbours" \
        "$bench/neighbours.c" "$build/shapes/shapes.slots.c" "$library"
    "$build/whole/neighbours" "$(rounds)" >"$build/whole/out"
    eval "$(neighbour_times)"
    # shellcheck disable=SC2154 # set by the eval
    {
        against I3 "$compiler: Date, set a slot and get another: ns, to u32 rows" "$slotgen_mean" "$shift_and_mask_mean" -
        if [ "$shared" -gt 0 ]; then
            against I3 "$compiler: ... slots that share a window" "$shared_mean" "$shared_rival" 1.1
        fi
        against I3 "$compiler: ... the slowest pair" "$slotgen_worst" "$shift_and_mask_worst" -
        against I3 "$compiler: Date @align(4), set a slot and get another: ns, to u32 rows" "$slotgen_align4_mean" \
            "$shift_and_mask_mean" 1.1
    }
done
