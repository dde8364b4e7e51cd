#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests slotgen from outside: options and exit codes, the files it writes, what it leaves alone when it fails, hostile
# schemas, make rules, and that the same schema always gives the same bytes. Works in a folder of its own and removes it.
#
# Usage: cli.sh [PART...]     PART as in parts/PART.sh; all of them without one
#
# $SLOTGEN is the compiler, build/slotgen if unset; $CC the C compiler, cc if unset. Runs as root and as a user; what
# cannot be tested here is named in a SKIP line. How to write a check stands in lib.sh.
set -u
LC_ALL=C
export LC_ALL
unset MAKEFLAGS MAKELEVEL MFLAGS NO_COLOR SOURCE_DATE_EPOCH
umask 022
exec </dev/null

here=$(cd "$(dirname "$0")" && pwd)
slotgen=${SLOTGEN:-$here/../../build/slotgen}
# shellcheck disable=SC2034 # for the parts
cc=${CC:-cc}
case $slotgen in
/*) ;;
*/*) slotgen=$PWD/$slotgen ;;
esac
if ! command -v "$slotgen" >/dev/null; then
    echo "cli.sh: no compiler at $slotgen: build it, or set SLOTGEN" >&2
    exit 2
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/slotgen-cli.XXXXXX") || exit 2
scratch=$(cd "$scratch" && pwd -P)
clean() {
    chmod -R u+rwx "$scratch"
    rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 2' HUP INT TERM

# shellcheck source=tests/cli/lib.sh
. "$here/lib.sh"
[ $# -gt 0 ] || set -- options color response inputs outputs builds deps imports failures kills hostile edges same diff layout
for part in "$@"; do
    # shellcheck source=/dev/null
    . "$here/parts/$part.sh"
done
[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
