/* SPDX-License-Identifier: MIT */
/*
 * Codes that lie side by side in a row are read and written as one number of up to 57 bits, which one word has wherever
 * it begins: fewer loads, and shifts by constants. See row_parts.h.
 *
 * A run may have bits between its codes that are other slots': those are written behind it.
 */
#include "emit/expr.h"
#include "emit/row_parts.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_RUN_BITS = 25 }; /* that a word of four bytes has */

/* A code or a presence bit in the row. */
struct cell {
    uint32_t bit;
    unsigned bits;
    size_t slot;
    bool is_presence;
};

static int compare_cells(const void *a, const void *b)
{
    const struct cell *left = a;
    const struct cell *right = b;
    return left->bit < right->bit ? -1 : left->bit > right->bit;
}

/* What always lives and goes by words; to be freed. */
static struct cell *list_cells(const struct rows_copy *copy, bool out, size_t *count)
{
    struct cell *cells = memory_resize(NULL, (2 * copy->own->slot_count + 1) * sizeof *cells);
    *count = 0;
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *slot = &copy->own->slots[i];
        const struct model_slot *cell = row_cell(copy, i);
        if (!row_by_words(copy, i, out) || slot->arm != NULL || cell->overlay > 0) continue;
        const unsigned width = slot->encoding.width;
        if (width > 0 && width <= EXPR_WORD_BITS) cells[(*count)++] = (struct cell){cell->place.bit, width, i, false};
        if (slot->encoding.presence_bit) cells[(*count)++] = (struct cell){cell->place.presence, 1, i, true};
    }
    qsort(cells, *count, sizeof *cells, compare_cells);
    return cells;
}

struct row_runs row_runs_list(const struct rows_copy *copy, bool out)
{
    struct row_runs runs = {NULL, 0, NULL, NULL};
    const size_t slots = copy->own->slot_count + 1;
    runs.of_code = memory_resize(NULL, slots * sizeof *runs.of_code);
    runs.of_presence = memory_resize(NULL, slots * sizeof *runs.of_presence);
    memset(runs.of_code, 0, slots * sizeof *runs.of_code);
    memset(runs.of_presence, 0, slots * sizeof *runs.of_presence);
    if (!copy->is_row || !copy->table->table_rows) return runs;
    size_t count;
    struct cell *cells = list_cells(copy, out, &count);
    runs.runs = memory_resize(NULL, (count + 1) * sizeof *runs.runs);
    for (size_t i = 0; i < count; i++) {
        struct row_run *run = runs.count == 0 ? NULL : &runs.runs[runs.count - 1];
        const uint32_t end = cells[i].bit + cells[i].bits;
        if (run == NULL || end - run->bit > EXPR_WORD_BITS) {
            run = &runs.runs[runs.count++];
            run->bit = cells[i].bit;
        }
        run->bits = end - run->bit;
        *(cells[i].is_presence ? &runs.of_presence[cells[i].slot] : &runs.of_code[cells[i].slot]) = runs.count;
    }
    free(cells);
    return runs;
}

void row_runs_free(struct row_runs *runs)
{
    free(runs->runs);
    free(runs->of_code);
    free(runs->of_presence);
}

/* "block, 57 + within * 141, 57, 8": where a run lies, how wide it is, and the word that has it. */
static void append_place(struct text *text, const struct rows_copy *copy, const struct row_run *run)
{
    struct text place = {0};
    const struct model_dim rows = {0, (uint32_t)copy->table->row_bits, 0};
    expr_column(&place, 0);
    text_string(&place, ", ");
    expr_place(&place, run->bit, &rows, 1, false, false);
    row_append_cell(text, copy, &place);
    text_string(text, ", ");
    text_uint(text, run->bits);
    text_string(text, run->bits <= SHORT_RUN_BITS ? ", 4" : ", 8");
    text_free(&place);
}

void row_runs_load(struct text *text, const struct rows_copy *copy, const struct row_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        text_string(text, "    const uint64_t cell");
        text_uint(text, i);
        text_string(text, " = slot_load_element(");
        append_place(text, copy, &runs->runs[i]);
        text_string(text, ");\n");
    }
}

void row_runs_extract(struct text *text, const struct rows_copy *copy, const struct row_runs *runs, size_t slot,
                      bool presence)
{
    const size_t index = (presence ? runs->of_presence : runs->of_code)[slot] - 1;
    const struct model_slot *cell = row_cell(copy, slot);
    const struct row_run *run = &runs->runs[index];
    const uint32_t shift = (presence ? cell->place.presence : cell->place.bit) - run->bit;
    const unsigned width = presence ? 1 : cell->encoding.width;
    text_string(text, "cell");
    text_uint(text, index);
    if (shift > 0) text_string(text, " >> ");
    if (shift > 0) text_uint(text, shift);
    if (shift + width == run->bits) return;
    text_string(text, " & ");
    expr_mask(text, model_mask(width));
}

/* The code of a slot, or its presence bit, without bits above it. */
static void append_code(struct text *text, const struct rows_copy *copy, size_t slot, bool presence)
{
    const struct model_slot *own = &copy->own->slots[slot];
    struct text code = {0};
    row_append_code(&code, copy, slot, presence);
    expr_primary(text, text_chars(&code));
    if (!presence && (model_unit(own) > 0 || own->place.group_bits > 0)) { /* a bad record's may be larger */
        text_string(text, " & ");
        expr_mask(text, model_mask(own->encoding.width));
    }
    text_free(&code);
}

/* " | (word0 >> 5 & 0x1fu) << 14": a code that begins so many bits behind a number's first, or before it. */
static void append_term(struct text *term, const struct rows_copy *copy, int64_t shift, size_t slot, bool presence)
{
    struct text code = {0};
    append_code(&code, copy, slot, presence);
    if (term->length > 0) text_string(term, " |\n            ");
    expr_primary(term, text_chars(&code));
    if (shift != 0) text_string(term, shift > 0 ? " << " : " >> ");
    if (shift != 0) text_uint(term, (uint64_t)(shift > 0 ? shift : -shift));
    text_free(&code);
}

bool row_is_words(const struct rows_copy *copy, const struct row_runs *runs)
{
    bool is_plain = runs->count > 1;
    for (size_t i = 0; i < copy->own->slot_count && is_plain; i++) {
        is_plain = row_by_words(copy, i, false) && copy->own->slots[i].arm == NULL;
    }
    return is_plain;
}

void row_words_store(struct text *text, const struct rows_copy *copy)
{
    const size_t count = (size_t)((copy->table->row_bits + 63) / 64);
    struct text *terms = memory_resize(NULL, count * sizeof *terms);
    memset(terms, 0, count * sizeof *terms);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const struct model_slot *cell = row_cell(copy, i);
        const uint32_t bit = cell->place.bit;
        const unsigned width = cell->encoding.width;
        if (width > 0) append_term(&terms[bit / 64], copy, bit % 64, i, false);
        if (width > 0 && bit % 64 + width > 64)
            append_term(&terms[bit / 64 + 1], copy, (int64_t)(bit % 64) - 64, i, false);
        const uint32_t presence = cell->place.presence;
        if (cell->encoding.presence_bit) append_term(&terms[presence / 64], copy, presence % 64, i, true);
    }
    text_string(text, "    const uint64_t cells[] = {\n");
    for (size_t i = 0; i < count; i++) {
        text_strings(text, "        ", text_chars(&terms[i]), ",\n", NULL);
        text_free(&terms[i]);
    }
    text_string(text, "    };\n    slot_store_row(block, within * ");
    text_uint(text, copy->table->row_bits);
    text_string(text, ", cells, ");
    text_uint(text, copy->table->row_bits);
    text_string(text, ");\n");
    free(terms);
}

void row_runs_store(struct text *text, const struct rows_copy *copy, const struct row_runs *runs)
{
    struct text *terms = memory_resize(NULL, (runs->count + 1) * sizeof *terms);
    memset(terms, 0, (runs->count + 1) * sizeof *terms);
    for (size_t i = 0; i < copy->own->slot_count; i++) {
        const size_t code = runs->of_code[i];
        const size_t presence = runs->of_presence[i];
        if (code > 0)
            append_term(&terms[code - 1], copy, row_cell(copy, i)->place.bit - runs->runs[code - 1].bit, i, false);
        if (presence > 0)
            append_term(&terms[presence - 1], copy, row_cell(copy, i)->place.presence - runs->runs[presence - 1].bit, i,
                        true);
    }
    for (size_t i = 0; i < runs->count; i++) {
        text_string(text, "    slot_store_element(");
        append_place(text, copy, &runs->runs[i]);
        text_strings(text, ",\n            ", text_chars(&terms[i]), ");\n", NULL);
        text_free(&terms[i]);
    }
    free(terms);
}
