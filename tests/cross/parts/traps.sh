# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154
# What the machine does with an int at an odd address. Where it is said to trap it must: else nothing is learnt from the rest.
cat >"$work/trap.c" <<'END_OF_TRAP'
#include <stdint.h>
#include <string.h>
static _Alignas(8) unsigned char bytes[16] = {1, 2, 3, 4, 5, 6, 7, 8};
/* trap: a copy from an odd address, which is always allowed. trap odd: a load from one. */
int main(int argc, char **argv)
{
    int32_t value;
    (void)argv;
    memcpy(&value, bytes + 1, sizeof value);
    if (argc > 1) value -= *(volatile int32_t *)(void *)(bytes + argc - 1);
    return value == (argc > 1 ? 0 : value) ? 0 : 1;
}
END_OF_TRAP
# In a shell of its own, which says "Bus error" where nobody looks.
trap_program() {
    # shellcheck disable=SC2086 # a command, or nothing
    sh -c 'ulimit -c 0; "$@"; exit $?' sh $run "$work/trap_program" "$@" >"$work/log" 2>&1
}

if objects trap "$options" "$work/trap.c" && link trap_program "$work"/trap/*.o; then
    if ! trap_program; then
        fail "a copy from an odd address dies" "$work/log"
    elif trap_program odd; then
        echo "$target: an int at an odd address is read by the machine"
        if [ "$traps" = no ]; then pass; else fail "no trap"; fi
    else
        echo "$target: an int at an odd address traps"
        if [ "$traps" = yes ]; then pass; else fail "a trap that was not expected" "$work/log"; fi
    fi
fi
