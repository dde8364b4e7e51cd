/* SPDX-License-Identifier: MIT-0 */
/*
 * Text that is put together piece by piece: to a file, or as much of it as fits to a buffer. Internal to the runtime.
 */
#ifndef SLOTGEN_TEXT_SINK_H
#define SLOTGEN_TEXT_SINK_H

#include <slotgen/text.h>

#include <stdio.h>

struct slot_sink {
    FILE *file;
    char *buffer;
    size_t size;                   /* of the buffer, with the NUL */
    size_t length;                 /* of the text so far, whether it fitted or not */
    bool failed;                   /* the file took less than it was given */
    const slot_resolver *resolver; /* or NULL */
};

void slot_sink_put(struct slot_sink *sink, const char *text, size_t length);
void slot_sink_string(struct slot_sink *sink, const char *text);

/* Writes the NUL, and returns the length of the whole text. */
size_t slot_sink_end(const struct slot_sink *sink);

void slot_sink_uint(struct slot_sink *sink, uint64_t number);
void slot_sink_int(struct slot_sink *sink, int64_t number);

/* 0x2a; bytes in their order, two digits each: 0x002a. */
void slot_sink_hex(struct slot_sink *sink, uint64_t number);
void slot_sink_bytes(struct slot_sink *sink, slot_text bytes);

/* In double quotes. */
void slot_sink_quoted(struct slot_sink *sink, slot_text text);

/* With the fewest digits that read back exactly, as a float of 64, 32 or 16 bits, which the value is. */
void slot_sink_float(struct slot_sink *sink, double value, int bits);

/*
 * Whether number * 10^shift is nearer to `value`, a positive finite float of 64, 32 or 16 bits, than to any other of them,
 * so that it reads as the value. Of a number with up to 17 digits that is about as large as the value.
 */
bool slot_sink_reads_as(uint64_t number, int shift, double value, int bits);

/* number / divisor, exactly where that is a finite decimal; else as a double. Below 2^53, the divisor positive. */
void slot_sink_ratio(struct slot_sink *sink, int64_t number, int64_t divisor);

/* A value that says what it is: "text", 12, Trade(7), Date{...}. */
void slot_sink_value(struct slot_sink *sink, const slot_value *value);

#endif
