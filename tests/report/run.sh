#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests `slotgen layout` from outside: its texts against the ones beside their schemas, its JSON against the published
# schema, and its places against the C that slotgen writes (places.c). Python is for tests only; without it the last two
# are skipped.
#
# Usage: run.sh [--update]
# $SLOTGEN is the compiler, $RUNTIME the library, $CC the C compiler, $RANDOM_LANGUAGE the writer of random schemas,
# $RUNNER what runs programs for another machine.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
: "${SLOTGEN:=$top/build/slotgen}" "${RUNTIME:=$top/build/runtime/libslotgen.a}" "${CC:=cc}" "${PYTHON:=python3}"
work=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-report.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
passed=0

# judge STATUS WHAT: counts; what was printed is in $work/log
judge() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAILED: $2"
    head -n 60 "$work/log" | sed 's/^/    /'
}

# layout ARGUMENT...: a report without warnings about what its schema wastes on purpose
layout() {
    "$SLOTGEN" layout "$@" 2>"$work/err" || { cat "$work/err"; return 1; }
}

update=false
[ "${1-}" = --update ] && update=true
cd "$here" || exit 2
for schema in *.slots; do
    expected=${schema%.slots}.txt
    layout --count 10M "$schema" >"$work/seen"
    if $update; then cp "$work/seen" "$expected"; fi
    diff -u "$expected" "$work/seen" >"$work/log" 2>&1
    judge $? "the text of $schema"
done

# What docs/report.md shows is what comes out of the schema that it shows.
awk -v dir="$work" '/^```/ { name = $0 == "```slots" ? "trade.slots" : $0 == "```report" ? "documented" : ""; next }
    name != "" { print >(dir "/" name) }' "$top/docs/report.md"
(cd "$work" && layout --count 10M trade.slots >seen)
if $update; then
    awk -v seen="$work/seen" '/^```report/ { print; while ((getline line <seen) > 0) print line; inside = 1; next }
        /^```/ { inside = 0 } !inside' "$top/docs/report.md" >"$work/report.md" && cp "$work/report.md" "$top/docs/report.md"
    cp "$work/seen" "$work/documented"
fi
diff -u "$work/documented" "$work/seen" >"$work/log" 2>&1
judge $? "the report in docs/report.md"

if ! command -v "$PYTHON" >/dev/null; then
    echo "SKIP: JSON and places need python3"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
fi

# The JSON of a few schemas each: one with a count, those without slots, one class alone.
"$PYTHON" -W ignore -c 'import jsonschema' 2>/dev/null || echo "SKIP: the published schema needs python3-jsonschema"
conforms() { # conforms WHAT: $work/report.json
    "$PYTHON" -W ignore "$here/conforms.py" "$top/docs/layout.schema.json" "$work/report.json" >"$work/log" 2>&1
    judge $? "the JSON of $1 is as docs/layout.schema.json says"
}
layout --format=json --count 1.5k kinds.slots layouts.slots dense.slots >"$work/report.json"
conforms "schemas beside this"
layout --format=json "$top"/examples/schemas/*.slots >"$work/report.json"
conforms examples/schemas

# places NAME SCHEMA...: generates, compiles and asks
places() {
    name=$1
    shift
    rm -rf "$work/gen" && mkdir "$work/gen"
    layout --format=json "$@" >"$work/report.json" &&
        "$SLOTGEN" -o "$work/gen" "$@" 2>"$work/log" &&
        "$PYTHON" "$here/probes.py" "$work/report.json" >"$work/gen/probes.inc" 2>"$work/log" &&
        "$CC" -std=c11 -O0 -I"$work/gen" -I"$top/runtime/include" "$here/places.c" "$work"/gen/*.slots.c "$RUNTIME" \
            -o "$work/places" >"$work/log" 2>&1 &&
        ${RUNNER-} "$work/places" >"$work/log" 2>&1
    judge $? "the places of $name"
    [ -z "${VERBOSE-}" ] || cat "$work/log"
}
places kinds.slots kinds.slots
places layouts.slots layouts.slots
places dense.slots dense.slots
places examples/schemas "$top"/examples/schemas/*.slots
places tests/run "$top/tests/run/everything.slots" "$top/tests/run/operations.slots"

# Random schemas of the whole language, where the program that writes them is given.
seed=0
while [ -n "${RANDOM_LANGUAGE-}" ] && [ "$seed" -lt "${RANDOM_COUNT:-8}" ]; do
    seed=$((seed + 1))
    rm -rf "$work/random" && mkdir "$work/random"
    (cd "$work/random" && "$RANDOM_LANGUAGE" "$seed" . >"$work/log" 2>&1)
    judge $? "random schema $seed is written"
    layout --format=json "$work/random/random.slots" >"$work/report.json"
    conforms "random schema $seed"
    layout "$work/random/random.slots" >"$work/log"
    judge $? "the text of random schema $seed"
    places "random schema $seed" "$work"/random/*.slots
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
