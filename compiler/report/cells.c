/* SPDX-License-Identifier: MIT */
/* What tables say of the slots: cells as strings; see report.h. */
#include "emit/parts.h"
#include "model/extents.h"
#include "report/facts.h"

#include <ctype.h>
#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* What is in the text, kept; the text is empty again. */
static const char *keep(struct arena *arena, struct text *text)
{
    const char *kept = arena_copy(arena, text_chars(text), text->length);
    text_clear(text);
    return kept;
}

/* ---- Letters ---- */

static bool is_free(const bool *taken, char letter)
{
    return strchr(letters, letter) != NULL && !taken[(unsigned char)letter];
}

/* One of the name's own where one is free, its first before all others: of the last part of a path. */
static char letter_for(const char *name, bool *taken, size_t index)
{
    const char *last = strrchr(name, '.');
    if (last != NULL) name = last + 1;
    for (const char *c = name; *c != '\0'; c++) {
        const char lower = (char)tolower((unsigned char)*c);
        const char upper = (char)toupper((unsigned char)*c);
        if (*c == '_') continue;
        if (is_free(taken, lower)) return lower;
        if (c == name && is_free(taken, upper)) return upper;
    }
    for (const char *c = letters; *c != '\0'; c++) {
        if (is_free(taken, *c)) return *c;
    }
    return letters[index % (sizeof letters - 1)]; /* more slots than letters: neighbours differ */
}

/* Digits of one number share a digit as their letter: 1..9, then 1 again. Their parts follow one another. */
static void letter_digits(struct report_class *out)
{
    unsigned groups = 0;
    const struct report_part *last = NULL;
    for (size_t i = 0; i < out->part_count; i++) {
        const struct report_part *part = &out->parts[i];
        if (part->kind != PART_GROUP) continue;
        if (last != NULL && (part->bit != last->bit || part->lane != last->lane)) groups++;
        if (out->rows[part->index].letter[0] == '\0') out->rows[part->index].letter[0] = (char)('1' + groups % 9);
        last = part;
    }
}

static void letter_rows(struct report_class *out)
{
    const struct model_class *class = out->class;
    bool taken[256] = {false};
    letter_digits(out);
    for (size_t i = 0; i < class->slot_count; i++) {
        char *letter = &out->rows[i].letter[0];
        if (*letter == '\0') *letter = letter_for(class->slots[i].name, taken, i);
        taken[(unsigned char)*letter] = true;
    }
}

/* ---- Cells ---- */

static void append_bits(struct text *text, const struct model_slot *slot)
{
    const uint64_t count = extents_own_elements(slot);
    const unsigned unit = model_unit(slot);
    if (slot->place.group_bits > 0) {
        text_string(text, "digit of ");
        text_uint(text, slot->place.group_bits);
    } else if (unit > slot->encoding.width) {
        text_uint(text, slot->encoding.width * count);
        text_string(text, " of ");
        text_uint(text, unit * count);
    } else {
        text_uint(text, extents_element(slot).bits * count);
    }
    if (!slot->encoding.presence_bit) return;
    text_string(text, " + ");
    text_uint(text, slot->element_optional ? count : 1);
}

static void append_byte_bit(struct text *text, uint64_t bit)
{
    text_uint(text, bit / 8);
    text_string(text, ".");
    text_uint(text, bit % 8);
}

/* Elements of an array of the slot's own lie side by side; those of inline arrays, and their bits, do not. */
static bool is_apart(const struct model_slot *slot, size_t dim)
{
    const uint64_t run = extents_element(slot).bits * extents_own_elements(slot);
    const uint32_t stride = slot->dims[dim].stride;
    if (slot->dims[dim].count < 2) return false;
    if (slot->tells != NULL || dim < slot->dim_count - slot->own_dims) return true;
    return stride > run || run % stride != 0;
}

/* "1.2", "1.2, 3 x +23": dimensions, the outermost first, in whose order elements go on at one distance are one. */
static void append_place(struct text *text, const struct model_slot *slot)
{
    if (extents_element(slot).bits == 0) return;
    append_byte_bit(text, slot->place.bit);
    for (size_t i = 0; i < slot->dim_count; i++) {
        if (!is_apart(slot, i)) continue;
        uint64_t count = slot->dims[i].count;
        for (; i + 1 < slot->dim_count && is_apart(slot, i + 1); i++) {
            const struct model_dim *next = &slot->dims[i + 1];
            if (slot->dims[i].stride != (uint64_t)next->count * next->stride) break;
            count *= next->count;
        }
        text_string(text, ", ");
        text_uint(text, count);
        text_string(text, " x +");
        text_uint(text, slot->dims[i].stride);
    }
}

static void append_window(struct text *text, const struct model_slot *slot)
{
    const struct place *place = &slot->place;
    if (model_is_blob(slot->type.kind) || slot->encoding.width == 0) return;
    if (slot->dim_count > 0) {
        if (place->window_bytes == 0) return;
        text_uint(text, place->window_bytes);
        text_string(text, " each");
        return;
    }
    text_uint(text, place->window);
    if (place->window_bytes < 2) return;
    text_string(text, "..");
    text_uint(text, (uint64_t)place->window + place->window_bytes - 1);
}

/* Kinds whose codes are numbers that mean values one by one. */
static bool is_counted(enum model_type_kind kind)
{
    return kind == TYPE_INT || kind == TYPE_STEPS || kind == TYPE_BOOL || kind == TYPE_ENUM || kind == TYPE_SYMBOL ||
           kind == TYPE_REF;
}

static void append_codes(struct text *text, const struct model_slot *slot)
{
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    if (!is_counted(slot->type.kind)) return;
    text_uint(text, first);
    if (slot->encoding.codes == first) return;
    text_string(text, "..");
    text_uint(text, slot->encoding.codes);
}

static void append_unset(struct text *text, const struct model_slot *slot)
{
    const enum model_type_kind kind = slot->type.kind;
    if (kind == TYPE_SYMBOL || kind == TYPE_REF || kind == TYPE_POINTER) text_string(text, "null: 0");
    else if (slot->encoding.niche && slot->tells == NULL) text_string(text, "code 0");
    else if (slot->encoding.niche) text_string(text, kind == TYPE_GROUP ? "code 0" : "none: 0");
    if (!slot->encoding.presence_bit) return;
    text_string(text, slot->element_optional ? "bits " : "bit ");
    append_byte_bit(text, slot->place.presence);
}

/* "code * step + low", without what changes nothing; unset is code 0, so that values begin a step later. */
static void append_scaled(struct text *text, struct ratio low, struct ratio step, bool niche)
{
    char buffer[48];
    struct ratio bias = low;
    if (niche && ratio_subtract(low, step, &bias) != NUMBER_OK) {
        text_strings(text, "(code - 1)", NULL);
        bias = low;
    } else {
        text_string(text, "code");
    }
    if (step.numerator != 1 || step.denominator != 1) {
        const bool is_fraction = strchr(ratio_print(step, buffer), '/') != NULL;
        text_strings(text, is_fraction ? " * (" : " * ", buffer, is_fraction ? ")" : "", NULL);
    }
    if (bias.numerator == 0) return;
    text_string(text, bias.negative ? " - " : " + ");
    bias.negative = false;
    text_string(text, ratio_print(bias, buffer));
}

static struct ratio ratio_of(struct integer value)
{
    return (struct ratio){value.negative ? 0 - value.bits : value.bits, 1, value.negative};
}

static void append_value(struct text *text, const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    const bool niche = slot->encoding.niche;
    if (slot->encoding.width == 0 && !model_is_blob(type->kind)) {
        append_codes(text, slot);
        text_clear(text);
        if (type->kind == TYPE_INT) text_string(text, "always the same");
        return;
    }
    switch (type->kind) {
    case TYPE_INT:
        append_scaled(text, ratio_of(type->low), ratio_from_uint(type->step > 1 ? type->step : 1), niche);
        break;
    case TYPE_STEPS: append_scaled(text, type->scale.low, type->scale.step, niche); break;
    case TYPE_ENUM:
        if (slot->tells != NULL && slot->tells->kind == CHOICE_ONEOF)
            text_string(text, niche ? "arm[code - 1]" : "arm[code]");
        else if (slot->encoding.ordinal) text_string(text, niche ? "member[code - 1]" : "member[code]");
        else
            append_scaled(text, ratio_of(integer_from_int(type->enumeration->sorted[0]->value)), ratio_from_uint(1),
                          niche);
        break;
    case TYPE_BOOL:
        if (niche) text_string(text, "code - 1");
        break;
    case TYPE_FLAGS: text_string(text, "a bit each"); break;
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: text_string(text, "IEEE 754"); break;
    case TYPE_SYMBOL: text_string(text, "id"); break;
    case TYPE_REF: text_string(text, "handle"); break;
    case TYPE_POINTER:
        text_string(text, type->pointer_shift == 0 ? "address" : "address code * ");
        if (type->pointer_shift == 0) break;
        text_uint(text, UINT64_C(1) << type->pointer_shift);
        break;
    case TYPE_ANY: text_string(text, "a box"); break;
    case TYPE_GROUP:
    case TYPE_TEXT:
    case TYPE_BYTES:
    case TYPE_CLASS: break;
    }
}

static void append_when(struct text *text, const struct model_class *class, const struct model_slot *slot)
{
    const struct model_arm *arm = slot->arm;
    if (arm == NULL) return;
    const char *tag = class->slots[arm->choice->tag].name;
    if (arm->member != NULL) text_strings(text, tag, " is ", arm->member->name, NULL);
    else text_strings(text, tag, " is set", NULL);
}

void facts_rows(struct arena *arena, struct report_class *out)
{
    const struct model_class *class = out->class;
    struct text text = {0};
    out->rows = arena_array(arena, class->slot_count, sizeof *out->rows);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        struct report_row *row = &out->rows[i];
        row->name = slot->name;
        append_bits(&text, slot);
        row->bits = keep(arena, &text);
        append_place(&text, slot);
        row->place = keep(arena, &text);
        append_window(&text, slot);
        row->window = keep(arena, &text);
        append_codes(&text, slot);
        row->codes = keep(arena, &text);
        append_unset(&text, slot);
        row->unset = keep(arena, &text);
        append_value(&text, slot);
        row->value = keep(arena, &text);
        part_type(&text, slot);
        row->type = keep(arena, &text);
        append_when(&text, class, slot);
        row->when = keep(arena, &text);
    }
    letter_rows(out);
    text_free(&text);
}
