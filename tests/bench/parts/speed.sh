# SPDX-License-Identifier: MIT
# Goals C1 and R1 as far as they exist: time to create records and to read three slots of them, as ratios to what one
# would write by hand, in one interleaved run. Sourced by run.sh.
instances=10000000
if [ "$quick" = yes ]; then instances=2000000; fi
shapes

# time_of RECORD WHO COLUMN
time_of()
{
    awk -v record="$1" -v who="$2" -v column="$3" '$1 == record && $2 == who { print $column }' "$build/speed/out"
}

# compare GOAL WHAT COLUMN RECORD OURS THEIRS WANTED: one row from $build/speed/out.
compare()
{
    ours=$(time_of "$4" "$5" "$3")
    theirs=$(time_of "$4" "$6" "$3")
    against "$1" "$run: $4, $2, ns, to $(echo "${6%_trade}" | tr _ ' ')" "$ours" "$theirs" "$7"
}

# speed_rows RECORD SUFFIX AT_ONCE WANTED
speed_rows()
{
    compare C1 "create by setters" 4 "$1" "slotgen$2" "shift_and_mask$2" -
    compare C1 "create at once" 4 "$1" "slotgen_$3$2" "shift_and_mask_at_once$2" -
    for rival in shift_and_mask bit_fields plain_struct; do
        wanted=-
        if [ $rival = shift_and_mask ]; then
            wanted=$4
            compare R1 "read in order" 5 "$1" "slotgen$2" "$rival$2" -
        fi
        compare R1 "read at random" 6 "$1" "slotgen$2" "$rival$2" "$wanted"
    done
}

# speed_of COMPILER NAME FLAG...
speed_of()
{
    compiler=$1 run=$2
    shift 2
    "$compiler" -std=c11 -O2 -I "$include" -I "$build/shapes" -I "$bench" "$@" -o "$build/speed/speed" \
        "$bench/speed.c" "$build/shapes/shapes.slots.c" "$library"
    "$build/speed/speed" $instances "$(rounds)" >"$build/speed/out"
    speed_rows Date "" make 0.95
    compare R1 "@align(4), read at random" 6 Date slotgen_align4 shift_and_mask 1
    compare C1 "@align(4), create by setters" 4 Date slotgen_align4 shift_and_mask -
    speed_rows Trade _trade pack -
}

for compiler in $(compilers); do
    say "speed, $compiler"
    speed_of "$compiler" "$compiler"
    if [ "$quick" = no ]; then speed_of "$compiler" "$compiler, unchecked" -DSLOT_UNCHECKED; fi
done
