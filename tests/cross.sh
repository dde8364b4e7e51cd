#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The tests on another kind of machine: compiled here by its cross compiler, run here under qemu (i686: natively; Windows:
# under wine; small machines: in simulators). What each runs says the head of tests/cross/linux.sh, windows.sh, avr.sh and
# arm_none_eabi.sh.
#
# Usage: tests/cross.sh TARGET [--short] | all [--short] | --list
#   s390x    big-endian, 64 bits          aarch64  little-endian, 64 bits
#   sparc64  big-endian, 64 bits, traps   riscv64  little-endian, 64 bits
#   mips     big-endian, 32 bits, traps   armhf    little-endian, 32 bits
#   m68k     big-endian, 32 bits, int at even addresses
#   i686     little-endian, 32 bits, int64_t at multiples of 4, x87 floats
#   windows, avr, arm-none-eabi
# (traps: a load of an int from an odd address ends the program.) The short form is what ctest runs: about a minute each; the
# long ones some minutes more.
#
# Needs a build of all of the project: its folder in BUILD, build/ if unset. JOBS: programs at once, 2 if unset. The last line
# is `TARGET: N passed, M failed`; the exit status 0 where all passed, 77 where the tools of the target are missing (the
# reason is printed), else 1.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
linux="s390x sparc64 mips armhf aarch64 riscv64 i686 m68k"
others="windows avr arm-none-eabi"

usage() {
    sed -n 's/^# \{0,1\}//; /^Usage/,/^(traps/p' "$0" | sed '$d' >&2
    exit 2
}

run_target() { # run_target TARGET ARGUMENTS...
    target=$1
    shift
    case " $linux " in
    *" $target "*) "$here/cross/linux.sh" "$target" "$@" ;;
    *) "$here/cross/$(echo "$target" | tr - _).sh" "$@" ;;
    esac
}

[ $# -ge 1 ] || usage
wanted=$1
shift
case "${1-}" in
'' | --short) ;;
*) usage ;;
esac
case " $linux $others --list all " in
*" $wanted "*) ;;
*) usage ;;
esac
case $wanted in
--list) echo "$linux $others" | tr ' ' '\n' ;;
all)
    worst=0
    for one in $linux $others; do
        echo "== $one"
        run_target "$one" "$@"
        status=$?
        [ "$status" -eq 0 ] || [ "$status" -eq 77 ] || worst=1
    done
    exit "$worst"
    ;;
*) run_target "$wanted" "$@" ;;
esac
