/* SPDX-License-Identifier: MIT */
/*
 * C expressions for loads and stores of codes; see expr.h.
 *
 * A single slot is read by the window that the layout chose. Elements lie at bits that are computed, but where they are
 * whole bytes, words of 8, 16, 32 or 64 bits, they are read as such.
 */
#include "emit/expr.h"

unsigned expr_word_bits(const struct model_slot *slot)
{
    const unsigned width = model_bits(slot, &slot->place);
    if (model_unit(slot) > 0) return model_unit(slot);
    if (width != 8 && width != 16 && width != 32 && width != 64) return 0;
    if (slot->place.bit % 8 != 0) return 0;
    for (size_t i = 0; i < slot->dim_count; i++) {
        if (slot->dims[i].stride % 8 != 0) return 0;
    }
    return width;
}

bool expr_is_wide(const struct model_slot *slot)
{
    if (model_unit(slot) > 0) return model_unit(slot) == 64;
    if (slot->dim_count == 0 && slot->place.group_bits > 0) return slot->place.group_bits > 32;
    if (slot->dim_count == 0) return slot->place.window_bytes > 4;
    const unsigned word = expr_word_bits(slot);
    return slot->encoding.width > 0 && (word == 0 || word == 64);
}

/*
 * "slot_load_element(self->bytes + 3, i * 7, 7, 4" where the elements have a word, "slot_load_ending" where that ends
 * with them, and where they have none "slot_load_bits(self->bytes, sizeof self->bytes, 24 + i * 7, 7"
 */
static void append_element(struct text *text, const struct model_slot *slot, const char *verb)
{
    const struct place *place = &slot->place;
    const bool has_word = place->window_bytes > 0;
    const bool is_cell = model_has_rows(slot->dims, slot->dim_count);
    const unsigned width = model_bits(slot, place);
    const uint32_t bit = place->bit + (place->window_ends ? width - 1 : 0); /* that finds the word */
    uint32_t begin = bit / 8 * 8;
    text_strings(text, "slot_", verb, !has_word ? "_bits(" : place->window_ends ? "_ending(" : "_element(", NULL);
    if (has_word || is_cell) expr_base(text, slot, false);
    const uint32_t word = begin / 8 - (place->window_ends ? place->window_bytes - 1 : 0);
    if (is_cell) {
        begin = 0;
        if (!has_word) text_string(text, ", SIZE_MAX"); /* there is room behind every block */
    } else if (!has_word) {
        begin = expr_reach(text, place->reach);
    } else if (word > 0) {
        text_string(text, " + ");
        text_uint(text, word);
    }
    text_string(text, ", ");
    expr_place(text, bit - begin, slot->dims, slot->dim_count, false, false);
    text_string(text, ", ");
    text_uint(text, width);
    if (!has_word) return;
    text_string(text, ", ");
    text_uint(text, place->window_bytes);
}

/* "slot_load16" or "slot_load_host16": the function for words of elements, or for units. */
static void append_word_function(struct text *text, const struct model_slot *slot, const char *verb, unsigned word)
{
    text_strings(text, "slot_", verb, model_unit(slot) > 8 ? "_host" : "", NULL);
    text_uint(text, word);
}

/* Above the code of a unit are zeros, but in an overlay other arms may have bits there: those are masked, and stay. */
static bool is_unit_of_others(const struct model_slot *slot, unsigned word)
{
    return slot->overlay > 0 && model_bits(slot, &slot->place) < word;
}

/* "slot_load_host16(self->bytes + 4)" */
static void load_word(struct text *text, const struct model_slot *slot, unsigned word)
{
    append_word_function(text, slot, "load", word);
    text_string(text, "(");
    expr_bytes(text, "self->bytes", slot);
    text_string(text, ")");
}

static void load_element(struct text *text, const struct model_slot *slot)
{
    const unsigned word = expr_word_bits(slot);
    if (word > 0) {
        load_word(text, slot, word);
        if (!is_unit_of_others(slot, word)) return;
        text_string(text, " & ");
        expr_mask(text, model_mask(model_bits(slot, &slot->place)));
        return;
    }
    append_element(text, slot, "load");
    text_string(text, ")");
}

/* `code` stands for the code, or for the number that it becomes a digit of. */
static void store_element(struct text *text, const struct model_slot *slot, const char *code)
{
    const unsigned word = expr_word_bits(slot);
    if (word > 0) {
        const uint64_t mask = model_mask(model_bits(slot, &slot->place));
        append_word_function(text, slot, "store", word);
        text_string(text, "(");
        expr_bytes(text, "self->bytes", slot);
        text_string(text, ", ");
        if (is_unit_of_others(slot, word)) {
            text_string(text, "(");
            load_word(text, slot, word);
            text_string(text, " & ");
            expr_mask(text, model_mask(word) & ~mask);
            text_strings(text, ") | (", code, " & ", NULL);
            expr_mask(text, mask);
            text_string(text, "))");
        } else {
            text_strings(text, code, ")", NULL);
        }
        return;
    }
    append_element(text, slot, "store");
    text_strings(text, ", ", code, ")", NULL);
}

void expr_store_code(struct text *text, const struct model_slot *slot, const char *code)
{
    const unsigned word = expr_word_bits(slot);
    struct text narrow = {0};
    text_strings(&narrow, "SLOT_CAST(uint32_t, ", code, ")", NULL);
    store_element(text, slot, word > 0 && word < 64 ? text_chars(&narrow) : code);
    text_free(&narrow);
}

/* "slot_load32(self->bytes + 3": the verb applied to the slot's window. */
static void open_window(struct text *text, const char *verb, const struct place *place)
{
    text_strings(text, "slot_", verb, NULL);
    text_uint(text, place->window_bytes * 8);
    text_string(text, "(self->bytes");
    if (place->window == 0) return;
    text_string(text, " + ");
    text_uint(text, place->window);
}

/* "(slot_load32(self->bytes + 3) & 0xfc07ffffu) | ": the window without some bits of it, to which others are added. */
static void append_others(struct text *text, const struct place *place, unsigned shift, unsigned width)
{
    text_string(text, "(");
    open_window(text, "load", place);
    text_string(text, ") & ");
    expr_mask(text, model_mask(place->window_bytes * 8) & ~(model_mask(width) << shift));
    text_string(text, ") | ");
}

/* The bits at the slot's place, of which there are some: its code, or the number that it is a digit of. */
static void load_bits(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = model_bits(slot, place);
    if (model_is_member(slot)) {
        text_strings(text, "self->members.", slot->member, NULL);
        return;
    }
    if (slot->dim_count > 0 || model_unit(slot) > 0) {
        load_element(text, slot);
        return;
    }
    const unsigned shift = place->bit - place->window * 8;
    unsigned bits_above = place->window_bytes * 8 - shift - width;
    open_window(text, "load", place);
    if (place->window_bytes == 9) {
        text_string(text, ", ");
        text_uint(text, shift);
        bits_above = 64 - width;
    }
    text_string(text, ")");
    if (shift > 0 && place->window_bytes < 9) {
        text_string(text, " >> ");
        text_uint(text, shift);
    }
    if (bits_above > 0) {
        text_string(text, " & ");
        expr_mask(text, model_mask(width));
    }
}

/* The number that a slot is a digit of, as a uint32_t where that holds it and the slot has no dimensions. */
static void load_number(struct text *text, const struct model_slot *slot)
{
    const bool is_cut = slot->dim_count == 0 && slot->place.window_bytes > 4 && !expr_is_wide(slot);
    if (is_cut) text_string(text, "SLOT_CAST(uint32_t, ");
    load_bits(text, slot);
    if (is_cut) text_string(text, ")");
}

void expr_load(struct text *text, const struct model_slot *slot)
{
    if (slot->encoding.width == 0) {
        text_string(text, "0u");
    } else if (slot->place.group_bits == 0) {
        load_bits(text, slot);
    } else {
        struct text number = {0};
        load_number(&number, slot);
        expr_digit(text, slot, text_chars(&number));
        text_free(&number);
    }
}

/* The number anew into its window. */
static void store_number(struct text *text, const struct model_slot *slot, unsigned shift, const char *changed)
{
    const struct place *place = &slot->place;
    open_window(text, "store", place);
    text_string(text, ", ");
    if (place->window_bytes == 9) {
        text_uint(text, shift);
        text_string(text, ", ");
        text_uint(text, place->group_bits);
        text_strings(text, ", ", changed, ")", NULL);
        return;
    }
    append_others(text, place, shift, place->group_bits);
    text_strings(text, place->window_bytes > 4 ? "SLOT_CAST(uint64_t, " : "(", changed, ") << ", NULL);
    text_uint(text, shift);
    text_string(text, ")");
}

/* What changes is added to the word that holds the number, which stays below its bound and so within its bits. */
static void add_to_number(struct text *text, const struct model_slot *slot, unsigned shift)
{
    const struct place *place = &slot->place;
    open_window(text, "store", place);
    text_string(text, ", ");
    open_window(text, "load", place);
    text_string(text, ") + change");
    if (place->weight << shift > 1) text_string(text, " * ");
    if (place->weight << shift > 1) expr_unsigned(text, place->weight << shift);
    text_string(text, ")");
}

/*
 * Stores a digit: the number, how much less its digit is than the code (modulo the type), and the store. The bits of an
 * overlay may be any; the number is one below its bound there too before it changes.
 */
static void store_digit(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned shift = place->bit - place->window * 8;
    const bool is_anew = slot->dim_count > 0 || slot->overlay > 0 || place->window_bytes == 9;
    const bool is_wide = expr_is_wide(slot);
    const bool is_cast = !is_wide && !is_anew && place->window_bytes > 4;
    struct text scratch = {0};
    load_number(&scratch, slot);
    text_strings(text, "const ", is_wide ? "uint64_t" : "uint32_t", " number = ", NULL);
    if (slot->overlay > 0) expr_primary(text, text_chars(&scratch));
    else text_string(text, text_chars(&scratch));
    if (slot->overlay > 0) text_string(text, " % ");
    if (slot->overlay > 0) expr_unsigned(text, place->group_codes);
    text_strings(text, ";\n    const ", is_wide || is_cast ? "uint64_t" : "uint32_t", " change = ", NULL);
    expr_digit_change(text, slot, is_cast);
    text_string(text, ";\n    ");
    text_clear(&scratch);
    text_string(&scratch, "number + ");
    expr_digit_term(&scratch, slot, "change");
    if (slot->dim_count > 0) store_element(text, slot, text_chars(&scratch));
    else if (is_anew) store_number(text, slot, shift, text_chars(&scratch));
    else add_to_number(text, slot, shift);
    text_free(&scratch);
}

/* "(code & 0x3fu) << 5"; the mask falls away where the store drops the bits above. */
static void append_shifted_code(struct text *text, unsigned width, unsigned shift, bool at_top)
{
    if (at_top) {
        text_string(text, "code");
    } else {
        text_string(text, "(code & ");
        expr_mask(text, model_mask(width));
        text_string(text, ")");
    }
    if (shift == 0) return;
    text_string(text, " << ");
    text_uint(text, shift);
}

/*
 * "self->bytes[3] = SLOT_CAST(unsigned char, ...)": a byte is stored as such, which compilers do with fewer
 * instructions.
 */
static void append_byte_store(struct text *text, const struct model_slot *slot, unsigned shift)
{
    const unsigned width = slot->encoding.width;
    text_string(text, "self->bytes[");
    text_uint(text, slot->place.window);
    text_string(text, "] = SLOT_CAST(unsigned char, ");
    if (width < 8) {
        append_others(text, &slot->place, shift, width);
        append_shifted_code(text, width, shift, shift + width == 8);
    } else {
        text_string(text, "code");
    }
    text_string(text, ")");
}

void expr_store(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    const unsigned width = slot->encoding.width;
    if (width == 0) return;
    if (place->group_bits > 0) {
        store_digit(text, slot);
        return;
    }
    if (model_is_member(slot)) {
        const bool is_cut = model_unit(slot) < 32;
        text_strings(text, "self->members.", slot->member, " = ", NULL);
        if (is_cut) text_strings(text, "SLOT_CAST(", expr_unit_type(slot), ", ", NULL);
        text_string(text, is_cut ? "code)" : "code");
        return;
    }
    if (slot->dim_count > 0 || model_unit(slot) > 0) {
        store_element(text, slot, "code");
        return;
    }
    const unsigned shift = place->bit - place->window * 8;
    const unsigned window_bits = place->window_bytes * 8;
    if (place->window_bytes == 1) {
        append_byte_store(text, slot, shift);
        return;
    }
    open_window(text, "store", place);
    text_string(text, ", ");
    if (place->window_bytes == 9) {
        text_uint(text, shift);
        text_string(text, ", ");
        text_uint(text, width);
        text_string(text, ", code");
    } else if (width == window_bits) {
        text_string(text, "code");
    } else {
        append_others(text, place, shift, width);
        append_shifted_code(text, width, shift, shift + width == window_bits);
    }
    text_string(text, ")");
}
