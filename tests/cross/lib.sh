# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
#
# What the tests of another machine are made of: checks that count, compiling of many files at once, and programs that run at
# once. Whoever reads this has set $top, $work (a scratch folder), $cc (the cross compiler) and $run (what runs a program of the
# target, or nothing).

: "${JOBS:=2}"
passed=0
failed=0
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align -Wtype-limits
-Wstrict-prototypes -Wmissing-prototypes -Werror"
warnings=$(echo "$warnings" | tr '\n' ' ')
most_shown=10 # failures whose log is shown
most_seconds=3600 # of one program: it hangs

pass() {
    passed=$((passed + 1))
}

fail() { # fail WHAT [LOG]
    failed=$((failed + 1))
    echo "FAIL $1"
    [ -z "${2-}" ] || [ "$failed" -gt "$most_shown" ] || head -n 20 "$2" | cut -c 1-200 | sed 's/^/    /'
}

# finish TARGET: the last line, and the exit status
finish() {
    echo "$1: $passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# ---- Compiling ----

# The inner compile command of `objects`.
write_compile() {
    cat >"$work/compile" <<'END_OF_COMPILE'
#!/bin/sh
# compile COMPILER "OPTIONS" SOURCE OBJECT
exec $1 -std=c11 $2 -c -o "$4" "$3"
END_OF_COMPILE
    chmod +x "$work/compile"
}

# objects_by COMPILER FOLDER "OPTIONS" SOURCE...: compiles them into $work/FOLDER
objects_by() {
    objects_compiler=$1 objects_folder=$work/$2 objects_options=$3
    shift 3
    mkdir -p "$objects_folder"
    for source in "$@"; do
        object=${source#"$work"/}
        printf '%s\n%s\n' "$source" "$objects_folder/$(echo "${object#"$top"/}" | tr / _).o"
    done >"$work/list"
    xargs -n 2 -P "$JOBS" "$work/compile" "$objects_compiler" "$objects_options" <"$work/list" >"$work/log" 2>&1
}

# objects FOLDER "OPTIONS" SOURCE...: by the cross compiler; what goes wrong is reported
objects() {
    if objects_by "$cc" "$@"; then pass; else
        fail "$1 does not compile" "$work/log"
        false
    fi
}

# link NAME FILE...: the program $work/NAME
link() {
    link_name=$1
    shift
    # shellcheck disable=SC2086 # options are words
    "$cc" -static -pthread -o "$work/$link_name" "$@" ${link_options-} -lm >"$work/log" 2>&1 && return
    fail "$link_name does not link" "$work/log"
    false
}

# ---- Running ----

# later NAME WANTED COMMAND...: a job of `run_all`: COMMAND, shell text as for eval. WANTED is a file with what it must print,
# or - where its exit status is all.
later() {
    job=$work/jobs/$1
    mkdir -p "$work/jobs"
    echo "$2" >"$job.wanted"
    shift 2
    printf '%s\n' "$*" >"$job.sh"
}

# Runs all jobs, some at a time, judges them and forgets them.
run_all() {
    [ -d "$work/jobs" ] || return
    # shellcheck disable=SC2016 # of the inner shell
    find "$work/jobs" -name '*.sh' | sort | xargs -n 1 -P "$JOBS" sh -c '
        timeout '"$most_seconds"' sh "$1" >"${1%.sh}.out" 2>"${1%.sh}.err" </dev/null
        echo $? >"${1%.sh}.status"
        times >"${1%.sh}.times"' sh
    for job in "$work"/jobs/*.sh; do
        job=${job%.sh}
        wanted=$(cat "$job.wanted")
        status=$(cat "$job.status")
        [ -z "${VERBOSE-}" ] || echo "$(basename "$job"): $(sed -n 2p "$job.times") of CPU"
        if [ "$status" -ne 0 ]; then
            tail -n 15 "$job.err" >"$work/log"
            tail -n 5 "$job.out" >>"$work/log"
            fail "$(basename "$job"): exit status $status" "$work/log"
        elif [ "$wanted" != - ] && ! diff "$wanted" "$job.out" >"$work/log"; then
            fail "$(basename "$job") prints other bytes" "$work/log"
        else
            pass
        fi
    done
    rm -rf "$work/jobs"
}
