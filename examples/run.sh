#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds slotgen and runs its main job on real input: the Unicode character database, ten million dates, ten million
# trades, and the files below /usr.
# Installs what is missing on Debian. Usage: examples/run.sh
set -eu
cd "$(dirname "$0")/.."
cmake/need.sh gcc libc6-dev make cmake flex bison pkg-config check unicode-data

echo "Building slotgen in build/"
if ! cmake -S . -B build -DCMAKE_BUILD_TYPE=Release >build.log 2>&1 || ! cmake --build build -j "$(nproc)" \
    --target slotgen unicode dates trades files >>build.log 2>&1; then
    cat build.log >&2
    rm -f build.log
    echo "Build failed." >&2
    exit 1
fi
rm -f build.log

echo
build/examples/unicode /usr/share/unicode/UnicodeData.txt
echo
build/examples/dates
echo
build/examples/trades
echo
build/examples/files --top 5 /usr
echo
echo "Done: build/slotgen is the compiler; README.md says how to use it."
