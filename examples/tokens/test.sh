#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM: the program reads its own source, and small files whose tokens are known.
program=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail()
{
    echo "FAILED: $*"
    exit 1
}

# says TEXT: the last output has it
says()
{
    grep -qF -- "$1" "$work/out" || { cat "$work/out"; fail "no '$1'"; }
}

"$program" "$here"/*.c "$here"/*.h >"$work/out" || fail 'its own source'
says '4 files,'
says 'functions:       29, calls: '

cat >"$work/a.c" <<'END'
#include <stdio.h> /* one */ \
    two
int main(void) { return puts("a\"b") + 0x1F - 'x' - 70000; } // more
int a_name_of_more_than_twelve_letters[3];
END
"$program" "$work/a.c" >"$work/out" || fail 'a small file'
says '1 files, 151 bytes, 3 lines, 26 tokens: 7 name, 3 number, 13 sign, 2 text, 1 directive'
says 'functions:       1, calls: 2, brackets in brackets: 2'
says 'longest function: main (13) tokens'
: >"$work/empty.c"
"$program" "$work/empty.c" "$work/a.c" "$work/empty.c" >"$work/out" || fail 'empty files'
says '3 files, 151 bytes'

"$program" >"$work/out" 2>&1
[ $? -eq 2 ] || fail 'no file is wrong usage'
"$program" "$work/none.c" >"$work/out" 2>&1
[ $? -eq 1 ] || fail 'a file that is not there'
says 'none.c'
echo fine
