#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles what slotgen writes in every language mode that users have, under all warnings as errors, and runs it.
# Usage: SLOTGEN=build/slotgen tests/run/matrix.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits -Werror"
runtime="-I$top/runtime/include"

check() { # check NAME COMMAND...: passes when the command succeeds in silence
    name=$1
    shift
    if "$@" >"$work/log" 2>&1 && [ ! -s "$work/log" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
        head -n 25 "$work/log" | sed 's/^/    /'
    fi
}

runs() { # runs NAME COMMAND...: passes when the command succeeds; its output may say how
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAILED: $name"
        head -n 25 "$work/log" | sed 's/^/    /'
    fi
}

# Keywords of C and C++ with alternative tokens, macros of the standard headers and of Qt, and our own words.
words="auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Complex
_Alignas _Atomic _Generic alignas alignof and and_eq asm bitand bitor bool catch char8_t char16_t char32_t class compl
concept consteval constexpr constinit const_cast co_await co_return co_yield decltype delete dynamic_cast explicit export
false friend mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public
reinterpret_cast requires static_assert static_cast template this thread_local throw true try typeid typename typeof
using virtual wchar_t xor xor_eq final override import module errno stdin stdout stderr assert NULL EOF I complex
offsetof isnan isinf signbit INFINITY NAN INT_MAX SIZE_MAX linux unix min max near far slots signals emit foreach Q_OBJECT
self value values code out pool i n text length buffer size mask other status fallback bad_slot X bytes has set get"

all_words() { # all_words FORMAT: every word that may be declared, in that format (which has it as often as wanted)
    for word in $words; do
        case $word in _[A-Z]*) ;; *) printf '%s\n' "$1" | sed "s/%/$word/g" ;; esac
    done
}

# write_words FILE: a schema with every word as slot, optional slot, inline class, arm, slot of an arm, oneof, overlay, enum
# member and flag
write_words() {
    {
        echo "namespace words;"
        echo "enum Word {"
        for word in $words; do case $word in _[A-Z]*) ;; *) printf '%s, ' "$word" ;; esac; done
        echo "}"
        echo "flags Few { int, class, errno, NULL, slots }"
        echo "class Required {"
        for word in $words; do case $word in _[A-Z]*) ;; *) echo "  $word: 1 .. 12;" ;; esac; done
        echo "}"
        echo "class Natural @layout(natural) {"
        for word in $words; do case $word in _[A-Z]*) ;; *) echo "  $word: 1 .. 1_000 @own;" ;; esac; done
        echo "}"
        echo "class Optional {"
        for word in $words; do case $word in _[A-Z]*) ;; *) echo "  $word: uint8 ?;" ;; esac; done
        echo "}"
        echo "class Small { code: 0 .. 9; value: bool ?; }"
        echo "class Inline {"
        all_words '  %: inline Small;'
        echo "}"
        echo "class Embedded {"
        all_words '  %: Small ?;'
        echo "}"
        echo "class Array {"
        all_words '  %: (1 .. 12)[2][2];'
        echo "}"
        echo "class Arms { oneof % {" | sed 's/%/union/'
        all_words '  %: { %: 1 .. 12 ?; }'
        echo "} Word: Word; oneof by_word by Word { class: { a: text(3); } new: { b: inline Small ?; } } flag: bool;"
        echo "oneof by_flag by flag { true: { c: bool; } } }"
        echo "class Alone { oneof alone ? {"
        all_words '  %: 1 .. 12;'
        echo "} }"
        echo "class Oneofs {"
        # Not Oneofs_class and Oneofs_values, which the class itself has.
        all_words '  oneof % { left: text(2); right: bool; }' | grep -v 'oneof class\|oneof values'
        echo "}"
        echo "class Overlays {"
        all_words '  overlay % { left: uint8; right: bool; }'
        echo "}"
        for word in self value code int class errno stdin slots i fresh; do
            echo "class Made_$word { $word: (0 .. 9)[2]; a_$word: text(3); b_$word: inline Small; }"
        done
        for word in self value code int class errno stdin slots; do
            echo "class One_$word { $word: 0 .. 9; Required: bool; words_Word: bool; }"
        done
    } >"$1"
}

# write_declared NAME FORMAT: a schema of that name, in a namespace, in which every word is declared
write_declared() {
    {
        echo "namespace $1;"
        all_words "$2" | grep -vE ' (bool|text|bytes)[ (]' # built-in types cannot be declared
    } >"$work/$1.slots"
    check "slotgen $1" "$SLOTGEN" -o "$work/gen" "$work/$1.slots"
}

# Headers whose macros may hurt, included before the generated one.
write_user() { # write_user FILE HEADER
    printf '#include <errno.h>\n#include <stdio.h>\n#include <assert.h>\n#include <math.h>\n#include <limits.h>\n' >"$1"
    printf '#define slots\n#define signals public\n#define emit\n#define foreach for\n' >>"$1"
    printf '#include "%s"\n#include "%s"\n#include <slotgen/pool.h>\n#include <slotgen/text.h>\nint user(void);\nint user(void) { return 0; }\n' "$2" "$2" >>"$1"
}

compile_modes() { # compile_modes NAME: its header and source in every mode
    write_user "$work/user.c" "$1.slots.h"
    for file in "$work/gen/$1.slots.c" "$work/user.c"; do
        for standard in c11 c17 c2x gnu11; do
            for cc in gcc clang; do
                # shellcheck disable=SC2086 # options are words
                check "$cc -std=$standard $(basename "$file") of $1" $cc -std=$standard -O2 $warnings $runtime \
                    -I"$work/gen" -c "$file" -o "$work/object.o"
            done
        done
        for standard in c++11 c++17 c++20; do
            for cxx in g++ clang++; do
                # shellcheck disable=SC2086
                check "$cxx -std=$standard $(basename "$file") of $1" $cxx -x c++ -std=$standard -O2 $warnings \
                    -Wold-style-cast $runtime -I"$work/gen" -c "$file" -o "$work/object.o"
            done
        done
    done
}

run_program() { # run_program SCHEMA NAME COMPILER OPTIONS...: builds the test of a schema with the runtime and runs it
    schema=$1
    name=$2
    shift 2
    # shellcheck disable=SC2086,SC2046
    check "build: $schema, $name" "$@" $warnings $runtime -I"$work/gen" $(program_of "$schema") \
        "$work/gen/$schema.slots.c" "$work/libruntime.a" -o "$work/program"
    runs "run: $schema, $name" "$work/program"
}

program_of() { # the sources of the test of a schema
    case $1 in
    language) echo "$here"/language/*.c ;;
    layouts) for file in main natural own declared dense; do echo "$here/layouts/$file.c"; done ;;
    *) echo "$here/$1.c" ;;
    esac
}

build_runtime() { # build_runtime COMPILER OPTIONS...
    rm -f "$work"/*.o "$work/libruntime.a"
    for file in "$top"/runtime/*.c; do
        # shellcheck disable=SC2086
        "$@" -std=c11 $runtime -c "$file" -o "$work/$(basename "$file").o" || exit 1
    done
    ar rcs "$work/libruntime.a" "$work"/*.o
}

mkdir "$work/gen"
write_words "$work/words.slots"
check "slotgen everything" "$SLOTGEN" -o "$work/gen" "$here/everything.slots"
check "slotgen language" "$SLOTGEN" -o "$work/gen" "$here/language/language.slots"
check "slotgen words" "$SLOTGEN" -o "$work/gen" "$work/words.slots"
check "slotgen edges" "$SLOTGEN" -o "$work/gen" "$here/edges.slots"
check "slotgen layouts" "$SLOTGEN" -o "$work/gen" "$here/layouts/layouts.slots"
check "slotgen small" "$SLOTGEN" -o "$work/gen" "$here/small.slots"
compile_modes everything
compile_modes language
compile_modes words
compile_modes edges
compile_modes layouts
compile_modes small
write_declared classes 'class % @pool(capacity: 9) { x: 0 .. 9 ?; ref_: ref %; }'
write_declared enums 'enum % { one, two }'
write_declared tables 'symbols %(9);'
write_declared consts 'const % = 9;'
write_declared types 'type % = 0 .. 9; /// meant for others'
for name in classes enums tables consts types; do compile_modes $name; done

for options in "-O2" "-O2 -DSLOT_UNCHECKED" "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"; do
    for compiler in gcc clang; do
        # shellcheck disable=SC2086
        build_runtime $compiler $options
        # shellcheck disable=SC2086
        run_program everything "$compiler $options" $compiler -std=c11 $options
        # shellcheck disable=SC2086
        run_program language "$compiler $options" $compiler -std=c11 $options
        # shellcheck disable=SC2086
        run_program layouts "$compiler $options" $compiler -std=c11 $options
        # shellcheck disable=SC2086
        run_program small "$compiler $options" $compiler -std=c11 $options
    done
done
build_runtime gcc -O2
# In C++ the generated source is C, as in most projects.
for schema in everything language layouts small; do
    check "C++: the source as C, $schema" gcc -std=c11 -O2 "$runtime" -I"$work/gen" -c "$work/gen/$schema.slots.c" \
        -o "$work/$schema.o"
done
for cxx in g++ clang++; do
    for schema in everything language layouts small; do
        # shellcheck disable=SC2086,SC2046
        check "build: $cxx, $schema" $cxx -std=c++11 -O2 $warnings -Wold-style-cast $runtime -I"$work/gen" -x c++ \
            $(program_of $schema) -x none "$work/$schema.o" "$work/libruntime.a" -o "$work/program"
        runs "run: $cxx, $schema" "$work/program"
    done
done

# One file, and nothing installed.
"$SLOTGEN" -o - "$here/everything.slots" >"$work/gen/one.c"
# shellcheck disable=SC2086
check "-o - as one file" gcc -std=c11 -O2 $warnings $runtime -c "$work/gen/one.c" -o "$work/one.o"
check "--emit-runtime" "$SLOTGEN" --emit-runtime -o "$work/gen" "$here/everything.slots"
rm "$work/gen/slotgen/violation.c" # everything.c has its own
# shellcheck disable=SC2086
check "the emitted runtime with cc alone" cc -std=c11 $warnings -I"$work/gen" "$here/everything.c" \
    "$work/gen/everything.slots.c" "$work"/gen/slotgen/*.c -o "$work/program"
runs "run: the emitted runtime" "$work/program"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
