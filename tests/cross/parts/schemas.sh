# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# What is generated from all schemas of the repository compiles on the target, each warning an error. A folder's schemas are
# generated into a folder of their own, where they find each other.
folders=
for schema in $repository_schemas; do
    folder=$work/all/$(dirname "$schema" | tr / _)
    mkdir -p "$folder"
    case $folders in
    *"-I$folder "*) ;;
    *) folders="$folders-I$folder " ;;
    esac
    # shellcheck disable=SC2086 # options are words
    "$slotgen" -o "$folder" $schema_folders "$schema" >"$work/log" 2>&1 || fail "$schema is refused" "$work/log"
done
sources=$(find "$work/all" -name '*.slots.c' | sort)
# shellcheck disable=SC2086 # paths without blanks
objects all_objects "$options $warnings $includes $folders" $sources
