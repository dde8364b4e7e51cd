#!/bin/sh
# SPDX-License-Identifier: MIT
# The compiler's table of C names holds every name that it writes: for each one in what it generates from a schema, the
# schema with a further declaration that asks for that name is refused, and with one that asks for a free name it is
# not.
# Names with `__` are left out: none may be declared. Usage: collisions.sh SLOTGEN SCHEMA NAMESPACE (the schema's)
set -u
slotgen=$1 schema=$2 space=$3
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

"$slotgen" -o "$scratch" "$schema" || exit 1
cat "$scratch"/*.slots.[hc] | tr -c 'A-Za-z0-9_' '\n' | grep "^${space}_" | grep -v __ | sort -u >"$scratch/names"
name_count=$(wc -l <"$scratch/names")

# $1: the name behind the namespace; $2: the exit status that is expected
check() {
    { cat "$schema"; echo "class $1 {}"; } >"$scratch/more.slots"
    "$slotgen" -o "$scratch" "$scratch/more.slots" >"$scratch/log" 2>&1
    status=$?
    if [ $status -eq "$2" ] &&
        { [ "$2" -eq 0 ] || grep -q 'c-name-collision\|declaration-duplicate' "$scratch/log"; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "class $1: exit status $status, expected $2: $(head -n 1 "$scratch/log")"
    fi
}

while read -r name; do check "${name#"${space}_"}" 1; done <"$scratch/names"
for name in Free Everything2 Everything_none Side_none; do check $name 0; done
[ "$name_count" -ge 100 ] || { echo "only $name_count names"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
