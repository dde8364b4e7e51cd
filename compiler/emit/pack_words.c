/* SPDX-License-Identifier: MIT */
/*
 * The words of a record that pack stores: what each is made of, out of the codes (code_x) and flags of the slots that
 * are one value and always live.
 */
#include "emit/expr.h"
#include "emit/mirror.h"
#include "emit/words.h"
#include "support/arena.h"

#include <stdlib.h>

/* So many words of padding are stored as words; more as bytes. */
enum { MOST_ZERO_WORDS = 4 };

/* Bits of the record that a slot fills: its code, the number that it is a digit of, or its presence bit. */
struct piece {
    uint32_t bit;
    unsigned width;
    const struct model_slot *slot;
    bool is_presence;
};

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *left = a;
    const struct piece *right = b;
    if (left->bit != right->bit) return left->bit < right->bit ? -1 : 1;
    return left->slot->place.weight < right->slot->place.weight ? -1 : 1; /* digits of one number */
}

/* All pieces in the order of their bits; to be freed. */
static struct piece *list_pieces(const struct model_class *class, size_t *count)
{
    size_t slots;
    const struct model_slot **words = mirror_words(class, &slots);
    struct piece *pieces = memory_resize(NULL, (slots * 2 + 1) * sizeof *pieces);
    *count = 0;
    for (size_t i = 0; i < slots; i++) {
        const struct model_slot *slot = words[i];
        const unsigned width = model_bits(slot, &slot->place);
        if (width > 0) pieces[(*count)++] = (struct piece){slot->place.bit, width, slot, false};
        if (slot->encoding.presence_bit) pieces[(*count)++] = (struct piece){slot->place.presence, 1, slot, true};
    }
    free(words);
    qsort(pieces, *count, sizeof *pieces, compare_pieces);
    return pieces;
}

/* "(code_year + code_month * 9999u)" out of a number's first digit and those behind it, of which there is one more. */
static void append_number(struct text *text, const struct piece *piece)
{
    struct text code = {0};
    const uint64_t bound = piece->slot->place.group_codes;
    text_string(text, "(");
    for (uint64_t codes = 1; codes < bound; piece++) {
        text_clear(&code);
        text_strings(&code, "code_", piece->slot->c_name, NULL);
        if (codes > 1) text_string(text, " + ");
        expr_digit_term(text, piece->slot, text_chars(&code));
        codes *= piece->slot->encoding.codes + 1;
    }
    text_string(text, ")");
    text_free(&code);
}

static void append_term(struct text *word, const struct model_class *class, const struct piece *piece, uint32_t index,
                        struct text *scratch)
{
    const struct model_slot *slot = piece->slot;
    text_clear(scratch);
    if (!piece->is_presence && slot->place.group_bits > 0) {
        if (slot->place.weight > 1) return;
        append_number(scratch, piece);
    } else if (!piece->is_presence) {
        text_strings(scratch, "code_", slot->c_name, NULL);
    } else if (slot->has_sentinel) {
        text_strings(scratch, "SLOT_CAST(uint64_t, values->", slot->member, " != ", NULL);
        expr_sentinel(scratch, slot);
        text_string(scratch, ")");
    } else {
        text_strings(scratch, "SLOT_CAST(uint64_t, values->has_", slot->c_name, ")", NULL);
    }
    words_term(word, class, piece->bit, piece->width, index, text_chars(scratch));
}

/* The pieces of word `index`, joined by |; `first` is the first that may touch it. Nothing where there are none. */
static void append_word(struct text *word, const struct model_class *class, const struct piece *pieces, size_t count,
                        size_t *first, uint32_t index, struct text *scratch)
{
    const uint64_t begin = (uint64_t)words_begin(class, index) * 8;
    const uint64_t end = index + 1 < words_count(class) ? (uint64_t)words_begin(class, index + 1) * 8 : UINT64_MAX;
    while (*first < count && pieces[*first].bit + (uint64_t)pieces[*first].width <= begin) (*first)++;
    text_clear(word);
    for (size_t i = *first; i < count && pieces[i].bit < end; i++) {
        append_term(word, class, &pieces[i], index, scratch);
    }
}

/* How many words are stored as such: all, but for a long tail of padding. */
static uint32_t count_stored(const struct model_class *class)
{
    const uint32_t used = class->used_bits == 0 ? 0 : words_find(class, class->used_bits - 1) + 1;
    const bool has_tail = used < words_count(class) && class->size - words_begin(class, used) > MOST_ZERO_WORDS * 8;
    return has_tail ? used : words_count(class);
}

void mirror_store_words(struct text *text, const struct model_class *class)
{
    struct text word = {0};
    struct text scratch = {0};
    size_t count;
    struct piece *pieces = list_pieces(class, &count);
    size_t first = 0;
    const uint32_t words = count_stored(class);
    for (uint32_t w = 0; w < words; w++) {
        append_word(&word, class, pieces, count, &first, w, &scratch);
        words_store(text, class, w, "self->bytes", word.length > 0 ? text_chars(&word) : "0", word.length > 0);
    }
    if (words < words_count(class)) {
        text_string(text, "    slot_zero(self->bytes + ");
        text_uint(text, words_begin(class, words));
        text_string(text, ", ");
        text_uint(text, class->size - words_begin(class, words));
        text_string(text, ");\n");
    }
    free(pieces);
    text_free(&scratch);
    text_free(&word);
}

/* Into the fresh instance beside what is there; words without a piece stay. */
void mirror_add_words(struct text *text, const struct model_class *class)
{
    struct text word = {0};
    struct text scratch = {0};
    size_t count;
    struct piece *pieces = list_pieces(class, &count);
    size_t first = 0;
    uint32_t next = 0; /* the first word that is not yet written */
    for (size_t i = 0; i < count; i++) {
        const uint32_t begin = words_find(class, pieces[i].bit);
        const uint32_t end = words_find(class, pieces[i].bit + pieces[i].width - 1) + 1;
        if (next < begin) next = begin;
        for (; next < end; next++) {
            append_word(&word, class, pieces, count, &first, next, &scratch);
            text_clear(&scratch);
            if (words_unit(class, next) == NULL) {
                words_load_stored(&scratch, class, next, "fresh.bytes");
                text_string(&scratch, " | ");
            }
            text_string(&scratch, text_chars(&word));
            words_store(text, class, next, "fresh.bytes", text_chars(&scratch), true);
        }
    }
    text_free(&scratch);
    text_free(&word);
    free(pieces);
}
