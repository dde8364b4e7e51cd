# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# What is generated from all schemas of the repository compiles on the target, each warning an error.
count=0
for schema in $repository_schemas; do
    count=$((count + 1))
    mkdir -p "$work/all/$count"
    # shellcheck disable=SC2086 # options are words
    "$slotgen" -o - $schema_folders "$schema" >"$work/all/$count/$(basename "$schema").c" 2>"$work/log" ||
        fail "$schema is refused" "$work/log"
done
sources=$(find "$work/all" -name '*.slots.c' | sort)
# shellcheck disable=SC2086 # paths without blanks
objects all_objects "$options $warnings $includes" $sources
