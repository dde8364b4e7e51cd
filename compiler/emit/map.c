/* SPDX-License-Identifier: MIT */
/*
 * The map above a struct: which slot has which bits, as a table and as a drawing.
 *
 *    year   a  14 bits   0..13   1..9999
 *    month  b   4 bits  14..17   1..12
 *
 * Slots that share bits, in the arms of a oneof or an overlay, are drawn one below the other. Reserved bits are drawn as
 * `-`, those that are left over as `.`.
 */
#include "emit/expr.h"
#include "emit/parts.h"
#include "model/extents.h"

#include <stdlib.h>
#include <string.h>

enum {
    DRAWN_MOST_BYTES = 64,
    DRAWN_MOST_SLOTS = 52,
    DRAWN_MOST_LAYERS = 6,
    BYTES_PER_ROW = 8,
    WIDEST_COLUMN = 40,
    WIDEST_PLACE = 24
};

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

/* The slot whose letter a slot has: of the digits of a number the first. */
static size_t first_digit(const struct model_class *class, size_t slot)
{
    const struct place *place = &class->slots[slot].place;
    size_t first = slot;
    if (place->group_bits == 0) return slot;
    while (class->slots[first].place.group_bits == 0 || class->slots[first].place.bit != place->bit ||
           class->slots[first].place.weight != 1)
        first--;
    return first;
}

static uint64_t presence_bits(const struct model_slot *slot)
{
    if (!slot->encoding.presence_bit) return 0;
    return slot->element_optional ? extents_own_elements(slot) : 1;
}

/* The bits of an element as they lie there: of its code, of the number that this is a digit of, of its bytes. */
static uint64_t element_bits(const struct model_slot *slot)
{
    return slot->place.group_bits > 0 ? slot->place.group_bits : extents_element(slot).bits;
}

static uint64_t bits_of(const struct model_slot *slot)
{
    return element_bits(slot) * extents_own_elements(slot) + presence_bits(slot);
}

/* "14..17" */
static void append_run(struct text *text, uint64_t first, uint64_t bits)
{
    text_uint(text, first);
    if (bits < 2) return;
    text_string(text, "..");
    text_uint(text, first + bits - 1);
}

/* Whether the elements lie side by side; those of tags lie with what they tell. */
static bool is_run(const struct model_slot *slot)
{
    return expr_is_contiguous(slot->dims, slot->dim_count, slot->own_dims, element_bits(slot));
}

/* "14..17", and "14..17, 23" where bit 23 is the presence bit. Elements that lie apart: the first. */
static void append_place(struct text *text, const struct model_slot *slot)
{
    const uint64_t bits = element_bits(slot) * (is_run(slot) ? extents_own_elements(slot) : 1);
    if (bits > 0) append_run(text, slot->place.bit, bits);
    if (!slot->encoding.presence_bit) return;
    if (bits > 0) text_string(text, ", ");
    append_run(text, slot->place.presence, presence_bits(slot));
}

/* ", the number / 9999 % 12" of a digit */
static void append_digit(struct text *text, const struct model_slot *slot)
{
    text_string(text, ", the number");
    if (slot->place.weight > 1) {
        text_string(text, " / ");
        text_uint(text, slot->place.weight);
    }
    if (model_is_last_digit(slot)) return;
    text_string(text, " % ");
    text_uint(text, slot->encoding.codes + 1);
}

/* ", the first of 2, every 23 bits" of a slot of an inline array, ", when side is buy". */
static void append_circumstances(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    const size_t outer = slot->dim_count - slot->own_dims;
    if (slot->place.group_bits > 0) append_digit(text, slot);
    if (outer > 0) {
        text_string(text, ", the first of ");
        uint64_t count = 1;
        for (size_t i = 0; i < outer; i++) count *= slot->dims[i].count;
        text_uint(text, count);
        if (slot->dims[outer - 1].stride > 0) {
            text_string(text, ", every ");
            text_uint(text, slot->dims[outer - 1].stride);
            text_string(text, " bits");
        }
    }
    if (!is_run(slot)) {
        text_string(text, ", every ");
        text_uint(text, slot->dims[slot->dim_count - 1].stride);
        text_string(text, " bits");
    }
    if (model_unit(slot) > 0) {
        text_string(text, ", in a unit of ");
        text_uint(text, model_unit(slot));
        text_string(text, " bits");
    }
    if (slot->arm == NULL || slot->arm->member == NULL) return;
    text_strings(text, ", when ", class->slots[slot->arm->choice->tag].name, " is ", slot->arm->member->name, NULL);
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
        if (place.length > *places && place.length <= WIDEST_PLACE) *places = place.length;
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
        const char letter[] = {' ', ' ', letter_of(first_digit(class, i)), '\0'};
        if (is_drawn) text_string(text, letter);
        text_clear(&cell);
        text_uint(&cell, bits_of(slot));
        append_padded(text, text_chars(&cell), 4, true);
        text_string(text, bits_of(slot) == 1 ? " bit   " : " bits  ");
        text_clear(&cell);
        append_place(&cell, slot);
        append_padded(text, text_chars(&cell), places + 2, false);
        part_type(text, slot);
        append_circumstances(text, class, slot);
        text_string(text, "\n");
    }
    text_free(&cell);
}

/* ---- The drawing ---- */

/* The letters of all bits, in as many layers as slots share bits. */
struct drawing {
    char letters[DRAWN_MOST_LAYERS][DRAWN_MOST_BYTES * 8]; /* 0: nothing */
    unsigned arms[DRAWN_MOST_SLOTS];                       /* the layer of each slot's arm */
};

/* Arms of a oneof follow each other from the layer of the oneof on. */
static unsigned layer_of(const struct drawing *drawing, const struct model_class *class, size_t index)
{
    const struct model_arm *arm = class->slots[index].arm;
    if (arm == NULL) return 0;
    unsigned layer = drawing->arms[arm->choice->tag];
    const struct model_arm *last = NULL;
    for (size_t i = 0; i < index; i++) {
        const struct model_arm *other = class->slots[i].arm;
        if (other == arm) return drawing->arms[i];
        if (other == NULL || other->choice != arm->choice || other == last) continue;
        last = other;
        layer = drawing->arms[i] + 1;
    }
    return layer;
}

static void draw_run(char *letters, uint64_t first, uint64_t bits, char letter)
{
    memset(letters + first, letter, (size_t)bits);
}

/* Draws every element, or only asks whether there is room for all of them in the layer. */
static bool draw_slot(char *letters, const struct model_slot *slot, char letter, bool is_question)
{
    const uint64_t bits = element_bits(slot);
    if (bits == 0 && !slot->encoding.presence_bit) return true; /* perhaps 2^31 times */
    uint64_t count = 1;
    for (size_t i = 0; i < slot->dim_count; i++) count *= slot->dims[i].count;
    for (uint64_t element = 0; element < count; element++) {
        uint64_t rest = element;
        uint64_t bit = slot->place.bit;
        uint64_t presence = slot->place.presence;
        for (size_t i = slot->dim_count; i > 0; i--) {
            bit += rest % slot->dims[i - 1].count * slot->dims[i - 1].stride;
            presence += rest % slot->dims[i - 1].count * slot->dims[i - 1].presence_stride;
            rest /= slot->dims[i - 1].count;
        }
        if (is_question) {
            for (uint64_t i = 0; i < bits; i++) {
                if (letters[bit + i] != 0) return false;
            }
        } else {
            draw_run(letters, bit, bits, letter);
            if (slot->encoding.presence_bit) draw_run(letters, presence, 1, letter);
        }
    }
    return true;
}

/*
 * Reserved bits, wherever nothing else lies: below every arm. As deep as brackets and classes nest. The image of an
 * inline class is its record where all of it is in a given order.
 */
static void draw_reserved(struct drawing *drawing, const struct model_node *nodes, size_t count, uint32_t shift)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        const uint32_t begin = shift + node->bit;
        draw_reserved(drawing, node->nodes, node->node_count, shift);
        if (node->kind == NODE_INLINE && node->dim_count == 0 && node->class->layout == MODEL_DECLARED &&
            node->class->base == NULL)
            draw_reserved(drawing, node->class->nodes, node->class->node_count, begin);
        if (node->kind != NODE_RESERVED) continue;
        for (uint32_t bit = begin; bit < begin + node->bits; bit++) {
            if (drawing->letters[0][bit] == 0) drawing->letters[0][bit] = '-';
        }
    }
}

static void draw(struct drawing *drawing, const struct model_class *class)
{
    memset(drawing, 0, sizeof *drawing);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        unsigned layer = layer_of(drawing, class, i);
        drawing->arms[i] = layer;
        if (slot->place.group_bits > 0 && slot->place.weight > 1) continue; /* the first digit's letter is theirs */
        while (layer < DRAWN_MOST_LAYERS && !draw_slot(drawing->letters[layer], slot, letter_of(i), true)) layer++;
        if (layer < DRAWN_MOST_LAYERS) draw_slot(drawing->letters[layer], slot, letter_of(i), false);
    }
    draw_reserved(drawing, class->nodes, class->node_count, 0);
}

/* The bits of some bytes in one layer, each byte from bit 7 down to bit 0; nothing where that layer has none there. */
static void append_layer(struct text *text, const char *letters, uint32_t first, uint32_t end, char nothing)
{
    bool is_empty = nothing == ' ';
    for (uint32_t bit = first * 8; bit < end * 8; bit++) is_empty = is_empty && letters[bit] == 0;
    if (is_empty) return;
    text_string(text, " *       ");
    const size_t begin = text->length;
    for (uint32_t byte = end; byte > first; byte--) {
        char bits[9] = {' '};
        for (int bit = 0; bit < 8; bit++) {
            const char letter = letters[byte * 8 - 1 - (uint32_t)bit];
            bits[1 + bit] = letter != 0 ? letter : nothing;
        }
        text_append(text, bits, sizeof bits);
    }
    while (text->length > begin && text->bytes[text->length - 1] == ' ') text->length--;
    text->bytes[text->length] = '\0';
    text_string(text, "\n");
}

/* Bytes from the highest of a row down to the lowest. */
static void append_drawing(struct text *text, const struct model_class *class)
{
    struct drawing *drawing = memory_resize(NULL, sizeof *drawing);
    struct text row = {0};
    draw(drawing, class);
    for (uint32_t first = 0; first < class->size; first += BYTES_PER_ROW) {
        const uint32_t end = first + BYTES_PER_ROW < class->size ? first + BYTES_PER_ROW : class->size;
        text_string(text, " *\n *   byte");
        for (uint32_t byte = end; byte > first; byte--) {
            text_clear(&row);
            text_uint(&row, byte - 1);
            append_padded(text, text_chars(&row), 9, true);
        }
        text_string(text, "\n");
        for (unsigned layer = 0; layer < DRAWN_MOST_LAYERS; layer++) {
            append_layer(text, drawing->letters[layer], first, end, layer == 0 ? '.' : ' ');
        }
    }
    text_free(&row);
    free(drawing);
}

/* "5..7, 27..29": what `reserved` keeps free, outside of arms. */
static void append_reserved(struct text *text, const struct model_class *class)
{
    const size_t begin = text->length;
    for (size_t i = 0; i < class->node_count; i++) {
        const struct model_node *node = &class->nodes[i];
        if (node->kind != NODE_RESERVED) continue;
        text_string(text, text->length == begin ? " *\n * Reserved, always zero: " : ", ");
        append_run(text, node->bit, node->bits);
    }
    if (text->length > begin) text_string(text, "\n");
}

/* Bits that slots take, here or in the base, whose bytes count as used here. */
static uint64_t used_bits(const struct model_class *class)
{
    const struct model_class *base = class->base;
    return base == NULL ? class->used_bits : class->used_bits - ((uint64_t)base->size * 8 - used_bits(base));
}

void part_map(struct text *text, const struct model_class *class)
{
    const bool is_drawn = class->size <= DRAWN_MOST_BYTES && class->slot_count <= DRAWN_MOST_SLOTS;
    text_strings(text, "/*\n * ", class->c_name, ": ", NULL);
    text_uint(text, class->size);
    text_string(text, class->size == 1 ? " byte, " : " bytes, ");
    text_uint(text, used_bits(class));
    text_string(text, used_bits(class) == 1 ? " bit used, " : " bits used, ");
    text_uint(text, (uint64_t) class->size * 8 - used_bits(class));
    text_string(text, " spare.\n");
    if (class->base != NULL) {
        text_string(text, " * Its first ");
        if (class->base->size > 1) text_uint(text, class->base->size);
        text_strings(text, class->base->size > 1 ? " bytes are" : "byte is", " its base, ", class->base->c_name, ".\n",
                     NULL);
    }
    if (class->has_units) text_string(text, " * Units are words in the host's byte order.\n");
    if (class->doc[0] != '\0') {
        text_string(text, " *\n");
        part_doc_lines(text, class->doc, " *");
    }
    if (class->slot_count > 0) text_string(text, " *\n");
    append_rows(text, class, is_drawn);
    append_reserved(text, class);
    if (is_drawn && class->slot_count > 0) append_drawing(text, class);
    text_string(text, " */\n");
}
