# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# tests/run: each program on the target. Those with expected output print the bytes of records, or a digest of them.
run_folder=$top/tests/run
for schema in "$run_folder"/*.slots "$run_folder"/language/*.slots "$run_folder"/layouts/*.slots "$run_folder"/core/*.slots \
    "$run_folder"/storage/*.slots "$run_folder/storage/threads/threads.slots"; do
    "$slotgen" -o "$gen" "$schema" >"$work/log" 2>&1 || fail "$schema is refused" "$work/log"
done
mkdir "$gen/of"
"$slotgen" -o "$gen/of" -I "$run_folder/imports/parts" --include-prefix of/ "$run_folder/imports/top.slots" \
    "$run_folder/imports/parts/base.slots" >"$work/log" 2>&1 || fail "tests/run/imports is refused" "$work/log"
objects generated "$options $warnings $includes" "$gen"/*.slots.c "$gen"/of/*.slots.c

# program NAME WANTED "OPTIONS" "SCHEMAS" "ARGUMENTS" SOURCE...: a job
program() {
    name=$1 wanted=$2 program_options=$3 schemas=$4 arguments=$5
    shift 5
    generated=
    for schema in $schemas; do generated="$generated $work/generated/gen_$schema.slots.c.o"; done
    # shellcheck disable=SC2086 # words
    objects "program_$name" "$options $warnings $includes $program_options" "$@" &&
        link "$name.program" "$work/program_$name"/*.o $generated "$work/runtime.a" &&
        later "$name" "$wanted" "$run $work/$name.program $arguments"
}

# The short form does a tenth, and compares with what the programs say here.
operations=$run_folder/operations.expected layouts_operations=$run_folder/layouts/operations.expected count=
if [ "$form" = short ]; then
    count="1 2000"
    operations=$work/operations.expected layouts_operations=$work/layouts_operations.expected
    # shellcheck disable=SC2086 # two words
    for host in operations layouts/layouts_operations; do
        "$build/tests/run/$host" $count >"$work/$(basename "$host").expected" || fail "$host fails here"
    done
fi
program everything - "" everything "" "$run_folder/everything.c"
program small - "" small "" "$run_folder/small.c"
program imports - "" "of_top of_base" "" "$run_folder/imports/imports.c"
program operations "$operations" "" operations "$count" "$run_folder/operations.c"
program language - "" language "" "$run_folder"/language/*.c
program language_unchecked - -DSLOT_UNCHECKED language "" "$run_folder"/language/*.c
program layouts - "" layouts "" "$run_folder"/layouts/*.c
program layouts_operations "$layouts_operations" \
    "-DOPERATIONS_HEADER=\"operations_classes.h\" -I$run_folder/layouts" layouts "$count" "$run_folder/operations.c"
program core_edges - "" "core boxes first second" "" "$run_folder/core/edges.c"
"$build/tests/run/core/core_digests" >"$work/core_digests.expected" || fail "core_digests fails here"
program core_digests "$work/core_digests.expected" "" "core layouts" "" "$run_folder/core/digests.c"
program layouts_threads - "" layouts "" "$run_folder/layouts/threads/main.c"
program storage_threads - "" threads "" "$run_folder/storage/threads/main.c"
for source in "$run_folder"/storage/*.c; do
    schemas=$(sed -n 's,^#include "\([a-z_]*\)[a-z.]*\.slots\.h".*,\1,p' "$source" | sort -u)
    program "storage_$(basename "$source" .c)" - "" "$schemas" "" "$source"
done
