#!/bin/sh
# SPDX-License-Identifier: MIT
#
# What the tests reach, measured with clang-19: lines, branches and, in the runtime, MC/DC: each condition of a decision is
# seen to decide it alone.
#
# Usage: run.sh core [BUILD]       the runtime's core: fails unless all of it is reached or argued; half a minute
#        run.sh runtime [BUILD]    all of the runtime; two minutes
#        run.sh compiler           lines and branches of the compiler by all cheap tests; ten minutes
#
# Prints a table and a line for everything that is not reached. What cannot be is argued beside the code, in a comment
# that begins with "not covered:" (judge.awk says what it speaks for); an argument for what is reached is a fault.
# BUILD is a folder where everything is built, build/ if not given: its programs are linked anew with a runtime that
# counts. `compiler` builds the whole project with counters, in build-coverage/.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
part=${1:-}
build=${2:-$root/build}
for tool in clang-19 llvm-profdata-19 llvm-cov-19; do
    if ! command -v "$tool" >/dev/null; then
        echo "run.sh: no $tool: skipped"
        exit 77
    fi
done
scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-coverage.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$scratch/profiles"

core_files="^runtime/((core|core_[a-z]+|bits|names|refuse|status|suggest|violation)[.][ch]|include/slotgen/(core|bits|names|text)[.]h)\$"
core_suites="bits bits_edges names core kinds kinds_edges kinds_text whole format refusals"

# compile SOURCE OBJECT [FLAG...]: with counters
compile() {
    source=$1
    object=$2
    shift 2
    # shellcheck disable=SC2086 # flags are words
    clang-19 -std=c11 -O1 $counters -Iruntime/include "$@" -c "$source" -o "$object"
}

# compile_runtime: $scratch/runtime.a
compile_runtime() {
    mkdir "$scratch/runtime"
    for source in runtime/*.c; do
        compile "$source" "$scratch/runtime/$(basename "$source" .c).o"
    done
    ar rc "$scratch/runtime.a" "$scratch"/runtime/*.o
}

# What functions of headers do shows in the files that call them, so some tests are compiled anew, with counters.

# link_files NAME: from what $scratch/link names
link_files() {
    # shellcheck disable=SC2046 # flags are words
    clang-19 -fprofile-instr-generate -Wl,--wrap=abort "$here/abort.c" "@$scratch/link" "$scratch/runtime.a" \
        $(pkg-config --libs check) -o "$scratch/$1"
    echo "$scratch/$1" >>"$scratch/programs"
}

need_program() {
    if [ ! -e "$build/tests/coverage/$1.link" ]; then
        echo "run.sh: no $1 in $build: build it with gcc or clang, without sanitizers" >&2
        exit 2
    fi
}

# link_plain NAME...
link_plain() {
    for name in "$@"; do
        need_program "$name"
        sed 's/.*/"&"/' "$build/tests/coverage/$name.link" >"$scratch/link"
        link_files "$name"
    done
}

# link_counted NAME...
link_counted() {
    for name in "$@"; do
        need_program "$name"
        : >"$scratch/link"
        mkdir "$scratch/$name.objects"
        while read -r source; do
            case $source in
            /*.c) ;;
            *.c) source=$(cat "$build/tests/coverage/$name.folder")/$source ;;
            *) continue ;;
            esac
            object=$scratch/$name.objects/$(basename "$source").o
            compile "${source#"$root"/}" "$object" "@$build/tests/coverage/$name.include" \
                "@$build/tests/coverage/$name.flags"
            printf '"%s"\n' "$object" >>"$scratch/link"
        done <"$build/tests/coverage/$name.sources"
        link_files "$name"
    done
}

# The unit tests, those of the runtime with counters.
link_unit() {
    need_program unit
    : >"$scratch/link"
    while read -r file; do
        test=$(basename "$file" .o)
        if grep -qs '^#include <slotgen/' "tests/unit/$test"; then
            compile "tests/unit/$test" "$scratch/$test.o" -Itests/unit -Icompiler
            file=$scratch/$test.o
        fi
        printf '"%s"\n' "$file" >>"$scratch/link"
    done <"$build/tests/coverage/unit.link"
    link_files unit
}

# run NAME [ARGUMENT...]
run() {
    name=$1
    shift
    LLVM_PROFILE_FILE="$scratch/profiles/$name.%m.profraw" CK_FORK=no "$scratch/$name" "$@" >"$scratch/output" 2>&1 || {
        tail -n 20 "$scratch/output"
        echo "run.sh: $name fails" >&2
        exit 1
    }
}

# run_all NAME...
run_all() {
    for name in "$@"; do
        run "$name"
    done
}

# show PROFILES: what the profiles say of the sources. Each program by itself, as one may have been compiled in another way.
show() {
    while read -r program; do
        if [ "$1" = NAME ]; then set -- NAME "$(basename "$program")"; fi
        # shellcheck disable=SC2086 # a pattern
        llvm-profdata-19 merge -failure-mode=all "$scratch/profiles/"${2:-$1}.*.profraw -o "$scratch/profile"
        llvm-cov-19 show "$program" "-instr-profile=$scratch/profile" -show-branches=count \
            -show-mcdc -show-instantiations=false
    done <"$scratch/programs"
}

# judge WHAT FILES: a table of the files that match, and what is not reached in them
judge() {
    echo "== $1"
    awk -v "keep=$2" -v "conditions=$conditions" -v "folders=$folders" -f "$here/judge.awk" "$scratch/shown"
}

# Goldens, the command line and the rest, by the compiler that counts. Killed runs tell nothing and would spoil the
# counts of others.
run_compiler_tests() {
    counted=$root/build-coverage
    LLVM_PROFILE_FILE="$scratch/profiles/build.%m.profraw"
    export LLVM_PROFILE_FILE
    clang-19 -c "$here/abort.c" -o "$scratch/abort.o"
    rm -rf "$counted"
    CC=clang-19 cmake -S . -B "$counted" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS="-O1 $counters" \
        -DCMAKE_EXE_LINKER_FLAGS="-fprofile-instr-generate -Wl,--wrap=abort $scratch/abort.o" >"$scratch/output"
    cmake --build "$counted" -j "$(nproc)" --target slotgen slotgen_runtime unit golden_layouts grammar \
        random_language check_picture faults fault_shim >"$scratch/output" 2>&1 || {
        tail -n 20 "$scratch/output"
        exit 1
    }
    LLVM_PROFILE_FILE="$scratch/profiles/tests.%4m.profraw"
    (cd "$counted" && CK_FORK=no ctest -R '^(unit|golden|report|picture|docs)' --timeout 900 \
        >"$scratch/output" 2>&1) || grep -A 99 'tests FAILED' "$scratch/output"
    "$counted/tests/unit" text >"$scratch/output" 2>&1 # with the tests that abort, in processes of their own
    # The schemas whose code other tests compile and run.
    find tests/run tests/bench examples tests/generate -name '*.slots' -not -path '*/must_not_compile/*' >"$scratch/schemas"
    while read -r schema; do
        rm -rf "$scratch/generated"
        mkdir "$scratch/generated"
        "$counted/slotgen" -o "$scratch/generated" -I tests/run/imports -I tests/run/imports/parts \
            -I tests/generate/project/lib "$schema" >"$scratch/output" 2>&1 || tail -n 5 "$scratch/output"
    done <"$scratch/schemas"
    parts=
    for script in tests/cli/parts/*.sh; do
        case $(basename "$script" .sh) in
        kills | paths) ;; # the counts are a file that they see
        *) parts="$parts $(basename "$script" .sh)" ;;
        esac
    done
    # shellcheck disable=SC2086 # parts are words
    SLOTGEN=$counted/slotgen CC=cc tests/cli/cli.sh $parts >"$scratch/output" 2>&1 || grep '^FAIL' "$scratch/output"
    LLVM_PROFILE_FILE="$scratch/profiles/faults.%m.profraw"
    # Writing the counts fails like any file that is written, so that these tests do; they reach what they reach.
    (cd "$counted" && ctest -R '^faults[.](files|memory|limits)' --timeout 900 >"$scratch/output" 2>&1) || true
    printf '%s\n' "$counted/slotgen" "$counted/tests/unit" "$counted/tests/golden_layouts" "$counted/tests/docs/grammar" \
        >"$scratch/programs"
}

cd "$root"
counters="-fprofile-instr-generate -fcoverage-mapping"
folders=no
case $part in
core | runtime)
    counters="$counters -fcoverage-mcdc -fcoverage-compilation-dir=."
    conditions=yes
    compile_runtime
    link_unit
    link_plain language layouts small
    link_counted everything core_edges core_digests core_reversed
    ;;
esac
case $part in
core)
    # shellcheck disable=SC2086 # suites are words
    run unit $core_suites
    run_all language layouts small everything core_edges core_digests core_reversed
    show NAME >"$scratch/shown"
    judge core "$core_files"
    ;;
runtime)
    link_plain operations layouts_operations imports
    link_counted storage_pool storage_symbols storage_scan storage_table storage_bulk storage_rows storage_edges
    # shellcheck disable=SC2086 # suites are words
    run unit $core_suites bitmap symbols table scan pool blocks
    run_all language layouts small everything core_edges core_digests core_reversed operations layouts_operations \
        imports storage_pool storage_symbols storage_scan storage_table storage_bulk storage_rows storage_edges
    show NAME >"$scratch/shown"
    judge "texts" '^runtime/text' || true
    judge "containers and scans" '^runtime/((bitmap|blocks|memory|pool|scan|symbols|table)[a-z0-9_]*[.][ch]|include/slotgen/(bitmap|pool|scan|symbols|table)[.]h)$' || true
    judge "core" "$core_files"
    ;;
compiler)
    conditions=no
    run_compiler_tests
    show "[tf]*" | sed "s|^$root/||" >"$scratch/shown"
    folders=yes
    judge "the compiler" '^compiler/[a-z]+/[a-z_]+[.][ch]$'
    ;;
*)
    sed -n 's/^# \{0,1\}//; 7,9p' "$0" >&2
    exit 2
    ;;
esac
