#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What generated types keep a program from: each file beside this one compiles as it is, and with -DWRONG it does not,
# with one error that names what its line `expects:` says.
#
# Usage: run.sh FOLDER RUNTIME     the folder of the generated headers, the include folder of the runtime
set -u
here=$(cd "$(dirname "$0")" && pwd)
generated=$1
runtime=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

fail() { # fail WHAT: with what the compiler said
    failed=$((failed + 1))
    echo "FAILED: $1"
    head -n 15 "$work/log" | sed 's/^/    /'
}

try() { # try FILE COMPILER...: without and with the mistake
    file=$1
    shift
    name="$(basename "$file") with $*"
    expected=$(sed -n 's|^/\* expects: \(.*\) \*/$|\1|p' "$file")
    if [ -z "$expected" ]; then
        : >"$work/log"
        fail "$name: it does not say what it expects"
        return
    fi
    if ! "$@" -I"$generated" -I"$runtime" -fsyntax-only "$file" >"$work/log" 2>&1; then
        fail "$name: does not compile without the mistake"
        return
    fi
    if "$@" -I"$generated" -I"$runtime" -fsyntax-only -DWRONG "$file" >"$work/log" 2>&1; then
        fail "$name: compiles"
    elif [ "$(grep -c ' error: ' "$work/log")" -ne 1 ] || ! grep -E ' (error|note): ' "$work/log" | grep -q "$expected"; then
        fail "$name: not one error that names $expected"
    else
        passed=$((passed + 1))
    fi
}

for file in "$here"/*.c; do
    if command -v gcc >/dev/null; then try "$file" gcc -std=c11 -Wall -Werror; fi
    if command -v clang >/dev/null; then try "$file" clang -x c++ -std=c++11 -Wall -Werror; fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
