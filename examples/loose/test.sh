#!/bin/sh
# SPDX-License-Identifier: MIT
# test.sh PROGRAM: the session of README.md.
here=$(cd "$(dirname "$0")" && pwd)
"$1" <"$here/session.txt" | diff "$here/session.expected" - || exit 1
"$1" <"$here/session.txt" >/dev/null && { echo 'FAILED: a refused line gives status 1'; exit 1; }
echo 'd.year = 1' | "$1" >/dev/null || { echo 'FAILED: a line that is fine gives status 0'; exit 1; }
