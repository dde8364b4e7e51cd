#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh SIZES: every schema here alone through slotgen and through strict compilers of C11 and C++17; the table of
# README.md and the numbers in the schemas' first comments are those that the program SIZES prints.
# $SLOTGEN and $CC are the compilers; $CXX, where there is one, that of C++.
set -u
sizes=$1
here=$(cd "$(dirname "$0")" && pwd)
: "${SLOTGEN:=$here/../../build/slotgen}" "${CC:=cc}" "${CXX:=c++}"
strict='-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror -fsyntax-only'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail()
{
    echo "FAILED: $*"
    failed=1
}

"$sizes" >"$work/table" || fail "$sizes"
grep '^|' "$here/README.md" | diff - "$work/table" || fail 'README.md has another table'

command -v "$CXX" >/dev/null || { echo "no C++ compiler $CXX: C++17 is left out"; CXX=; }
for schema in "$here"/*.slots; do
    "$SLOTGEN" --werror -o "$work" "$schema" || fail "slotgen $schema"
done
for schema in "$here"/*.slots; do
    name=$(basename "$schema" .slots)
    # shellcheck disable=SC2086 # options are words
    "$CC" -std=c11 $strict -I"$work" -I"$here/../../runtime/include" "$work/$name.slots.c" || fail "C11: $name"
    echo "#include \"$name.slots.h\"" >"$work/$name.cc"
    # shellcheck disable=SC2086
    [ -z "$CXX" ] || "$CXX" -std=c++17 $strict -Wold-style-cast -I"$work" -I"$here/../../runtime/include" \
        "$work/$name.cc" || fail "C++17: $name"
    # "Plain struct: 14 bytes. Here: 10."
    said=$(sed -n 's,^// Plain struct: \([0-9]*\) bytes.* Here: \([0-9]*\).*,| \1 | \2 |,p' "$schema")
    { [ -n "$said" ] && grep -qF "($name.slots) $said" "$work/table"; } || fail "$name.slots says '$said'"
done
[ $failed -eq 0 ] && echo 'all schemas compile'
