/* SPDX-License-Identifier: MIT */
/*
 * Copies between records and rows; see rows.h.
 *
 * Slots of one value are taken out of the words of the record, or put together to these; slots of arms too: in columns
 * those of arms that are not there are zero. In rows what lies side by side there is one number more on the way. All
 * else goes slot by slot (row_slots.c).
 */
#include "emit/rows.h"

#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/row_parts.h"
#include "emit/words.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

/* Bits of the record that a slot fills: its code or its presence bit. */
struct piece {
    uint32_t bit;
    unsigned width;
    size_t slot;
    bool is_presence;
};

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *left = a;
    const struct piece *right = b;
    if (left->bit != right->bit) return left->bit < right->bit ? -1 : 1;
    return left->slot < right->slot ? -1 : left->slot > right->slot;
}

static struct piece *list_pieces(const struct rows_copy *copy, size_t *count)
{
    const struct model_class *class = copy->own;
    struct piece *pieces = memory_resize(NULL, (class->slot_count * 2 + 1) * sizeof *pieces);
    *count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (!row_by_words(copy, i, true)) continue;
        const unsigned width = slot->encoding.width;
        if (width > 0) pieces[(*count)++] = (struct piece){slot->place.bit, width, i, false};
        if (slot->encoding.presence_bit) pieces[(*count)++] = (struct piece){slot->place.presence, 1, i, true};
    }
    qsort(pieces, *count, sizeof *pieces, compare_pieces);
    return pieces;
}

/* "a == 1u ? " before what is read, and " : 0" behind it, where bits are shared. */
static void open_shared(struct text *text, const struct rows_copy *copy, const struct model_slot *slot)
{
    if (!row_shares(copy, slot)) return;
    row_append_lives(text, copy, slot->arm, false);
    text_string(text, " ? ");
}

static void load_codes(struct text *text, const struct rows_copy *copy, const struct row_runs *runs)
{
    struct text load = {0};
    row_runs_load(text, copy, runs);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (!row_by_words(copy, i, true) || slot->encoding.width == 0) continue;
        text_strings(text, "    const uint64_t code_", slot->c_name, " = ", NULL);
        if (runs->of_code[i] > 0) {
            row_runs_extract(text, copy, runs, i, false);
            text_string(text, ";\n");
            continue;
        }
        expr_load(&load, row_cell(copy, i));
        open_shared(text, copy, slot);
        row_append_cell(text, copy, &load);
        text_string(text, row_shares(copy, slot) ? " : 0;\n" : ";\n");
    }
    text_free(&load);
}

/* The presence bit of a slot that goes by words, as an operand. */
static void load_presence(struct text *text, const struct rows_copy *copy, const struct row_runs *runs, size_t index)
{
    const struct model_slot *slot = &copy->own->slots[index];
    struct text bit = {0};
    open_shared(&bit, copy, slot);
    if (runs->of_presence[index] > 0) row_runs_extract(&bit, copy, runs, index, true);
    else row_append_presence(&bit, copy, row_cell(copy, index));
    text_string(&bit, row_shares(copy, slot) ? " : 0" : "");
    expr_primary(text, text_chars(&bit));
    text_free(&bit);
}

static void store_words(struct text *text, const struct rows_copy *copy, const struct row_runs *runs, bool is_all)
{
    struct text word = {0};
    struct text term = {0};
    struct text bytes = {0};
    size_t count;
    size_t first = 0;
    struct piece *pieces = list_pieces(copy, &count);
    uint64_t reached = 0; /* bit behind the pieces before `first` */
    text_strings(&bytes, copy->record, "bytes", NULL);
    for (uint32_t w = 0; w < words_count(copy->own); w++) {
        const uint64_t begin = (uint64_t)words_begin(copy->own, w) * 8;
        const bool is_last = w + 1 == words_count(copy->own);
        const uint64_t end = is_last ? UINT64_MAX : (uint64_t)words_begin(copy->own, w + 1) * 8;
        text_clear(&word);
        while (first < count && reached <= begin && pieces[first].bit + (uint64_t)pieces[first].width <= begin) first++;
        for (size_t i = first; i < count && pieces[i].bit < end; i++) {
            const struct model_slot *slot = &copy->own->slots[pieces[i].slot];
            text_clear(&term);
            if (pieces[i].is_presence) load_presence(&term, copy, runs, pieces[i].slot);
            else text_strings(&term, "code_", slot->c_name, NULL);
            words_term(&word, copy->own, pieces[i].bit, pieces[i].width, w, text_chars(&term));
        }
        if (word.length == 0 && !is_all) continue;
        words_store(text, copy->own, w, text_chars(&bytes), word.length > 0 ? text_chars(&word) : "0", word.length > 0);
    }
    free(pieces);
    text_free(&bytes);
    text_free(&term);
    text_free(&word);
}

/* The words that the codes are taken out of. */
static void load_words(struct text *text, const struct rows_copy *copy)
{
    struct text bytes = {0};
    const uint32_t count = words_load_count(copy->own);
    bool *used = memory_resize(NULL, (count + 1) * sizeof *used);
    memset(used, 0, count * sizeof *used);
    text_strings(&bytes, copy->record, "bytes", NULL);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        if (!row_by_words(copy, i, false)) continue;
        words_mark(copy->own, slot->place.bit, model_bits(slot, &slot->place), used);
        if (slot->encoding.presence_bit) words_mark(copy->own, slot->place.presence, 1, used);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!used[i]) continue;
        text_string(text, "    const uint64_t word");
        text_uint(text, i);
        text_string(text, " = ");
        words_load(text, copy->own, i, text_chars(&bytes));
        text_string(text, ";\n");
    }
    free(used);
    text_free(&bytes);
}

void row_append_code(struct text *text, const struct rows_copy *copy, size_t slot, bool presence)
{
    const struct model_slot *own = &copy->own->slots[slot];
    if (presence) {
        words_extract(text, copy->own, own->place.presence, 1);
        return;
    }
    struct text number = {0};
    words_extract(&number, copy->own, own->place.bit, model_bits(own, &own->place));
    if (own->place.group_bits == 0) {
        text_string(text, text_chars(&number));
    } else {
        struct text operand = {0};
        expr_primary(&operand, text_chars(&number));
        expr_digit(text, own, text_chars(&operand));
        text_free(&operand);
    }
    text_free(&number);
}

/* The code, or 0 where the arm that has its bits to itself is not there. */
static void append_living_code(struct text *text, const struct rows_copy *copy, size_t index, bool presence)
{
    const struct model_slot *slot = &copy->own->slots[index];
    const bool is_conditional = slot->arm != NULL && !row_shares(copy, slot);
    if (is_conditional) {
        row_append_lives(text, copy, slot->arm, true);
        text_string(text, " ? ");
    }
    row_append_code(text, copy, index, presence);
    if (is_conditional) text_string(text, " : 0");
}

/* "    slot_store_element(block, within * 14, 14, 2, word0 & 0x3fffu);\n": what no run has, in its arm. */
static void store_part(struct text *text, const struct rows_copy *copy, const struct row_runs *runs, size_t index)
{
    const struct model_slot *slot = &copy->own->slots[index];
    const struct model_slot *cell = row_cell(copy, index);
    const bool has_code = slot->encoding.width > 0 && runs->of_code[index] == 0;
    const bool has_presence = slot->encoding.presence_bit && runs->of_presence[index] == 0;
    const char *margin = row_shares(copy, slot) ? "        " : "    ";
    struct text code = {0};
    struct text store = {0};
    if (!has_code && !has_presence) return;
    if (row_shares(copy, slot)) {
        text_string(text, "    if (");
        row_append_lives(text, copy, slot->arm, true);
        text_string(text, ") {\n");
    }
    if (has_code) {
        append_living_code(&code, copy, index, false);
        expr_store_code(&store, cell, text_chars(&code));
        text_string(text, margin);
        row_append_cell(text, copy, &store);
        text_string(text, ";\n");
    }
    if (has_presence) {
        text_clear(&code);
        append_living_code(&code, copy, index, true);
        text_string(text, margin);
        row_store_presence(text, copy, cell, text_chars(&code));
    }
    if (row_shares(copy, slot)) text_string(text, "    }\n");
    text_free(&code);
    text_free(&store);
}

/* Whether all slots go by words, which then write the whole record. */
static bool is_plain(const struct rows_copy *copy)
{
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        if (!row_by_words(copy, i, true)) return false;
    }
    return true;
}

void rows_out(struct text *text, const struct rows_copy *copy)
{
    const bool is_all = is_plain(copy) && !copy->is_zero && copy->own->size <= INLINE_MOST_BYTES;
    if (!is_all && !copy->is_zero)
        text_strings(text, "    slot_zero(", copy->record, "bytes, sizeof ", copy->record, "bytes);\n", NULL);
    struct row_runs runs = row_runs_list(copy, true);
    load_codes(text, copy, &runs);
    store_words(text, copy, &runs, is_all);
    row_runs_free(&runs);
    row_copy_others(text, copy, true);
}

/* Bits that arms share: what is not there is zero. */
static void zero_arms(struct text *text, const struct rows_copy *copy)
{
    struct text zero = {0};
    for (size_t i = 0; i < copy->own->choice_count; i++) {
        const struct model_choice *choice = copy->own->choices[i];
        const struct model_slot *tag = &copy->own->slots[choice->tag];
        const struct model_choice *there = row_cell(copy, choice->tag)->tells;
        if (there->area_bits == 0 || row_shares(copy, tag) || tag->overlay > 0) continue;
        accessor_zero_arms(&zero, copy->table, there, 1 + copy->outer);
        row_append_cell(text, copy, &zero);
    }
    text_free(&zero);
}

void rows_in(struct text *text, const struct rows_copy *copy)
{
    struct row_runs runs = row_runs_list(copy, false);
    load_words(text, copy);
    if (row_is_words(copy, &runs)) {
        row_words_store(text, copy);
        row_runs_free(&runs);
        return;
    }
    row_runs_store(text, copy, &runs);
    zero_arms(text, copy);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        if (row_by_words(copy, i, false)) store_part(text, copy, &runs, i);
    }
    row_copy_others(text, copy, false);
    row_runs_free(&runs);
}
