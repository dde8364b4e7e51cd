/* SPDX-License-Identifier: MIT */
/*
 * The runtime: calls with any index, name, value, handle, row, id and range, over the classes of tests/run. Each must
 * give a status and change nothing where it is refused, whatever the arguments are.
 */
#include "runtime.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned long fuzz_accepted;
size_t fuzz_largest;

_Noreturn void runtime_fail(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, condition);
    abort();
}

uint8_t next_byte(struct program *program)
{
    return program->at < program->end ? *program->at++ : 0;
}

static uint64_t next_bits(struct program *program, unsigned bytes)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < bytes; i++) bits |= (uint64_t)next_byte(program) << 8 * i;
    return bits;
}

uint64_t next_number(struct program *program)
{
    static const uint64_t edges[] = {0,
                                     1,
                                     7,
                                     8,
                                     63,
                                     64,
                                     255,
                                     256,
                                     32767,
                                     65535,
                                     UINT64_C(1) << 31,
                                     UINT64_C(1) << 32,
                                     UINT64_C(1) << 49,
                                     UINT64_C(1) << 53,
                                     UINT64_C(1) << 63,
                                     UINT64_MAX};
    const uint8_t form = next_byte(program);
    if (form < 128) return form;
    if (form < 192) return edges[form % 16] + (form / 16 % 4) - 2;
    if (form < 208) return (uint64_t)0 - next_byte(program);
    return next_bits(program, form < 224 ? 2 : form < 240 ? 4 : 8);
}

uint32_t next_number32(struct program *program)
{
    return (uint32_t)next_number(program);
}

double next_float(struct program *program)
{
    static const double values[] = {0.0,   -0.0,   0.25,  1.0, 65504.0, 65520.0, 3.4028235677973366e38,
                                    1e308, 5e-324, 12.345};
    double value;
    const uint8_t form = next_byte(program);
    if (form < 64) return values[form % 10];
    if (form < 128) return (double)(int64_t)next_number(program);
    if (form < 192) return (double)next_byte(program) / 100;
    const uint64_t bits = next_bits(program, 8); /* NaN of any kind, too */
    memcpy(&value, &bits, sizeof value);
    return value;
}

char *next_bytes(struct program *program, size_t most, size_t *length)
{
    size_t wanted = next_byte(program) % 48;
    if (wanted == 47) wanted = (size_t)(next_number(program) % (most + 1));
    if (wanted > most) wanted = most;
    char *bytes = malloc(wanted > 0 ? wanted : 1);
    if (bytes == NULL) abort();
    /* Long ones repeat what there is, so that a short input can ask for them. */
    const size_t left = (size_t)(program->end - program->at);
    const size_t taken = wanted < left ? wanted : left;
    for (size_t i = 0; i < wanted; i++) bytes[i] = taken > 0 ? (char)program->at[i % taken] : 'a';
    program->at += taken;
    *length = wanted;
    return bytes;
}

/* A checked accessor that refuses comes here; then it must go on without harm. */
void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    DEMAND(type != NULL);
    DEMAND(status != SLOT_OK);
    DEMAND(slot >= 0 && slot < slot_count(type));
    (void)value;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct program program = {bytes, bytes + length};
    switch (next_byte(&program) % 4) {
    case 0: runtime_containers(&program); break;
    case 1: runtime_tables(&program); break;
    default: runtime_instances(&program); break;
    }
    fuzz_accepted++;
    return 0;
}
