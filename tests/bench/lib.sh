# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# What the parts of the benchmark share: building, the rows of the table, and how they are printed. Sourced by run.sh,
# which sets build, bench, project, include, quick and short.

# Progress, where a person watches.
say()
{
    if [ -t 2 ]; then printf '\r\033[K%s' "${1:+measuring: $1}" >&2; fi
}

have()
{
    command -v "$1" >/dev/null 2>&1
}

# The C compilers that are there.
compilers()
{
    for compiler in gcc clang; do
        if have $compiler; then echo $compiler; fi
    done
}

# Sets slotgen and library, building both unless they are given.
build_slotgen()
{
    slotgen=${SLOTGEN:-}
    library=${SLOTGEN_LIBRARY:-}
    if [ -n "$slotgen" ] && [ -n "$library" ]; then return; fi
    say "building slotgen"
    if ! { cmake -S "$project" -B "$build/slotgen" -DCMAKE_BUILD_TYPE=Release -DSLOTGEN_DEVELOPER=OFF &&
        cmake --build "$build/slotgen" -j "$(getconf _NPROCESSORS_ONLN)" --target slotgen slotgen_runtime; } \
        >"$build/slotgen.log" 2>&1; then
        cat "$build/slotgen.log" >&2
        exit 1
    fi
    slotgen=$build/slotgen/slotgen
    library=$(find "$build/slotgen" -name libslotgen.a)
}

# tool NAME: compiles tests/bench/NAME.c to a tool of the benchmark and sets `tool` to its path.
tool()
{
    tool=$build/bin/$1
    # shellcheck disable=SC3013 # dash and bash have -nt
    if [ ! -x "$tool" ] || [ "$bench/$1.c" -nt "$tool" ] || [ "$bench/clock.h" -nt "$tool" ]; then
        cc -std=c11 -O1 -Wall -Wextra -o "$tool" "$bench/$1.c"
    fi
}

# generate FOLDER SCHEMA
generate()
{
    "$slotgen" -o "$1" "$2"
}

# The 300 random records of goal B3, or fewer in the quick form, in $build/random.
random_records()
{
    records=300
    if [ "$quick" = yes ]; then records=60; fi
    if [ "$short" = yes ]; then records=40; fi
    if [ "${records_are:-}" = "$records" ]; then return; fi
    mkdir -p "$build/random"
    tool random_records
    "$tool" "$build/random" $records
    generate "$build/random" "$build/random/random.slots"
    records_are=$records
}

# The records of shapes.slots in $build/shapes.
shapes()
{
    mkdir -p "$build/shapes"
    generate "$build/shapes" "$bench/shapes.slots"
}

# row GOAL WHAT MEASURED RIVAL RATIO WANTED MET
row()
{
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@" >>"$build/rows"
}

note()
{
    printf '%s\n' "$*" >>"$build/notes"
}

# calculate EXPRESSION: as awk does, with two digits where it is no whole number.
calculate()
{
    awk "BEGIN { x = $1; if (x == int(x)) print x; else printf \"%.2f\", x }"
}

holds()
{
    awk "BEGIN { exit !($1) }"
}

# limit GOAL WHAT MEASURED WANTED: a number that may be at most so high.
limit()
{
    met=no
    if holds "$3 <= $4"; then met=yes; fi
    row "$1" "$2" "$(calculate "$3")" - - "<= $4" $met
}

# against GOAL WHAT MEASURED RIVAL WANTED: a number and a rival's; their ratio may be at most so high, `-`: no goal.
against()
{
    ratio=$(awk "BEGIN { if (($4) == 0) { print \"-\"; exit }
        r = ($3) / ($4); printf (r > 0.95 && r < 1.05 ? \"%.3f\" : \"%.2f\"), r }")
    if [ "$5" = - ]; then
        row "$1" "$2" "$(calculate "$3")" "$(calculate "$4")" "$ratio" - -
        return
    fi
    met=no
    if holds "$3 <= $5 * ($4) * 1.0000001"; then met=yes; fi
    row "$1" "$2" "$(calculate "$3")" "$(calculate "$4")" "$ratio" "<= $5" $met
}

# guard WHAT MEASURED MOST: fails the short form when what was reached once is lost. Says nothing otherwise.
guard()
{
    if holds "$2 > $3"; then
        echo "bench: $1 is $2, was at most $3" >>"$build/lost"
    fi
}

skip()
{
    row "$1" "$2" skipped - - - "$3"
}

# Rounds of timing.
rounds()
{
    if [ "$quick" = yes ]; then echo 3; else echo 7; fi
}

print_table()
{
    awk -F '\t' '
        BEGIN {
            split("goal\twhat\tmeasured\trival\tratio\twanted\tmet", head, "\t")
            for (i = 1; i <= 7; i++) wide[i] = length(head[i])
        }
        {
            for (i = 1; i <= 7; i++) {
                cell[NR, i] = $i
                if (length($i) > wide[i]) wide[i] = length($i)
            }
        }
        function line(row, i, text) {
            text = ""
            for (i = 1; i <= 7; i++) {
                c = row == 0 ? head[i] : cell[row, i]
                text = text sprintf("%" (i <= 2 || i == 7 ? "-" : "") wide[i] "s", c) (i < 7 ? "  " : "")
            }
            sub(/ +$/, "", text)
            print text
        }
        END { line(0); for (r = 1; r <= NR; r++) line(r) }' "$build/rows"
    if [ -s "$build/notes" ]; then
        echo
        cat "$build/notes"
    fi
    awk -F '\t' '$7 == "yes" { y++ } $7 == "no" { n++ }
        END { printf "\n%d goals met, %d not\n", y, n }' "$build/rows"
    if [ "$short" = yes ] && [ -s "$build/lost" ]; then
        cat "$build/lost"
        exit 1
    fi
}
