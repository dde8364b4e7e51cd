#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Fuzzes a part of slotgen for a while, with libFuzzer or AFL++.
#
# Usage: run.sh TARGET MINUTES [ENGINE]
#
#   TARGET   schema    schemas, what they import, and options, to the generated C
#            layout    the same to the reports of `slotgen layout`, in all formats
#            diff      two schemas to what `slotgen diff` says, in both formats
#            command   command lines and response files
#            runtime   calls of the runtime with any index, name, value, handle, row, id and range
#            all       each of them in turn, MINUTES for each
#   ENGINE   libfuzzer (with the address and undefined-behaviour sanitizers; unless given) or afl (without, faster)
#
# Prints at its end, from the engine's own counts: executions, seconds, edges reached and edges there are, inputs kept,
# and findings; exit status 1 where there are some. An input counts as slow from 5 seconds on and as too large from 1 GiB
# of memory on. $FUZZ_FOLDER (build-fuzz unless set) keeps the builds, and for each target and engine the corpus, on which
# the next run goes on, the findings and the logs. To see a finding again: the program with the file as its argument.
#
# A build takes two minutes. The targets are target_NAME.c, the seeds come from corpus.sh, the words from slots.dict.
# compile.sh compiles the C of all schemas in a corpus.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${FUZZ_FOLDER:-$root/build-fuzz}
usage() {
    sed -n '4,17s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
[ $# -ge 2 ] || usage
minutes=$2
engine=${3:-libfuzzer}
case $engine in
libfuzzer) compiler=${FUZZ_CC:-clang-19} ;;
afl) compiler=afl-clang-fast ;;
*) usage ;;
esac
case $1 in
schema | layout | diff | command | runtime) targets=$1 ;;
all) targets="schema layout diff command runtime" ;;
*) usage ;;
esac
for tool in "$compiler" cmake ninja; do
    command -v "$tool" >/dev/null && continue
    echo "run.sh: skipped: there is no $tool" >&2
    exit 77
done
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
build=$folder/build-$engine

# Builds the target.
build() {
    set --
    if [ ! -f "$build/build.ninja" ]; then
        if [ "$engine" = libfuzzer ]; then
            set -- -DSLOTGEN_SANITIZE=address,undefined -DCMAKE_C_FLAGS=-g
        fi
        CC=$compiler AFL_QUIET=1 cmake -S "$root" -B "$build" -G Ninja -DSLOTGEN_DEVELOPER=ON "-DSLOTGEN_FUZZ=$engine" \
            -DCMAKE_BUILD_TYPE=Release "$@" >"$folder/build-$engine.log" 2>&1 || { cat "$folder/build-$engine.log" >&2; exit 2; }
    fi
    AFL_QUIET=1 ninja -C "$build" "fuzz_$target" >"$folder/build-$engine.log" 2>&1 ||
        { tail -n 30 "$folder/build-$engine.log" >&2; exit 2; }
}

# What libFuzzer counted: its last line of status, and the counts behind it.
report_libfuzzer() {
    log=$1/log
    units=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1/findings.log" "$log" | awk '{ n += $1 } END { print n }')
    edges=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    counters=$(sed -n 's/^INFO: Loaded .*(\([0-9]*\) inline 8-bit counters).*/\1/p' "$log" | tail -n 1)
    findings=$(find "$1/findings" -type f | wc -l)
    echo "$target libfuzzer: ${units:-?} executions in $(($(date +%s) - begin)) s, ${edges:-?} of ${counters:-?} edges," \
        "$(find "$1/corpus" -type f | wc -l) inputs kept, $findings findings in $1/findings"
    [ "$findings" -eq 0 ]
}

run_libfuzzer() {
    work=$folder/$target-libfuzzer
    mkdir -p "$work/corpus" "$work/findings"
    # What AFL++ found without sanitizers is looked at with them.
    found=$folder/$target-afl/out/default/queue
    [ -d "$found" ] || found=
    # -fork: a crash ends one child only. Its parent prints no totals: so one process, begun anew behind each finding.
    begin=$(date +%s)
    end=$((begin + minutes * 60))
    : >"$work/findings.log"
    while now=$(date +%s) && [ "$now" -lt "$end" ]; do
        (cd "$work" && "$build/tests/fuzz/fuzz_$target" -max_total_time=$((end - now)) -timeout=5 -rss_limit_mb=1024 \
            -report_slow_units=2 -max_len=8192 -len_control=20 -reload=0 -dict="$here/slots.dict" -print_final_stats=1 \
            -artifact_prefix="$work/findings/" corpus "$folder/seeds-$target" ${found:+"$found"}) >"$work/log" 2>&1 && break
        cat "$work/log" >>"$work/findings.log"
        [ "$(find "$work/findings" -type f | wc -l)" -lt 20 ] || break
    done
    report_libfuzzer "$work"
}

run_afl() {
    work=$folder/$target-afl
    mkdir -p "$work/seeds"
    # AFL++ wants small seeds, and none that takes long.
    find "$folder/seeds-$target" -type f -size -16k -exec cp {} "$work/seeds" \;
    from=$work/seeds
    [ ! -d "$work/out/default/queue" ] || from=-
    status=0
    AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_FAST_CAL=1 \
        AFL_IGNORE_SEED_PROBLEMS=1 \
        afl-fuzz -i "$from" -o "$work/out" -V $((minutes * 60)) -x "$here/slots.dict" -t 5000 -m none -G 8192 -- \
        "$build/tests/fuzz/fuzz_$target" >"$work/log" 2>&1 || status=$?
    stats=$work/out/default/fuzzer_stats
    [ -f "$stats" ] || { tail -n 20 "$work/log" >&2; exit 2; }
    value() { sed -n "s/^$1 *: *//p" "$stats"; }
    findings=$(($(value saved_crashes) + $(value saved_hangs)))
    echo "$target afl: $(value execs_done) executions in $(value run_time) s, $(value edges_found) of $(value total_edges)" \
        "edges, $(value corpus_count) inputs kept, $findings findings in $work/out/default/crashes and hangs"
    [ "$findings" -eq 0 ] && [ "$status" -eq 0 ]
}

all_fine=0
for target in $targets; do
    build
    rm -rf "$folder/seeds-$target"
    "$here/corpus.sh" "$target" "$folder/seeds-$target"
    case $engine in
    libfuzzer) run_libfuzzer || all_fine=1 ;;
    afl) run_afl || all_fine=1 ;;
    esac
done
exit $all_fine
