# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2034 # variables of run.sh and for it
# Goal I1: instructions of getters and setters as functions, by disassembly. Sourced by run.sh.
if [ "$(uname -m)" != x86_64 ] || ! have objdump; then
    skip I1 "instructions of accessors" "no x86-64 objdump"
    return
fi
# shellcheck source=tests/bench/keep.sh
. "$bench/keep.sh"
random_records
shapes
tool count_instructions
counter=$tool
places "$build/random" random.slots.h
places "$build/shapes" shapes.slots.h
keep random.slots.h "$build/random" "$build/random/keep.c"
keep rivals.h "$build/random" "$build/random/keep_rivals.c"
keep shapes.slots.h "$build/shapes" "$build/shapes/keep.c"
mkdir -p "$build/strides"
generate "$build/strides" "$bench/strides.slots"
keep strides.slots.h "$build/strides" "$build/strides/keep.c"

# mean FILE PATTERN: the mean count of the functions whose names match.
mean()
{
    awk -v pattern="$2" '$1 ~ pattern { n++; sum += $2 } END { printf "%.4f", (n > 0 ? sum / n : 0) }' "$1"
}

total()
{
    awk -v pattern="$2" '$1 ~ pattern { sum += $2 } END { print sum + 0 }' "$1"
}

count_all()
{
    for where in random shapes strides; do
        count "$build/$where" "$1" unchecked keep.c -DSLOT_UNCHECKED &
        count "$build/$where" "$1" checked keep.c
        wait
    done
    count "$build/random" "$1" rivals keep_rivals.c
    cp "$bench/hand_keep.c" "$build/shapes/hand_keep.c"
    count "$build/shapes" "$1" hand hand_keep.c
}

# One line for each kind of place: the highest counts of getter, setter and checked setter.
place_rows()
{
    sort "$build/instructions/$1" | while read -r tag what slots get set safe get_limit set_limit safe_limit above; do
        [ "$tag" = place ] || continue
        met=no
        if [ "$above" -eq 0 ]; then met=yes; fi
        row I1 "$1: get/set/checked set, $(echo "$what" | tr - ' ') ($slots slots)" "$get/$set/$safe" - - \
            "<= $get_limit/$set_limit/$safe_limit" $met
    done
}

mean_rows()
{
    ours=$build/random/unchecked.$1.count
    theirs=$build/random/rivals.$1.count
    our_get=$(mean "$ours" '_get_') their_get=$(mean "$theirs" '_get_')
    our_set=$(mean "$ours" '^R[0-9]*_set_') their_set=$(mean "$theirs" '_set_')
    wanted=0.5
    if [ "$1" != gcc ]; then wanted=-; fi
    against I1 "$1: mean of $records records, get, to packed bit-fields" "$our_get" "$their_get" $wanted
    against I1 "$1: ... set" "$our_set" "$their_set" $wanted
    against I1 "$1: ... get and set" "$our_get + $our_set" "$their_get + $their_set" $wanted
    against I1 "$1: ... set, ours checked" "$(mean "$build/random/checked.$1.count" '^R[0-9]*_set_')" "$their_set" -
    hand=$build/shapes/hand.$1.count
    date4=$build/shapes/unchecked.$1.count
    against I1 "$1: Date @align(4), 3 getters, to shift and mask" "$(total "$date4" '^Date4_get_')" \
        "$(total "$hand" ^WordDate_get_)" 1
    against I1 "$1: Date @align(4), 3 setters, to shift and mask" "$(total "$date4" '^Date4_set_')" \
        "$(total "$hand" ^WordDate_set_)" 1
}

# most FILE PATTERN: the highest count of the functions whose names match.
most()
{
    awk -v pattern="$2" '$1 ~ pattern && $2 > most { most = $2 } END { print most + 0 }' "$1"
}

# stride_row COMPILER WHAT CLASSES GET SET GET_REACHED SET_REACHED: elements of arrays, against the goal and against what
# was reached once. A checked setter adds two compares and two branches.
stride_row()
{
    unchecked=$build/strides/unchecked.$1.count
    get=$(most "$unchecked" "^($3)_get_") set=$(most "$unchecked" "^($3)_set_")
    met=no
    if [ "$get" -le "$4" ] && [ "$set" -le "$5" ]; then met=yes; fi
    row I1 "$1: get/set/checked set of an element, $2" \
        "$get/$set/$(most "$build/strides/checked.$1.count" "^($3)_set_")" - - "<= $4/$5" $met
    guard "the getter of an element, $2, with $1" "$get" "$6"
    guard "the setter of an element, $2, with $1" "$set" "$7"
}

# guards COMPILER OVER GET SET: what was reached once: so many accessors above their limit, and the means.
guards()
{
    guard "the number of accessors above their limit with $1" "$over" "$2"
    guard "the mean getter with $1" "$our_get" "$3"
    guard "the mean setter with $1" "$our_set" "$4"
    if grep -q '^missing' "$build/instructions/$1"; then guard "the number of accessors not found" 1 0; fi
}

for compiler in $(compilers); do
    say "instructions, $compiler"
    count_all "$compiler"
    awk -f "$bench/judge.awk" \
        -v unchecked="$build/random/unchecked.$compiler.count,$build/shapes/unchecked.$compiler.count" \
        -v checked="$build/random/checked.$compiler.count,$build/shapes/checked.$compiler.count" \
        "$build/random/random.slots.h.places" "$build/shapes/shapes.slots.h.places" >"$build/instructions/$compiler"
    place_rows "$compiler"
    mean_rows "$compiler"
    stride_row "$compiler" "one word holds it" "Middle" 10 14 9 15
    stride_row "$compiler" "any stride of bits" "Narrow|Middle|Broad" 10 14 11 17
    stride_row "$compiler" "two dimensions" Matrix 10 14 11 19
    stride_row "$compiler" "stride of bytes" Bytes 3 6 2 2
    over=$(awk '$1 == "over"' "$build/instructions/$compiler" | wc -l)
    if [ "$compiler" = gcc ]; then guards gcc 12 2.55 5.1; else guards "$compiler" 12 2.55 5.1; fi
    if [ "$over" -gt 0 ]; then
        note "$compiler: $over accessors above their limit (EXCESS ACCESSOR COUNT LIMIT PLACE BITS); the worst:"
        note "$(awk '$1 == "over"' "$build/instructions/$compiler" | sort -k2nr -k3 | head -n 8 | cut -d' ' -f2-)"
    fi
done
