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

/* Word `index` as it is stored: what is left behind whole words is one of 1 to 7 bytes. */
static struct piece piece_of(const struct model_class *class, uint32_t index)
{
    if (class->words != NULL) {
        const struct model_word *word = &class->words[index];
        return (struct piece){word->byte, word->bytes, word->unit};
    }
    const uint32_t left = class->size - index * 8;
    return (struct piece){index * 8, left < 8 ? left : 8, NULL};
}

/*
 * Part 0 or 1 of a word of 3, 5, 6 or 7 bytes, which are two loads and stores. A load of bytes that one store has just
 * written need not wait until they are in the cache; one of bytes of two stores must.
 */
static struct piece part_of(struct piece word, unsigned part)
{
    const unsigned first = word.bytes == 3 ? 2 : 4;
    if (part == 0) return (struct piece){word.byte, first, NULL};
    const unsigned rest = word.bytes == 7 ? 4 : word.bytes - first;
    return (struct piece){word.byte + word.bytes - rest, rest, NULL};
}

/* Whether a record is one word of two parts, which are loaded apart: most slots lie in one of them. */
static bool is_split(const struct model_class *class)
{
    return class->words == NULL && class->size < 8 && !is_power_of_two(class->size);
}

static struct piece load_of(const struct model_class *class, uint32_t index)
{
    return is_split(class) ? part_of(piece_of(class, 0), index) : piece_of(class, index);
}

uint32_t words_count(const struct model_class *class)
{
    if (class->words != NULL) return (uint32_t) class->word_count;
    return class->size / 8 + (class->size % 8 != 0 ? 1 : 0);
}

uint32_t words_load_count(const struct model_class *class)
{
    return is_split(class) ? 2 : words_count(class);
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

unsigned words_parts(const struct model_class *class, uint32_t index)
{
    return is_power_of_two(piece_of(class, index).bytes) ? 1 : 2;
}

void words_load_part(struct text *text, const struct model_class *class, uint32_t index, unsigned part,
                     const char *bytes)
{
    const struct piece word = piece_of(class, index);
    append_load(text, words_parts(class, index) == 1 ? word : part_of(word, part), bytes);
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
    const uint32_t first = piece.byte * 8;
    if (width == 0 || (uint64_t)bit + width <= first || bit >= ((uint64_t)piece.byte + piece.bytes) * 8) return;
    append_or(text);
    text_string(text, code);
    if (bit == first) return;
    text_string(text, bit > first ? " << " : " >> ");
    text_uint(text, bit > first ? bit - first : first - bit);
}

/*
 * The load that holds all of some bits, or the first of two that do together: of several the one at whose end they lie.
 */
static uint32_t load_with(const struct model_class *class, uint32_t bit, unsigned width, bool *is_whole)
{
    const uint32_t count = words_load_count(class);
    const uint32_t likely = is_split(class) ? 0 : words_find(class, bit);
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
    return piece_of(class, index).byte;
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
