# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # variables of run.sh and for it
# Goal G2: what including 100 generated classes costs the C compiler, against 100 plain structs with hand-written
# accessors. Sourced by run.sh.
tool random_records
"$tool" "$build/header" 100
generate "$build/header" "$build/header/random.slots"
for what in random.slots plain; do
    {
        echo "#include \"$what.h\""
        echo "int bench_nothing(void);"
        echo "int bench_nothing(void)"
        echo "{"
        echo "    return 0;"
        echo "}"
    } >"$build/header/$what.c.c"
done
tool timed
flags="-std=c11 -I $include -I $build/header"
against G2 "100 classes: bytes of header, to plain structs" "$(wc -c <"$build/header/random.slots.h")" \
    "$(wc -c <"$build/header/plain.h")" -
for compiler in $(compilers); do
    say "header, $compiler"
    # shellcheck disable=SC2086 # flags are words
    "$tool" "$(rounds)" \
        $compiler $flags -fsyntax-only "$build/header/random.slots.c.c" -- \
        $compiler $flags -fsyntax-only "$build/header/plain.c.c" -- \
        $compiler $flags -O2 -c -o "$build/header/a.o" "$build/header/random.slots.c.c" -- \
        $compiler $flags -O2 -c -o "$build/header/b.o" "$build/header/plain.c.c" >"$build/header/out"
    eval "$(awk '{ print "seconds" NR "=" $1 }' "$build/header/out")"
    # shellcheck disable=SC2154 # set by the eval
    against G2 "... $compiler -fsyntax-only: seconds" "$seconds1" "$seconds2" 3
    # shellcheck disable=SC2154
    against G2 "... $compiler -O2 -c: seconds" "$seconds3" "$seconds4" 3
done
