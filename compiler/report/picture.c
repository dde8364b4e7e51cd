/* SPDX-License-Identifier: MIT */
/* The map of a record: rulers, the strips of its rows, and the arms below them; see picture.h. */
#include "report/picture.h"
#include "report/print.h"

#include "report/markup.h"
#include "support/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    RULER_HEIGHT = 26,
    STRIP_HEIGHT = 46,
    ROW_GAP = 12,
    SKIP_HEIGHT = 30,
    BASE_HEIGHT = 18,
    DIGIT_ADVANCE = 55, /* tenths: 9 pixels high */
    BYTE_ADVANCE = 67,  /* 11 pixels high */
    MOST_CAPTION = 40,
    WIDEST_BIT = 28
};

void picture_begin(struct canvas *canvas, struct text *text, const struct report *report,
                   const struct report_class *facts)
{
    const unsigned bytes = facts->class->size < 8 ? facts->class->size : 8;
    const unsigned width = PICTURE_LINE / (bytes * 8);
    const size_t count = facts->class->slot_count + 1;
    *canvas = (struct canvas){.text = text,
                              .report = report,
                              .facts = facts,
                              .row_bits = bytes * 8,
                              .bit_width = width < WIDEST_BIT ? width : WIDEST_BIT};
    canvas->is_known = memory_resize(NULL, count * sizeof *canvas->is_known);
    for (size_t i = 0; i < count; i++) canvas->is_known[i] = false;
    canvas->colors = colors_choose(facts);
    canvas->lanes = memory_resize(NULL, facts->lane_count * sizeof *canvas->lanes);
    canvas->areas = memory_resize(NULL, (facts->part_count + 1) * sizeof *canvas->areas);
    for (size_t i = 0; i < facts->part_count; i++) {
        const struct report_part *part = &facts->parts[i];
        if (i == 0 || part->lane != part[-1].lane) canvas->lanes[canvas->lane_count++] = (struct lane){i, i};
        canvas->lanes[canvas->lane_count - 1].last = i + 1;
        if (part->kind == PART_AREA) canvas->areas[canvas->area_count++] = part;
    }
}

void picture_end(struct canvas *canvas)
{
    free(canvas->is_known);
    free(canvas->colors);
    free(canvas->lanes);
    free(canvas->areas);
}

/* The numbers of the bytes and of the bits at their ends, and a tick for each bit. */
static void draw_ruler(struct canvas *canvas, const struct row *row, unsigned top)
{
    struct text *text = canvas->text;
    struct text number = {0};
    const unsigned bottom = top + RULER_HEIGHT;
    text_string(text, "<path class=\"line\" d=\"");
    for (uint64_t bit = row->first; bit <= row->end; bit++) {
        const unsigned length = bit % 8 == 0 ? 18 : 3;
        text_string(text, "M");
        text_int(text, strip_edge(canvas, row, bit * 256) / 10);
        text_string(text, " ");
        text_uint(text, bottom - length - 2);
        text_string(text, "v");
        text_uint(text, length);
    }
    text_string(text, "\"/>\n");
    for (uint64_t bit = row->first; bit < row->end; bit += 8) {
        const int64_t left = strip_edge(canvas, row, (bit + 8) * 256);
        const int64_t right = strip_edge(canvas, row, bit * 256);
        text_clear(&number);
        text_string(&number, "byte ");
        text_uint(&number, bit / 8);
        const int64_t byte_width = (int64_t)number.length * BYTE_ADVANCE;
        markup_label(text, "b", ANCHOR_MIDDLE, (left + right) / 2, (bottom - 9) * 10, text_chars(&number));
        text_clear(&number);
        text_uint(&number, bit + 7);
        const int64_t digits_width = (int64_t)number.length * DIGIT_ADVANCE;
        if (2 * digits_width + byte_width + 160 > right - left) continue;
        markup_label(text, "d", ANCHOR_START, left + 30, (bottom - 9) * 10, text_chars(&number));
        text_clear(&number);
        text_uint(&number, bit);
        markup_label(text, "d", ANCHOR_END, right - 30, (bottom - 9) * 10, text_chars(&number));
    }
    text_free(&number);
}

/* A bracket over the bytes that are the base's. Returns where it ends. */
static unsigned draw_base(struct canvas *canvas, const struct row *row, unsigned top)
{
    const struct model_class *base = canvas->facts->class->base;
    if (base == NULL || row->first >= (uint64_t)base->size * 8) return top;
    const uint64_t end = (uint64_t)base->size * 8 < row->end ? (uint64_t)base->size * 8 : row->end;
    const int64_t left = strip_edge(canvas, row, end * 256);
    const int64_t right = strip_edge(canvas, row, row->first * 256);
    struct text *text = canvas->text;
    struct text name = {0};
    text_string(&name, "base ");
    markup_shortened(&name, base->name, MOST_CAPTION);
    text_string(text, "<path class=\"base\" d=\"M");
    text_int(text, left / 10 + 2);
    text_string(text, " ");
    text_uint(text, top + BASE_HEIGHT);
    text_string(text, "v-4H");
    text_int(text, right / 10 - 2);
    text_string(text, "v4\"/>\n");
    const bool is_wide = (int64_t)name.length * BYTE_ADVANCE <= right - left;
    markup_label(text, "b", is_wide ? ANCHOR_MIDDLE : ANCHOR_END, is_wide ? (left + right) / 2 : right - 20,
                 (top + 11) * 10, text_chars(&name));
    text_free(&name);
    return top + BASE_HEIGHT + 2;
}

/* What stands for rows that are not drawn. */
static unsigned draw_skip(struct canvas *canvas, uint64_t rows, bool is_alike, unsigned top)
{
    struct text words = {0};
    text_string(&words, "\xe2\x8b\xae  ");
    if (is_alike) {
        print_count(&words, rows, "row");
        text_string(&words, " like the one above");
    } else {
        print_count(&words, rows, "row");
        text_string(&words, " more, not drawn");
    }
    const int64_t middle = (PICTURE_MARGIN + (int64_t)canvas->row_bits * canvas->bit_width / 2) * 10;
    markup_label(canvas->text, "b", ANCHOR_MIDDLE, middle, (top + 14) * 10, text_chars(&words));
    text_free(&words);
    return top + SKIP_HEIGHT;
}

static unsigned draw_row(struct canvas *canvas, const struct row *row, unsigned top)
{
    draw_ruler(canvas, row, top);
    top = draw_base(canvas, row, top + RULER_HEIGHT);
    for (size_t i = 0; i < canvas->lane_count; i++) {
        struct lane *lane = &canvas->lanes[i];
        const struct report_part *parts = canvas->facts->parts;
        while (lane->first < lane->last && (uint64_t)parts[lane->first].bit + parts[lane->first].bits <= row->first)
            lane->first++;
        if (lane->first == lane->last || parts[lane->first].bit >= row->end) continue;
        if (parts[lane->first].lane == 0) top = strip_draw(canvas, row, lane->first, lane->last, top, STRIP_HEIGHT);
        else top = arms_draw(canvas, row, lane->first, lane->last, top);
    }
    return top + ROW_GAP;
}

/* Slots without bits are part of no row. */
static unsigned draw_bitless(struct canvas *canvas, unsigned top)
{
    const struct model_class *class = canvas->facts->class;
    struct text words = {0};
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        if (canvas->is_known[i]) continue;
        if (words.length < 90) {
            text_string(&words, count == 0 ? "No bits: " : ", ");
            markup_shortened(&words, class->slots[i].name, 32);
        } else if (words.length < 200) {
            text_string(&words, ", \xe2\x80\xa6");
            break;
        }
        count++;
    }
    if (count > 0)
        markup_label(canvas->text, "b", ANCHOR_START, PICTURE_MARGIN * 10, (top + 10) * 10, text_chars(&words));
    text_free(&words);
    return count > 0 ? top + 24 : top;
}

unsigned picture_map(struct canvas *canvas, unsigned top)
{
    size_t count;
    uint64_t rest;
    struct row *rows = rows_choose(canvas->facts, canvas->row_bits, &count, &rest);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].skipped > 0) top = draw_skip(canvas, rows[i].skipped, true, top);
        top = draw_row(canvas, &rows[i], top);
    }
    if (rest > 0) top = draw_skip(canvas, rest, false, top);
    else top = draw_bitless(canvas, top);
    free(rows);
    return top;
}
