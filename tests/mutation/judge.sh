# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC2034,SC2086 # lists of words, and variables of run.sh
#
# What run.sh judges a fault with: builds all once without a fault, then compiles one file anew, compares the object,
# relinks programs around it and runs them, the nearest and fastest first. $work holds tree/ (a copy of the project, in
# which the faults are put), build/, objects/ (what was compiled without a fault), random/ (schemas and programs).

flags="-std=c11 -O2 -Werror=incompatible-pointer-types -Werror=int-conversion -Icompiler -Iruntime/include"
layout_suites="layouts stable windows packer dense layout places model"
check_suites="check check_edges repeated model c_names emit diff"
core_suites="core refusals kinds_edges kinds_text whole names bits_edges bits format kinds"
other_suites="report picture diff emit c_names check"
# program, folder, sources, schemas, options of slotgen, options of the compiler; - for none
programs="
small run small.c small.slots - -
everything run everything.c everything.slots - -
operations run operations.c operations.slots - -
language run/language main.c,arrays.c,blobs.c,choices.c,classes.c,inlines.c,mirrors.c language.slots - -
layouts run/layouts main.c,natural.c,own.c,declared.c,dense.c layouts.slots - -
layouts_operations run/layouts ../operations.c layouts.slots - -DOPERATIONS_HEADER=\"operations_classes.h\"
imports run/imports imports.c top.slots,parts/base.slots -Iparts,--include-prefix,of -
storage_rows run/storage rows.c rows.slots - -
storage_pool run/storage pool.c storage.slots - -
storage_table run/storage table.c tables.slots - -
storage_bulk run/storage bulk.c tables.slots - -
"
random_seeds="1 2 3 4 5 6 7 8 9 10"

# limited COMMAND...: what a fault may take until it counts as hanging
limited() {
    # shellcheck disable=SC3045 # dash and bash have -t and -v
    (
        ulimit -t 40
        ulimit -v 4000000
        exec timeout 400 "$@"
    ) >"$work/said" 2>&1
}

# one NAME COMMAND...: runs one test; false where it failed, which makes NAME the killer
one() {
    killer=$1
    shift
    limited "$@"
    status=$?
    [ $status -eq 0 ] && return 0
    case $status in
    124 | 137 | 152) killer="time" ;;
    esac
    return 1
}

words() {
    printf '%s\n' "$1" | tr ',' ' ' | sed 's/^-$//'
}

# The objects that a file is part of: itself, or those that include it.
parts_of() {
    case $1 in
    runtime/*.h) (cd "$work/tree" && grep -l "${1##*/}" runtime/*.c) ;;
    *.h) (cd "$work/tree" && grep -l "${1#compiler/}" compiler/*/*.c) ;;
    *) echo "$1" ;;
    esac
}

# compile FILE FOLDER: its objects
compile() {
    rm -rf "${work:?}/$2" && mkdir -p "$work/$2"
    for part in $(parts_of "$1"); do
        (cd "$work/tree" && timeout 120 $CC $flags -I"$work/build/compiler" -c "$part" \
            -o "$work/$2/$(echo "$part" | tr / _).o") 2>"$work/said" || return 1
    done
}

libraries="compiler/libslotgen_compiler.a compiler/libslotgen_layout.a runtime/libslotgen.a"

# link NAME OPTIONS...: $work/NAME of objects and libraries, the faulty ones first
link() {
    name=$1
    shift
    (cd "$work/build" && $CC -o "$work/$name" "$@" "$work"/faulty/*.o $libraries -lm) >"$work/said" 2>&1
}

link_unit() {
    # shellcheck disable=SC2046
    link unit "$work"/build/tests/CMakeFiles/unit.dir/unit/*.o $(pkg-config --libs check) -Wl,--start-group
}

suites() {
    for suite in "$@"; do
        one "unit.$suite" "$work/unit" "$suite" || return 1
    done
}

# generate PROGRAM: into $work/generated, from the row of the table in $folder, $schemas, $options
generate() {
    rm -rf "$work/generated" && mkdir -p "$work/generated/of"
    into=$work/generated
    case $options in *--include-prefix*) into=$into/of ;; esac
    # shellcheck disable=SC2046
    (cd "$work/tree/tests/$folder" && exec "$work/slotgen" -o "$into" $(words "$options") $(words "$schemas"))
}

# run_program FOLDER: a program and what it must print
run_program() {
    expected=$work/tree/tests/$folder/operations.expected
    case $program in
    *operations)
        one "run.$program" sh -c "'$1/program' >'$1/printed' && cmp '$1/printed' '$expected'"
        ;;
    *) one "run.$program" "$1/program" ;;
    esac
}

# with_programs ACTION: calls it for each row of the table until one is false
with_programs() {
    while read -r program folder sources schemas options defines <&3; do
        [ -n "$program" ] || continue
        "$1" || return 1
    done 3<<EOF
$programs
EOF
}

# The programs of tests/run with a faulty runtime.
relink_program() {
    mkdir -p "$work/run"
    $CC -o "$work/run/program" "$work/programs/$program"/*.o "$work"/faulty/*.o "$work/build/runtime/libslotgen.a" -lm \
        >"$work/said" 2>&1 || { killer="link"; return 1; }
    run_program "$work/run"
}

# compile_program FOLDER: objects of a program and its schemas
compile_program() {
    mkdir -p "$1"
    for source in $(words "$sources"); do
        # shellcheck disable=SC2046 # words
        $CC -std=c11 -O0 -w $(words "$defines") -I"$work/tree/tests/$folder" -I"$work/generated" \
            -I"$work/tree/runtime/include" -c "$work/tree/tests/$folder/$source" -o "$1/$(basename "$source" .c).o" || return 1
    done
    for source in "$work"/generated/*.c "$work"/generated/of/*.c; do
        [ -e "$source" ] || continue
        $CC -std=c11 -O0 -w -I"$work/generated" -I"$work/tree/runtime/include" -c "$source" \
            -o "$1/$(basename "$source").o" || return 1
    done
}

# The programs of tests/run whose generated code a fault changes.
rebuild_program() {
    one "generate.$program" true
    generate >"$work/said" 2>&1 || { killer=generate.$program; return 1; }
    ! diff -r "$work/generated" "$work/programs/$program/generated" >/dev/null || return 0
    rm -rf "$work/run"
    compile_program "$work/run" >"$work/said" 2>&1 || { killer=compile.$program; return 1; }
    $CC -o "$work/run/program" "$work/run"/*.o "$work/build/runtime/libslotgen.a" -lm >"$work/said" 2>&1 ||
        { killer="link"; return 1; }
    run_program "$work/run"
}

# random_objects FOLDER KIND: compiles what was generated there
random_objects() {
    property=$work/tree/tests/property
    case $2 in
    schema) sources=meant.c more= ;;
    language) more=-I$property/language sources="$property/language/typed.c $work/tree/tests/run/operations.c" ;;
    esac
    for source in $sources $(cd "$1" && ls ./*.slots.c); do
        (cd "$1" && $CC -std=c11 -O0 -w -I. $more -I"$property" -I"$work/tree/runtime/include" \
            -DOPERATIONS_HEADER='"classes.h"' -c "$source" -o "$(basename "$source" .c).o") || return 1
    done
}

# run_random FOLDER KIND SEED: links and runs what was compiled there
run_random() {
    case $2 in
    schema)
        $CC -o "$work/random_program" "$1/meant.o" "$1"/*.slots.o "$work"/checks/*.o "$work"/faulty/*.o \
            "$work/build/runtime/libslotgen.a" -lm || return 1
        one "property.$3" "$work/random_program" "$3"
        ;;
    language)
        for source in typed operations; do
            $CC -o "$work/random_program" "$1/$source.o" "$1"/*.slots.o "$work/models/models.a" "$work"/faulty/*.o \
                "$work/build/runtime/libslotgen.a" -lm || return 1
            one "language.$3" "$work/random_program" "$3" 100 "$1/layout.json" || return 1
        done
        ;;
    esac
}

random_schemas() {
    for seed_of in $random_seeds; do
        for kind_of in schema language; do
            good=$work/random/$kind_of.$seed_of
            if [ "$1" = runtime ]; then
                run_random "$good" $kind_of "$seed_of" || return 1
                continue
            fi
            rm -rf "$work/other" && cp -R "$good" "$work/other"
            random_generate "$work/other" $kind_of || { killer=generate.random; return 1; }
            ! diff -r "$good" "$work/other" >/dev/null || continue
            random_objects "$work/other" $kind_of >"$work/said" 2>&1 || { killer=compile.random; return 1; }
            hidden=$work/faulty.hidden
            mv "$work/faulty" "$hidden" && mkdir "$work/faulty" && cp "$work/nothing.o" "$work/faulty"
            run_random "$work/other" $kind_of "$seed_of"
            outcome=$?
            rm -rf "$work/faulty" && mv "$hidden" "$work/faulty"
            [ $outcome -eq 0 ] || return 1
        done
    done
}

random_generate() {
    case $2 in
    schema) (cd "$1" && limited "$work/slotgen" @options random.slots) ;;
    language)
        (cd "$1" && limited "$work/slotgen" --private-header ./*.slots &&
            timeout 100 "$work/slotgen" layout --format=json ./*.slots >layout.json 2>"$work/said")
        ;;
    esac
}

# The scripts that take slotgen as $SLOTGEN.
script() {
    name=$1
    shift
    one "$name" env SLOTGEN="$work/slotgen" RUNTIME="$work/build/runtime/libslotgen.a" CC="$CC" \
        LAYOUTS="$work/golden_layouts" RANDOM_LANGUAGE="$work/build/tests/property/random_language" \
        "$@"
}

# judge_compiler AREA: the tests that are about what it does, the nearest first; false at the first that fails
judge_compiler() {
    tests=$work/tree/tests
    killer="link"
    link_unit || return 1
    case $1 in
    layout) suites $layout_suites || return 1 ;;
    check) suites $check_suites || return 1 ;;
    esac
    killer="link"
    link slotgen compiler/CMakeFiles/slotgen.dir/main.c.o -Wl,--start-group || return 1
    link golden_layouts tests/CMakeFiles/golden_layouts.dir/golden/layouts.c.o -Wl,--start-group || return 1
    script golden.layouts "$tests/golden/layouts.sh" || return 1
    script golden "$tests/golden/run.sh" || return 1
    with_programs rebuild_program || return 1
    random_schemas compiler || return 1
    suites $other_suites $layout_suites || return 1
    script report "$tests/report/run.sh" || return 1
    killer=
}

judge_runtime() {
    killer="link"
    link_unit || return 1
    suites $core_suites || return 1
    with_programs relink_program || return 1
    random_schemas runtime || return 1
    suites bitmap table pool symbols blocks text emit kinds || return 1
    killer=
}

# judge FILE NUMBER: sets $verdict and $killer
judge() {
    verdict=survived
    killer=
    : >"$work/said"
    [ -d "$work/objects/$1" ] || compile "$1" "objects/$1" || return
    cp "$work/tree/$1" "$work/original"
    "$work/mutate" "$work/original" "$2" >"$work/tree/$1"
    if ! compile "$1" faulty; then
        verdict="not C"
    else
        if diff -r "$work/faulty" "$work/objects/$1" >/dev/null; then
            verdict=equivalent
        else
            case $1 in
            compiler/layout/*) judge_compiler layout ;;
            compiler/*) judge_compiler check ;;
            *) judge_runtime ;;
            esac || verdict=killed
        fi
    fi
    cp "$work/original" "$work/tree/$1"
}

prepare_program() {
    generate || return 1
    compile_program "$work/programs/$program" || return 1
    cp -R "$work/generated" "$work/programs/$program/generated"
}

prepare_random() {
    mkdir -p "$work/checks"
    (cd "$work/checks" && $CC -std=c11 -O1 -w -I"$work/tree/runtime/include" -c "$work"/tree/tests/property/check.c \
        "$work"/tree/tests/property/model.c "$work"/tree/tests/property/descriptor.c "$work"/tree/tests/property/read.c \
        "$work"/tree/tests/property/steps.c "$work"/tree/tests/property/whole.c "$work"/tree/tests/property/names.c \
        "$work"/tree/tests/property/main.c) || return 1
    property=$work/tree/tests/property
    mkdir -p "$work/models"
    (cd "$work/models" && $CC -std=c11 -O1 -w -I"$property" -I"$work/tree/runtime/include" -c "$property"/language/model*.c \
        "$property/language/judge.c" "$property/language/typed_values.c" && ar rcs models.a ./*.o) || return 1
    for seed_of in $random_seeds; do
        for kind_of in schema language; do
            good=$work/random/$kind_of.$seed_of
            mkdir -p "$good"
            case $kind_of in
            schema) (cd "$good" && "$work/build/tests/property/random_schema" "$seed_of" 4 .) ;;
            language) (cd "$good" && "$work/build/tests/property/random_language" "$seed_of" .) ;;
            esac || return 1
            random_generate "$good" $kind_of || return 1
            random_objects "$good" $kind_of || return 1
        done
    done
}

# Whether what an earlier run built is of the project as it is.
is_prepared() {
    [ -e "$work/ready" ] || return 1
    for part in compiler runtime tests examples docs; do
        diff -r "$top/$part" "$work/tree/$part" >/dev/null || return 1
    done
}

# Builds all that does not depend on a fault, and sees that the tests pass without one.
prepare() {
    rm -rf "$work/ready" "$work/tree" "$work/objects" "$work/programs" "$work/random" "$work/checks" "$work/models"
    mkdir -p "$work/tree" "$work/faulty"
    (cd "$top" && tar cf - CMakeLists.txt README.md CHANGELOG.md cmake compiler runtime tests examples docs) |
        (cd "$work/tree" && tar xf -) || return 1
    generator=
    ! command -v ninja >/dev/null 2>&1 || generator="-G Ninja"
    # Assertions stay in: they are tests too.
    cmake -S "$work/tree" -B "$work/build" $generator -DSLOTGEN_DEVELOPER=ON -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_C_FLAGS=-O1 >"$work/said" 2>&1 || { cat "$work/said"; return 1; }
    cmake --build "$work/build" --target slotgen unit golden_layouts random_schema random_language \
        >"$work/said" 2>&1 || { tail -n 40 "$work/said"; return 1; }
    cp "$work/build/slotgen" "$work/slotgen"
    with_programs prepare_program || return 1
    prepare_random || return 1
    echo 'typedef int nothing;' >"$work/nothing.c"
    $CC -c "$work/nothing.c" -o "$work/nothing.o" || return 1
    for area in layout/layout.c check/check.c; do
        compile "compiler/$area" faulty || return 1
        judge_compiler "${area%/*}" || { echo "$killer"; cat "$work/said"; return 1; }
    done
    compile runtime/core.c faulty || return 1
    judge_runtime || { echo "$killer"; cat "$work/said"; return 1; }
    echo ready >"$work/ready"
}
