#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Whether slots.dict has every keyword of the scanner, every annotation, every built-in type and every option: a fuzzer
# that lacks one will hardly find it. Also that each of its lines is a word of libFuzzer's format.
#
# Usage: check_dict.sh
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
failed=0
checked=0

# has WORD KIND: the word stands in the dictionary, not as a part of a longer one.
has() {
    checked=$((checked + 1))
    sed -n 's/^"\(.*\)"$/\1/p' "$here/slots.dict" | grep -qE -e "(^|[^a-z_0-9-])$1([^a-z_0-9-]|\$)" && return
    echo "check_dict.sh: the $2 '$1' is not in slots.dict"
    failed=$((failed + 1))
}

words() { # words PATTERN FILE: what the pattern's group matches; none is a mistake of this script
    found=$(sed -n "s/$1/\\1/p" "$root/$2")
    [ -n "$found" ] || { echo "check_dict.sh: nothing found in $2"; failed=$((failed + 1)); }
}

words '^"\([a-z]*\)" *return TOKEN_.*' compiler/parse/scan.l
for word in $found; do has "$word" keyword; done
words '.*\[ANNOTATION_[A-Z_]*\] = {"\([a-z_]*\)".*' compiler/check/annotations.c
for word in $found; do has "@$word" annotation; done
words '.*{"\(--*[A-Za-z-]*\)", .*' compiler/cli/options.c
for word in $found; do has "$word" option; done
for word in bool any int8 uint64 float16 float32 float64; do has "$word" type; done
for word in compact natural declared dense; do has "$word" layout; done
if grep -vE '^(#.*|"(\\(x[0-9a-f]{2}|"|\\)|[^"\\])*")?$' "$here/slots.dict"; then
    echo "check_dict.sh: these lines are no words"
    failed=$((failed + 1))
fi
echo "$checked words checked, $failed failed"
[ "$failed" -eq 0 ]
