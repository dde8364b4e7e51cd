# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# Random schemas, written here: their programs hold every check on the target and print what they print here, which for
# operations and records are digests of all bytes. The seeds are those of ctest.
property=$top/tests/property
checks="check model descriptor read steps whole names main"
if [ "$form" = long ]; then seeds=$(seq 1 12) typed_values=300; else seeds=1 typed_values=100; fi
values=1000

# side here|there: sets the compiler and the folder of what is built next
side() {
    case $1 in
    here) side_cc=$host_cc side_ar=ar ;;
    there) side_cc=$cc side_ar=$triplet-ar ;;
    esac
    side_folder=$1
}

# compile_side FOLDER "OPTIONS" SOURCE...: objects of this side
compile_side() {
    side_objects=$1 side_options=$2
    shift 2
    objects_by "$side_cc" "$side_folder/$side_objects" "-O1 $side_options" "$@" ||
        { fail "$side_folder/$side_objects does not compile" "$work/log"; return 1; }
}

# link_side NAME FILE...: the program NAME of this side
link_side() {
    side_program=$side_folder/$1.program
    shift
    "$side_cc" -static -o "$work/$side_program" "$@" -lm >"$work/log" 2>&1 ||
        { fail "$side_program does not link" "$work/log"; return 1; }
}

# both_say NAME ARGUMENTS: a job that runs the two programs of a name, here first
both_say() {
    name=$1
    shift
    later "property_$(echo "$name" | tr / _)" - "$work/here/$name.program $* >$work/here/$name.out || exit 1
        $run $work/there/$name.program $* >$work/there/$name.out || exit 1
        grep -v 'perhaps of this host' $work/here/$name.out >$work/here/$name.compared
        grep -v 'perhaps of this host' $work/there/$name.out | diff $work/here/$name.compared -"
}

plain_schema() { # plain_schema SEED: of plain slots, with a model
    folder=$work/plain$1
    mkdir -p "$folder"
    if ! "$build/tests/property/random_schema" "$1" 8 "$folder" ||
        ! (cd "$folder" && "$slotgen" @options random.slots) >"$work/log" 2>&1; then
        fail "plain schema $1 is refused" "$work/log"
        return
    fi
    for one in here there; do
        side "$one"
        objects=$work/$one/plain$1
        compile_side "plain$1" "-w -I$property -I$top/runtime/include -I$folder" "$folder/meant.c" "$folder/random.slots.c" &&
            link_side "plain$1" "$objects"/*.o "$work/$one"/checks/*.o "$work/$one/runtime.a" &&
            link_side "records$1" "$objects"/*.o "$work/$one"/records/*.o "$work/$one/runtime.a"
    done
    both_say "plain$1" "$1"
    both_say "records$1" "$1" "$values"
}

language_schema() { # language_schema SEED: of the whole language
    folder=$work/language$1
    mkdir -p "$folder"
    if ! "$build/tests/property/random_language" "$1" "$folder" ||
        ! (cd "$folder" && "$slotgen" --private-header ./*.slots) >"$work/log" 2>&1; then
        fail "language schema $1 is refused" "$work/log"
        return
    fi
    language_options="-I$property/language -I$property -I$top/runtime/include -I$folder
        -DOPERATIONS_HEADER=\"classes.h\" -DRECORDS_HEADER=\"classes.h\""
    objects "language$1" "$options $warnings $language_options" "$folder"/*.slots.c
    for one in here there; do
        side "$one"
        compile_side "language$1" "$language_options" "$folder"/*.slots.c "$property/language/typed.c" \
            "$top/tests/run/operations.c" "$top/tests/cross/records.c" || return
        objects=$work/$one/language$1
        for program in operations typed records; do
            link_side "language_$program$1" "$objects"/*.slots.c.o "$objects"/*_"$program.c.o" "$work/$one/model.a" "$work/$one/runtime.a"
        done
    done
    for program in operations records; do both_say "language_$program$1" "$1" "$values"; done
    # The values that typed.c draws depend on the width of pointers and on the compiler: here it only checks.
    "$slotgen" layout --format=json "$folder"/*.slots >"$folder/layout.json" 2>/dev/null
    later "property_language_typed$1" - "$run $work/there/language_typed$1.program $1 $typed_values $folder/layout.json"
}

for one in here there; do
    side "$one"
    compile_side runtime "-I$top/runtime/include" "$top"/runtime/*.c
    "$side_ar" rcs "$work/$one/runtime.a" "$work/$one"/runtime/*.o
    compile_side model "-I$property/language -I$property -I$top/runtime/include" "$property"/language/model*.c \
        "$property/language/judge.c" "$property/language/typed_values.c"
    "$side_ar" rcs "$work/$one/model.a" "$work/$one"/model/*.o
    # shellcheck disable=SC2046 # paths without blanks
    compile_side checks "-I$property -I$top/runtime/include" $(for name in $checks; do echo "$property/$name.c"; done)
    compile_side records "-I$property -I$top/runtime/include" "$top/tests/cross/records.c"
done
for seed in $seeds; do
    plain_schema "$seed"
    language_schema "$seed"
done
