/* SPDX-License-Identifier: MIT */
/* Records as words; see words.h. */
#include "emit/words.h"

#include "emit/expr.h"

#include <string.h>

enum { LONGEST_LINE = 80 };

/* Bytes of the record: where a load or a store begins, and how many there are; of a unit in host order its slot. */
struct piece {
    uint32_t byte;
    unsigned bytes;
    const struct model_slot *unit;
};

static bool is_power_of_two(unsigned bytes)
{
    return (bytes & (bytes - 1)) == 0;
}

/*
 * Word `index` as it is stored. Behind whole words a rest of 3, 5, 6 or 7 bytes is one store that ends with the record
 * and covers bytes of the word before it once more: two stores would be the alternative.
 */
static struct piece piece_of(const struct model_class *class, uint32_t index)
{
    if (class->words != NULL) {
        const struct model_word *word = &class->words[index];
        return (struct piece){word->byte, word->bytes, word->unit};
    }
    const uint32_t left = class->size - index * 8;
    if (left >= 8) return (struct piece){index * 8, 8, NULL};
    if (index == 0 || is_power_of_two(left)) return (struct piece){index * 8, left, NULL};
    const unsigned bytes = left == 3 ? 4 : 8;
    return (struct piece){class->size - bytes, bytes, NULL};
}

/* The first byte of word `index` that is not the word's before it. */
static uint32_t begin_of(const struct model_class *class, uint32_t index)
{
    return class->words != NULL ? class->words[index].byte : index * 8;
}

/* The bytes that the loads of a record of 3, 5, 6 or 7 have. */
static unsigned half_of(const struct model_class *class)
{
    return class->size == 3 ? 2 : 4;
}

/*
 * Load `index`: words as they are stored, but records of 3, 5, 6 and 7 bytes have two that overlap, so that most slots
 * lie in one of them and need nothing of the other.
 */
static struct piece load_of(const struct model_class *class, uint32_t index)
{
    if (class->words != NULL || class->size > 8 || is_power_of_two(class->size)) return piece_of(class, index);
    const unsigned bytes = half_of(class);
    return (struct piece){index == 0 ? 0 : class->size - bytes, bytes, NULL};
}

uint32_t words_count(const struct model_class *class)
{
    if (class->words != NULL) return (uint32_t) class->word_count;
    return class->size / 8 + (class->size % 8 != 0 ? 1 : 0);
}

uint32_t words_load_count(const struct model_class *class)
{
    if (class->words != NULL) return words_count(class);
    return words_count(class) + (class->size < 8 && !is_power_of_two(class->size) ? 1 : 0);
}

/* "self->members.year" of the record whose bytes are "self->bytes". */
static void append_member(struct text *text, const struct model_slot *unit, const char *bytes)
{
    text_append(text, bytes, strlen(bytes) - strlen("bytes"));
    text_strings(text, "members.", unit->member, NULL);
}

static void append_load(struct text *text, struct piece piece, const char *bytes)
{
    if (piece.unit != NULL) {
        append_member(text, piece.unit, bytes);
        return;
    }
    text_string(text, "slot_load");
    text_uint(text, piece.bytes * 8);
    text_strings(text, "(", bytes, NULL);
    if (piece.byte > 0) text_string(text, " + ");
    if (piece.byte > 0) text_uint(text, piece.byte);
    text_string(text, ")");
}

void words_load(struct text *text, const struct model_class *class, uint32_t index, const char *bytes)
{
    append_load(text, load_of(class, index), bytes);
}

void words_load_stored(struct text *text, const struct model_class *class, uint32_t index, const char *bytes)
{
    append_load(text, piece_of(class, index), bytes);
}

void words_load_alone(struct text *text, const struct model_class *class, uint32_t index, const char *bytes)
{
    const struct piece piece = piece_of(class, index);
    append_load(text, piece, bytes);
    if (piece.byte == begin_of(class, index)) return;
    text_string(text, " >> ");
    text_uint(text, (begin_of(class, index) - piece.byte) * 8);
}

uint64_t words_constant(const struct model_class *class, uint32_t index, const unsigned char *bytes)
{
    const struct piece piece = piece_of(class, index);
    uint64_t word = 0;
    for (unsigned i = 0; i < piece.bytes; i++) word |= (uint64_t)bytes[piece.byte + i] << i * 8;
    return word;
}

void words_store(struct text *text, const struct model_class *class, uint32_t index, const char *bytes,
                 const char *expression, bool is_wide)
{
    const struct piece piece = piece_of(class, index);
    const bool is_cut = is_wide && piece.bytes <= 4;
    if (piece.unit != NULL) {
        text_string(text, "    ");
        append_member(text, piece.unit, bytes);
        text_string(text, " = ");
        if (is_cut) text_strings(text, "SLOT_CAST(", expr_unit_type(piece.unit), ", ", NULL);
        text_strings(text, expression, is_cut ? ");\n" : ";\n", NULL);
        return;
    }
    text_string(text, "    slot_store");
    text_uint(text, piece.bytes * 8);
    text_strings(text, "(", bytes, NULL);
    if (piece.byte > 0) text_string(text, " + ");
    if (piece.byte > 0) text_uint(text, piece.byte);
    text_strings(text, is_cut ? ", SLOT_CAST(uint32_t, " : ", ", expression, is_cut ? "));\n" : ");\n", NULL);
}

/* " | ", on a new line where this one is long. */
static void append_or(struct text *text)
{
    if (text->length == 0) return;
    const char *newline = strrchr(text_chars(text), '\n');
    const size_t column = newline == NULL ? text->length + 24 : strlen(newline);
    text_string(text, column > LONGEST_LINE ? " |\n        " : " | ");
}

void words_term(struct text *text, const struct model_class *class, uint32_t bit, unsigned width, uint32_t index,
                const char *code)
{
    const struct piece piece = piece_of(class, index);
    const uint64_t first = (uint64_t)begin_of(class, index) * 8;
    const uint64_t end = ((uint64_t)piece.byte + piece.bytes) * 8;
    if (width == 0 || (uint64_t)bit + width <= first || bit >= end) return;
    const uint32_t from = piece.byte * 8;
    append_or(text);
    text_string(text, code);
    if (bit == from) return;
    text_string(text, bit > from ? " << " : " >> ");
    text_uint(text, bit > from ? bit - from : from - bit);
}

void words_term_below(struct text *text, const struct model_class *class, uint32_t index, const char *bytes)
{
    const struct piece piece = piece_of(class, index);
    if (piece.byte == begin_of(class, index)) return;
    const struct piece before = piece_of(class, index - 1);
    append_or(text);
    append_load(text, before, bytes);
    text_string(text, " >> ");
    text_uint(text, (piece.byte - before.byte) * 8);
}

/*
 * The load that holds all of some bits, or the first of two that do together: of several the one at whose end they lie.
 */
static uint32_t load_with(const struct model_class *class, uint32_t bit, unsigned width, bool *is_whole)
{
    const uint32_t count = words_load_count(class);
    const uint32_t likely = class->words == NULL && class->size < 8 ? 0 : words_find(class, bit);
    uint32_t best = likely;
    *is_whole = false;
    for (uint32_t i = likely; i < count && i <= likely + 1; i++) {
        const struct piece piece = load_of(class, i);
        const uint64_t first = (uint64_t)piece.byte * 8;
        const uint64_t end = first + piece.bytes * 8;
        if (bit < first) break;
        if (!*is_whole) best = i;
        if (bit + (uint64_t)width > end) continue;
        const bool at_end = bit == first || bit + (uint64_t)width == end;
        if (!*is_whole || at_end) best = i;
        *is_whole = true;
        if (at_end) break;
    }
    return best;
}

uint32_t words_find(const struct model_class *class, uint32_t bit)
{
    if (class->words == NULL) return bit / 64;
    uint32_t low = 0;
    uint32_t high = (uint32_t) class->word_count;
    while (low + 1 < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (class->words[middle].byte <= bit / 8) low = middle;
        else high = middle;
    }
    return low;
}

uint32_t words_begin(const struct model_class *class, uint32_t index)
{
    return begin_of(class, index);
}

const struct model_slot *words_unit(const struct model_class *class, uint32_t index)
{
    return piece_of(class, index).unit;
}

void words_mark(const struct model_class *class, uint32_t bit, unsigned width, bool *used)
{
    if (width == 0) return;
    bool is_whole;
    const uint32_t index = load_with(class, bit, width, &is_whole);
    used[index] = true;
    if (!is_whole) used[index + 1] = true;
}

void words_extract(struct text *text, const struct model_class *class, uint32_t bit, unsigned width)
{
    if (width == 0) {
        text_string(text, "UINT64_C(0)");
        return;
    }
    bool is_whole;
    const uint32_t index = load_with(class, bit, width, &is_whole);
    const struct piece piece = load_of(class, index);
    const unsigned shift = bit - piece.byte * 8;
    text_string(text, is_whole ? "word" : "(word");
    text_uint(text, index);
    if (shift > 0) text_string(text, " >> ");
    if (shift > 0) text_uint(text, shift);
    bool has_more = piece.unit == NULL && shift + width < piece.bytes * 8; /* bits above */
    if (!is_whole) {
        const struct piece next = load_of(class, index + 1);
        text_string(text, " | word");
        text_uint(text, index + 1);
        text_string(text, " << ");
        text_uint(text, next.byte * 8 - bit);
        text_string(text, ")");
        has_more = width < 64 && bit + width < (next.byte + next.bytes) * 8;
    }
    if (!has_more) return;
    text_string(text, " & ");
    expr_mask(text, model_mask(width));
}
