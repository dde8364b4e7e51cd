/* SPDX-License-Identifier: MIT */
/*
 * A record as a sequence of eight-byte words and a shorter last one: what the functions over whole instances load and
 * store, so that each byte is touched once. A unit in host order that is a member of the struct is a word of its own,
 * before which another one ends.
 */
#ifndef SLOTGEN_EMIT_WORDS_H
#define SLOTGEN_EMIT_WORDS_H

#include "model/model.h"
#include "support/text.h"

/* A record of up to so many bytes is written and compared word by word in line; a larger one by the runtime. */
enum { INLINE_MOST_BYTES = 64 };

uint32_t words_count(const struct model_class *class);

/* The word that a bit lies in; the first byte of a word. */
uint32_t words_find(const struct model_class *class, uint32_t bit);
uint32_t words_begin(const struct model_class *class, uint32_t index);

/* The slot whose unit the word is, or NULL. */
const struct model_slot *words_unit(const struct model_class *class, uint32_t index);

/* "slot_load64(self->bytes + 8)": load `index` of words_load_count, which are those that words_extract is about. */
uint32_t words_load_count(const struct model_class *class);
void words_load(struct text *text, const struct model_class *class, uint32_t index, const char *bytes);

/* The load of what words_store stores. */
void words_load_stored(struct text *text, const struct model_class *class, uint32_t index, const char *bytes);

/* How many loads of 1, 2, 4 or 8 bytes it is, 1 or 2, and one of them. */
unsigned words_parts(const struct model_class *class, uint32_t index);
void words_load_part(struct text *text, const struct model_class *class, uint32_t index, unsigned part,
                     const char *bytes);

/*
 * "    slot_store64(self->bytes + 8, word);\n"; `is_wide`: the expression is a uint64_t that a narrow store must cut.
 */
void words_store(struct text *text, const struct model_class *class, uint32_t index, const char *bytes,
                 const char *expression, bool is_wide);

/* What is stored there of a record of these bytes. */
uint64_t words_constant(const struct model_class *class, uint32_t index, const unsigned char *bytes);

/* Appends " | code << 5" where bits bit..bit+width-1 of the record touch word `index`. */
void words_term(struct text *text, const struct model_class *class, uint32_t bit, unsigned width, uint32_t index,
                const char *code);

/* The code of those bits, out of variables word0, word1, ...: "word0 >> 5 & 0x3fu". */
void words_extract(struct text *text, const struct model_class *class, uint32_t bit, unsigned width);

/* Marks the variables that it is made of. */
void words_mark(const struct model_class *class, uint32_t bit, unsigned width, bool *used);

/* Appends such bytes, those of units in the host's order, as an initializer without its braces. */
void words_append_initial(struct text *text, const unsigned char *bytes, const unsigned char *units, size_t size);

/*
 * The bytes of a record as init makes it on a little-endian host; to be freed. Byte i of *units is the size of the unit
 * that begins there and is not zero, or 0; to be freed too.
 */
unsigned char *words_initial(const struct model_class *class, unsigned char **units);

#endif
