/* SPDX-License-Identifier: MIT */
/* Advice about single slots; see advising.h. */
#include "report/advising.h"
#include "report/print.h"

enum {
    FEW_OF = 64,      /* values beyond a power of two are few where they are not more than one in so many */
    LEAST_VALUES = 5, /* of a range that is advised to do with one less */
    LEAST_MEMBERS = 9 /* likewise of an enum */
};

/* The type of a slot of the copy, as a schema would say it. */
static void say_range(struct advising *advising, const struct model_type *type, bool optional)
{
    char low[48];
    char high[48];
    if (type->kind == TYPE_STEPS) {
        struct ratio distance;
        struct ratio end = type->scale.low;
        if (ratio_multiply(type->scale.step, ratio_from_uint(type->high.bits - type->low.bits), &distance) == NUMBER_OK)
            ratio_add(end, distance, &end);
        text_strings(&advising->text, ratio_print(type->scale.low, low), "..", ratio_print(end, high), NULL);
        text_strings(&advising->text, " step ", ratio_print(type->scale.step, low), NULL);
    } else {
        text_strings(&advising->text, integer_print(type->low, low), "..", integer_print(type->high, high), NULL);
        if (type->step > 1)
            text_strings(&advising->text, " step ", integer_print(integer_from_uint(type->step), low), NULL);
    }
    if (optional) say(advising, " ?");
}

/* ---- Bounds that cost a bit ---- */

/* Codes that would have to go for a bit less: 0 where that is none of the slot's bounds' affair. */
static uint64_t codes_over(const struct model_slot *slot)
{
    const bool whole = slot->own_dims > 0 && slot->optional;
    if (slot->encoding.presence_bit && !whole) return 1;
    if (slot->encoding.width < 2) return 0;
    return slot->encoding.codes - model_mask(slot->encoding.width - 1);
}

/* So many values less at the upper end. */
static bool shrink(struct advising *advising, struct model_slot *slot, uint64_t codes)
{
    struct model_type *type = &slot->type;
    const uint64_t values = type->high.bits - type->low.bits;
    switch (type->kind) {
    case TYPE_INT:
        if (values / type->step < codes + LEAST_VALUES - 1) return false;
        type->high.bits -= codes * type->step;
        type->high.negative = type->low.negative && (int64_t)type->high.bits < 0;
        break;
    case TYPE_STEPS:
        if (values < codes + LEAST_VALUES - 1) return false;
        type->high.bits -= codes;
        type->high.negative = (int64_t)type->high.bits < 0;
        break;
    case TYPE_ENUM: {
        struct model_enum *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->enumeration;
        if (smaller->count < LEAST_MEMBERS || codes != 1) return false;
        smaller->count--; /* the highest of `sorted` */
        type->enumeration = smaller;
        break;
    }
    case TYPE_SYMBOL: {
        struct model_symbols *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->symbols;
        if (smaller->capacity < codes + LEAST_VALUES) return false;
        smaller->capacity -= (uint32_t)codes;
        type->symbols = smaller;
        break;
    }
    case TYPE_REF: {
        struct model_class *smaller = arena_alloc(advising->arena, sizeof *smaller);
        *smaller = *type->class;
        if (smaller->pool_capacity < codes + LEAST_VALUES) return false;
        smaller->pool_capacity -= (uint32_t)codes;
        type->class = smaller;
        break;
    }
    default: return false;
    }
    encode_slot(slot);
    return true;
}

static void say_values_over(struct advising *advising, const struct model_slot *slot, const struct model_slot *now,
                            uint64_t codes)
{
    struct text *text = &advising->text;
    const bool optional = slot->optional || slot->element_optional;
    const unsigned bits = slot->encoding.width + (slot->encoding.presence_bit ? 1 : 0);
    text_strings(text, slot->name, ": ", NULL);
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) {
        say_range(advising, &slot->type, optional);
    } else if (slot->type.kind == TYPE_ENUM) {
        text_strings(text, "enum ", slot->type.enumeration->full_name, optional ? " ?" : "", NULL);
    } else {
        const bool is_symbol = slot->type.kind == TYPE_SYMBOL;
        text_strings(text, "the capacity ", NULL);
        print_grouped(text, is_symbol ? slot->type.symbols->capacity : slot->type.class->pool_capacity);
        text_strings(text, " of ", is_symbol ? slot->type.symbols->full_name : slot->type.class->full_name, NULL);
    }
    text_string(text, " takes its bit ");
    text_uint(text, bits);
    text_string(text, " for ");
    print_count(text, codes, "value");
    text_string(text, "; ");
    if (slot->type.kind == TYPE_INT || slot->type.kind == TYPE_STEPS) {
        say_range(advising, &now->type, optional);
    } else if (slot->type.kind == TYPE_ENUM) {
        text_string(text, "one member less");
    } else {
        print_grouped(text,
                      slot->type.kind == TYPE_SYMBOL ? now->type.symbols->capacity : now->type.class->pool_capacity);
    }
    text_string(text, " would do with ");
    text_uint(text, bits - 1);
}

/*
 * Ranges, enums and capacities a few values beyond a power of two, and optional ones that fill theirs. Whether there
 * was something to say.
 */
bool advise_bounds(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    const uint64_t codes = codes_over(slot);
    if (codes == 0 || (codes > 1 && codes > slot->encoding.codes / FEW_OF)) return false;
    if (trial->class->layout == MODEL_DENSE || !trial_is_own(trial, index) || !trial_reset(trial)) return false;
    if (!shrink(advising, &trial->copy.slots[index], codes)) return false;
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0) return false;
    say_values_over(advising, slot, &trial->copy.slots[index], codes);
    advise(advising, codes == 1 ? "one-value-over" : "few-values-over", slot, saving);
    return true;
}

/* ---- Presence, and classes ---- */

/* Optional slots that there are: those that pay, one by one. */
void advise_optional(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    if (!slot->optional || slot->tells != NULL || !trial_is_own(trial, index)) return;
    if (!trial_reset(trial)) return;
    const struct saving saving = trial_set_optional(trial, index, false);
    if (saving.bits <= 0) return;
    text_strings(&advising->text, slot->name, ": its ? costs ", NULL);
    print_count(&advising->text, (uint64_t)saving.bits, "bit");
    say(advising,
        slot->encoding.presence_bit ? ", as every code is a value" : ", as unset is one code more than its bits have");
    advise(advising, "paid-optional", slot, saving);
}

/* Classes by value that would take fewer bits inline. */
void advise_inline(struct advising *advising, size_t index)
{
    struct trial *trial = &advising->trial;
    const struct model_slot *slot = &trial->class->slots[index];
    if (slot->type.kind != TYPE_CLASS || !trial_is_own(trial, index) || !trial_reset(trial)) return;
    if (!trial_make_inline(trial, index)) return;
    const struct saving saving = trial_measure(trial);
    if (saving.bits <= 0) return;
    text_strings(&advising->text, slot->name, ": inline ", slot->type.class->full_name,
                 " would pack its bits among the others, and have no address", NULL);
    advise(advising, "inline", slot, saving);
}
