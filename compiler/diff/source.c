/* SPDX-License-Identifier: MIT */
/*
 * What a program sees of a slot: its type, the values that it takes, its presence, its default, its accessors.
 *
 * A change is a break where a program that was right may not compile any more, may be refused what was taken, or meets
 * a state that was not there. Values that are added break nothing: they come up only where somebody sets them.
 */
#include "diff/parts.h"

#include "emit/expr.h"

#include <string.h>

static void compare_types(struct diff_sink *sink, enum diff_effect effect, const char *what,
                          const struct model_slot *old, const struct model_slot *new)
{
    struct text before = {0};
    struct text after = {0};
    describe_type(&before, old);
    describe_type(&after, new);
    sink_add(sink, effect, what, text_chars(&before), text_chars(&after));
    text_free(&before);
    text_free(&after);
}

/* ---- Values ---- */

static uint64_t step_of(const struct model_type *type)
{
    return type->step > 1 ? type->step : 1;
}

static bool is_single(const struct model_type *type)
{
    return integer_compare(type->low, type->high) == 0;
}

/* Whether every value of one range is one of the other. */
static bool has_values(const struct model_type *range, const struct model_type *of)
{
    if (integer_compare(of->low, range->low) < 0 || integer_compare(of->high, range->high) > 0) return false;
    const uint64_t step = step_of(range);
    return (of->low.bits - range->low.bits) % step == 0 && (is_single(of) || step_of(of) % step == 0);
}

static void compare_ranges(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    const bool keeps = has_values(&new->type, &old->type);
    const bool adds = !has_values(&old->type, &new->type);
    if (keeps && !adds) return;
    compare_types(sink, keeps ? DIFF_NOTE : DIFF_BREAK, keeps ? "widened" : adds ? "range" : "narrowed", old, new);
}

/* Counts of steps must go on meaning the same values; then their range is one like others. */
static void compare_steps(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    const bool same = old->type.scale.offset == new->type.scale.offset &&
                      old->type.scale.factor == new->type.scale.factor &&
                      old->type.scale.divisor == new->type.scale.divisor;
    if (same) compare_ranges(sink, old, new);
    else compare_types(sink, DIFF_BREAK, "steps", old, new);
}

static void compare_values(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    switch (old->type.kind) {
    case TYPE_INT: compare_ranges(sink, old, new); break;
    case TYPE_STEPS: compare_steps(sink, old, new); break;
    case TYPE_SYMBOL:
        sink_capacity(sink, "ids up to #", old->type.symbols->capacity, new->type.symbols->capacity);
        break;
    case TYPE_REF:
        sink_capacity(sink, "handles up to #", model_highest_ref(old->type.class), model_highest_ref(new->type.class));
        break;
    case TYPE_POINTER:
        if (old->type.pointer_shift != new->type.pointer_shift)
            compare_types(sink, old->type.pointer_shift > new->type.pointer_shift ? DIFF_NOTE : DIFF_BREAK, "align",
                          old, new);
        break;
    case TYPE_TEXT: sink_capacity(sink, "up to # bytes", old->type.bytes, new->type.bytes); break;
    default: break;
    }
}

/* The declaration that a type names: "" for what is built in. */
static const char *named_by(const struct model_type *type)
{
    if (type->enumeration != NULL) return type->enumeration->full_name;
    if (type->symbols != NULL) return type->symbols->full_name;
    return type->class != NULL ? type->class->full_name : "";
}

/* Whether it is another type altogether, which is said; nothing else is worth comparing then. */
static bool is_other_type(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    const struct model_type *type = &old->type;
    const bool is_same = type->kind == new->type.kind &&strcmp(named_by(type), named_by(&new->type)) == 0 &&
                         (type->kind != TYPE_BYTES || type->bytes == new->type.bytes);
    if (is_same && (type->kind != TYPE_POINTER || strcmp(type->pointer_type, new->type.pointer_type) == 0))
        return false;
    compare_types(sink, DIFF_BREAK, "type", old, new);
    return true;
}

void source_type(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    if (is_other_type(sink, old, new)) return;
    compare_values(sink, old, new);
    sink_compare(sink, DIFF_BREAK, "C type", expr_value_type(old), expr_value_type(new));
    char before[24];
    char after[24];
    sink_compare(sink, DIFF_BREAK, "unset value", old->has_sentinel ? integer_print(old->sentinel, before) : "none",
                 new->has_sentinel ? integer_print(new->sentinel, after) : "none");
}

/* ---- Presence and place among others ---- */

static const char *presence_of(const struct model_slot *slot)
{
    if (slot->tells != NULL && slot->tells->optional) return "optional";
    if (slot->element_optional) return "optional elements";
    return slot->optional ? "optional" : "required";
}

static void compare_dims(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    struct text before = {0};
    struct text after = {0};
    for (size_t i = 0; i < old->dim_count; i++) {
        text_string(&before, i == 0 ? "" : " by ");
        text_uint(&before, old->dims[i].count);
    }
    for (size_t i = 0; i < new->dim_count; i++) {
        text_string(&after, i == 0 ? "" : " by ");
        text_uint(&after, new->dims[i].count);
    }
    sink_compare(sink, DIFF_BREAK, "elements", old->dim_count == 0 ? "no array" : text_chars(&before),
                 new->dim_count == 0 ? "no array" : text_chars(&after));
    text_free(&before);
    text_free(&after);
}

/* "origin.buy", or where it lies else. */
static const char *arm_of(struct diff_sink *sink, const struct model_slot *slot)
{
    const struct model_arm *arm = slot->arm;
    if (arm == NULL) return slot->overlay > 0 ? "an overlay" : "always there";
    if (arm->member == NULL) return arm->choice->name;
    return arena_join(sink->arena, arm->choice->name, ".", arm->member->name, arm->is_group ? " {}" : "", NULL);
}

static const char *own_tag(const struct model_slot *slot)
{
    if (slot->tells == NULL || slot->tells->kind == CHOICE_GROUP) return "none";
    return slot->tells->name;
}

/* The arms of a oneof that has a tag of its own. Their order is no one's concern: programs name them. */
static void compare_arms(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    if (old->tells == NULL || old->tells->kind != CHOICE_ONEOF || new->tells == NULL) return;
    members_compare(sink, old->type.enumeration, new->type.enumeration, true);
}

void source_slot(struct diff_sink *sink, const struct model_slot *old, const struct model_slot *new)
{
    sink_compare(sink, DIFF_BREAK, "C name", old->c_name, new->c_name);
    source_type(sink, old, new);
    compare_dims(sink, old, new);
    sink_compare(sink, DIFF_BREAK, "presence", presence_of(old), presence_of(new));
    sink_compare(sink, DIFF_BREAK, "lives", arm_of(sink, old), arm_of(sink, new));
    sink_compare(sink, DIFF_BREAK, "tells", own_tag(old), own_tag(new));
    compare_arms(sink, old, new);
    sink_flag(sink, "public", !old->is_private, !new->is_private);
    sink_flag(sink, "can be set", !old->is_read_only, !new->is_read_only);
    sink_flag(sink, "counter", old->is_counter, new->is_counter);
    sink_flag(sink, "own", old->is_own, new->is_own);
    if (describe_same_default(old, new)) return;
    struct text before = {0};
    struct text after = {0};
    describe_default(&before, old);
    describe_default(&after, new);
    /* Where make has a parameter more or less for it, that is said of the class. */
    sink_add(sink, DIFF_NOTE, "default", text_chars(&before), text_chars(&after));
    text_free(&before);
    text_free(&after);
}
