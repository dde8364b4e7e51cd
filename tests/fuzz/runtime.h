/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the runtime's fuzz target share. Their input is a program of calls: a byte says which, the bytes
 * behind it are its arguments. Behind the input's end all bytes are 0.
 */
#ifndef SLOTGEN_FUZZ_RUNTIME_H
#define SLOTGEN_FUZZ_RUNTIME_H

#include <slotgen/core.h>

#include <stddef.h>
#include <stdint.h>

struct program {
    const uint8_t *at;
    const uint8_t *end;
};

/* The next numbers. A wide one is small, near an edge, or any, as its first byte says. */
uint8_t next_byte(struct program *program);
uint64_t next_number(struct program *program);
uint32_t next_number32(struct program *program);
double next_float(struct program *program);

/* Up to `most` bytes of the input, at a block of their own: *length of them. To be freed. */
char *next_bytes(struct program *program, size_t most, size_t *length);

/*
 * Aborts, and names the condition: what does not hold is a defect of the runtime.
 */
_Noreturn void runtime_fail(const char *file, int line, const char *condition);
#define DEMAND(condition) ((condition) ? (void)0 : runtime_fail(__FILE__, __LINE__, #condition))

/* The classes of the schemas of tests/run, all of them. */
extern const slot_class *const runtime_classes[];
extern const size_t runtime_class_count;

/* Programs over an instance of some class; over containers. */
void runtime_instances(struct program *program);
void runtime_containers(struct program *program);
void runtime_tables(struct program *program);

#endif
