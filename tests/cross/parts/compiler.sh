# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# slotgen itself on the target says and writes what it does here.
build_compiler
objects compiler_main "-O1 $warnings $compiler_includes" "$top/compiler/main.c" &&
    link slotgen_there "$work"/compiler_main/*.o "$work/compiler.a"
printf '#!/bin/sh\nexec %s %s "$@"\n' "$run" "$work/slotgen_there" >"$work/slotgen"
chmod +x "$work/slotgen"

both() { # both NAME ARGUMENTS: a job that compares what slotgen says here and there
    name=$1
    shift
    later "$name" - "$slotgen $* >$work/jobs/$name.here 2>&1
        $work/slotgen $* >$work/jobs/$name.there 2>&1
        diff $work/jobs/$name.here $work/jobs/$name.there"
}

for schema in $repository_schemas; do
    name=$(echo "${schema%.slots}" | tr / _)
    both "code_$name" -o - "$schema_folders" "$schema"
    both "json_$name" layout --format=json "$schema_folders" "$schema"
    if [ "$form" = long ]; then
        for format in text svg html; do both "${format}_$name" layout "--format=$format" "$schema_folders" "$schema"; done
    fi
done
if [ "$form" = long ]; then
    later goldens - "SLOTGEN=$work/slotgen $top/tests/golden/run.sh"
    both diff diff tests/run/language/language.slots tests/run/layouts/layouts.slots
fi
objects golden_layouts "-O1 $warnings $compiler_includes" "$top/tests/golden/layouts.c" &&
    link golden_layouts.program "$work"/golden_layouts/*.o "$work/compiler.a" &&
    later golden_layouts - "LAYOUTS='$run $work/golden_layouts.program' $top/tests/golden/layouts.sh"
