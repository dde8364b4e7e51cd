#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Builds everything with clang under the address and undefined-behaviour sanitizers and runs what calls no further
# compiler; then builds it with gcc and runs all tests. Installs what is missing on Debian. Usage: tests/all.sh
set -eu
cd "$(dirname "$0")/.."
cmake/need.sh gcc g++ clang libclang-rt-14-dev libc6-dev make cmake flex bison pkg-config check gperf unicode-data \
    strace valgrind gcc-s390x-linux-gnu libc6-dev-s390x-cross gcc-i686-linux-gnu libc6-dev-i386-cross \
    gcc-mips-linux-gnu libc6-dev-mips-cross qemu-user locales gcc-avr avr-libc simavr \
    clang-19 libclang-rt-19-dev llvm-19 clang-tidy cppcheck shellcheck
jobs=$(nproc)

echo "== clang, address and undefined-behaviour sanitizers: unit tests, goldens, fuzzing, examples, generated programs"
CC=clang cmake -S . -B build-sanitize -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O1 -g" -DSLOTGEN_SANITIZE=address,undefined \
    -DSLOTGEN_FUZZ=libfuzzer >/dev/null
cmake --build build-sanitize -j "$jobs"
ctest --test-dir build-sanitize --output-on-failure -j "$jobs" -R '^(unit|golden|example|fuzz|run\.(everything|operations|language|layouts|storage))'

echo "== gcc: all tests"
CC=gcc cmake -S . -B build -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build build -j "$jobs"
ctest --test-dir build --output-on-failure -j "$jobs"
