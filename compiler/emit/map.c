/* SPDX-License-Identifier: MIT */
/*
 * The map above a struct: which slot has which bits, as a table and as a drawing.
 *
 *    year   a  14 bits   0..13   1..9999
 *    month  b   4 bits  14..17   1..12
 */
#include "emit/parts.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWN_MOST_BYTES = 64, DRAWN_MOST_SLOTS = 52, BYTES_PER_ROW = 8, WIDEST_COLUMN = 40 };

static void append_padded(struct text *text, const char *string, size_t width, bool right)
{
    static const char blanks[] = "                                                                ";
    const size_t length = strlen(string);
    size_t padding = length < width ? width - length : 0;
    if (padding > sizeof blanks - 1) padding = sizeof blanks - 1;
    if (right) text_append(text, blanks, padding);
    text_append(text, string, length);
    if (!right) text_append(text, blanks, padding);
}

static char letter_of(size_t slot)
{
    return (char)(slot < 26 ? 'a' + (int)slot : 'A' + (int)slot - 26);
}

/* "14..17", and "14..17, 23" where bit 23 is the presence bit. */
static void append_place(struct text *text, const struct model_slot *slot)
{
    if (slot->encoding.width > 0) text_uint(text, slot->place.bit);
    if (slot->encoding.width > 1) {
        text_string(text, "..");
        text_uint(text, slot->place.bit + slot->encoding.width - 1);
    }
    if (slot->encoding.presence_bit) {
        if (slot->encoding.width > 0) text_string(text, ", ");
        text_uint(text, slot->place.presence);
    }
}

/* The widths of the columns of names and places. */
static void measure_columns(const struct model_class *class, size_t *names, size_t *places)
{
    struct text place = {0};
    *names = *places = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const size_t name = strlen(class->slots[i].name);
        text_clear(&place);
        append_place(&place, &class->slots[i]);
        if (name > *names && name <= WIDEST_COLUMN) *names = name;
        if (place.length > *places) *places = place.length;
    }
    text_free(&place);
}

/* One line a slot: name, letter, bits, place, values. */
static void append_rows(struct text *text, const struct model_class *class, bool is_drawn)
{
    size_t names;
    size_t places;
    measure_columns(class, &names, &places);
    struct text cell = {0};
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        text_string(text, " *   ");
        append_padded(text, slot->name, names, false);
        const char letter[] = {' ', ' ', letter_of(i), '\0'};
        if (is_drawn) text_string(text, letter);
        text_clear(&cell);
        text_uint(&cell, slot->encoding.width + (slot->encoding.presence_bit ? 1u : 0u));
        append_padded(text, text_chars(&cell), 4, true);
        text_string(text, slot->encoding.width + (slot->encoding.presence_bit ? 1u : 0u) == 1 ? " bit   " : " bits  ");
        text_clear(&cell);
        append_place(&cell, slot);
        append_padded(text, text_chars(&cell), places + 2, false);
        part_type(text, slot);
        text_string(text, "\n");
    }
    text_free(&cell);
}

/* Bytes from the highest of a row down to the lowest, each from bit 7 down to bit 0. */
static void append_drawing(struct text *text, const struct model_class *class)
{
    char letters[DRAWN_MOST_BYTES * 8];
    memset(letters, '.', sizeof letters);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        memset(letters + slot->place.bit, letter_of(i), slot->encoding.width);
        if (slot->encoding.presence_bit) letters[slot->place.presence] = letter_of(i);
    }
    struct text row = {0};
    for (uint32_t first = 0; first < class->size; first += BYTES_PER_ROW) {
        const uint32_t end = first + BYTES_PER_ROW < class->size ? first + BYTES_PER_ROW : class->size;
        text_string(text, " *\n *   byte");
        for (uint32_t byte = end; byte > first; byte--) {
            text_clear(&row);
            text_uint(&row, byte - 1);
            append_padded(text, text_chars(&row), 9, true);
        }
        text_string(text, "\n *       ");
        for (uint32_t byte = end; byte > first; byte--) {
            char bits[9] = {' '};
            for (int bit = 0; bit < 8; bit++) bits[1 + bit] = letters[byte * 8 - 1 - (uint32_t)bit];
            text_append(text, bits, sizeof bits);
        }
        text_string(text, "\n");
    }
    text_free(&row);
}

void part_map(struct text *text, const struct model_class *class)
{
    const bool is_drawn = class->size <= DRAWN_MOST_BYTES && class->slot_count <= DRAWN_MOST_SLOTS;
    text_strings(text, "/*\n * ", class->c_name, ": ", NULL);
    text_uint(text, class->size);
    text_string(text, class->size == 1 ? " byte, " : " bytes, ");
    text_uint(text, class->used_bits);
    text_string(text, class->used_bits == 1 ? " bit used, " : " bits used, ");
    text_uint(text, (uint64_t) class->size * 8 - class->used_bits);
    text_string(text, " spare.\n");
    if (class->doc[0] != '\0') {
        text_string(text, " *\n");
        part_doc_lines(text, class->doc, " *");
    }
    if (class->slot_count > 0) text_string(text, " *\n");
    append_rows(text, class, is_drawn);
    if (is_drawn && class->slot_count > 0) append_drawing(text, class);
    text_string(text, " */\n");
}
