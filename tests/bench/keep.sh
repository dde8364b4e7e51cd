# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# From generated headers to counted instructions: accessors as functions of their own, and the places of slots.
# Sourced by parts/instructions.sh.

# keep HEADER OUTPUT: a C file that makes the compiler emit every getter and setter of a header as a function.
keep()
{
    {
        printf '#include "%s"\n\nextern void (*const bench_keep[])(void);\nvoid (*const bench_keep[])(void) = {\n' "$1"
        sed -n 's/^static inline .*[ *]\([A-Za-z0-9_]*_\(get\|set\|try_set\|has\)_[A-Za-z0-9_]*\)(.*/\1/p' "$2/$1" |
            grep -v '_get_[a-z0-9]*_or$\|_try_get_' | sed 's/.*/    (void (*)(void))&,/'
        printf '};\n'
    } >"$3"
}

# count FOLDER CC SUFFIX SOURCE FLAG...: writes FOLDER/SUFFIX.CC.count.
count()
{
    folder=$1 cc=$2 name=$3.$2 source=$4
    shift 4
    "$cc" -std=c11 -O2 -I "$include" -I "$build/random" -I "$build/shapes" -I "$bench" "$@" -c "$folder/$source" \
        -o "$folder/$name.o"
    objdump -drw --no-show-raw-insn "$folder/$name.o" | "$counter" >"$folder/$name.count"
}

# places FOLDER HEADER: the place of every slot of a generated header, in FOLDER/HEADER.places.
places()
{
    classes=$(sed -n 's/^extern const slot_class \(.*\)_class;/\1/p' "$1/$2")
    {
        printf '#include "places.h"\n#include "%s"\n\n#define NAME(slot, name, type) name,\n' "$2"
        for class in $classes; do
            echo "static const char *const ${class}_slot_names[] = {${class}_SLOTS(NAME) NULL};"
        done
        echo "const struct bench_class bench_classes[] = {"
        for class in $classes; do
            echo "    {\"$class\", &${class}_class, ${class}_slot_names, ${class}_NSLOTS},"
        done
        echo "};"
        echo "const int bench_class_count = sizeof bench_classes / sizeof bench_classes[0];"
    } >"$1/classes.c"
    cc -std=c11 -O0 -I "$include" -I "$bench" -I "$1" -o "$1/places" "$bench/places.c" "$1/classes.c" "$1/${2%.h}.c" \
        "$library"
    "$1/places" >"$1/$2.places"
}
