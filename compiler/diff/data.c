/* SPDX-License-Identifier: MIT */
/*
 * What stored bytes say: whether each value that the old slot may have is the same code in the same bits of the new
 * one.
 *
 * Bits that nobody had are zero in every old instance, and zeros are a valid state of every slot, so that what was
 * added in them harms nothing. Nor does a code that has more bits now, above those that it had: where all other slots
 * stay in their places too, nobody can have had them, but for another arm of an overlay.
 */
#include "diff/parts.h"

#include <string.h>

static bool same_dims(const struct model_slot *old, const struct model_slot *new)
{
    if (old->dim_count != new->dim_count) return false;
    for (size_t i = 0; i < old->dim_count; i++) {
        const struct model_dim *before = &old->dims[i];
        const struct model_dim *after = &new->dims[i];
        if (before->count != after->count || before->stride != after->stride ||
            (old->encoding.presence_bit && before->presence_stride != after->presence_stride))
            return false;
    }
    return true;
}

/* TEXT, BYTES, CLASS: how many bytes an element has. */
static uint32_t blob_bytes(const struct model_type *type)
{
    if (!model_is_blob(type->kind)) return 0;
    return type->kind == TYPE_CLASS ? type->class->size : type->bytes;
}

/* Of a dense class: a digit ends where the next begins, but for the last. */
static bool same_digit(const struct model_slot *old, const struct model_slot *new)
{
    if (old->place.group_bits != new->place.group_bits || old->place.weight != new->place.weight) return false;
    return old->encoding.codes == new->encoding.codes || model_is_last_digit(new);
}

static bool same_bits(const struct model_slot *old, const struct model_slot *new)
{
    return old->encoding.width == new->encoding.width &&blob_bytes(&old->type) == blob_bytes(&new->type);
}

static bool has_bits(const struct model_slot *slot)
{
    return slot->encoding.width > 0 || slot->encoding.presence_bit || model_is_blob(slot->type.kind);
}

/* More bits above those that there were, which were zero: of a code, or of a text, which zeros end. */
static bool more_bits(const struct model_slot *old, const struct model_slot *new)
{
    if (old->overlay != 0 || new->overlay != 0 || old->encoding.width > new->encoding.width) return false;
    return blob_bytes(&old->type) == blob_bytes(&new->type) ||
           (old->type.kind == TYPE_TEXT && new->type.kind == TYPE_TEXT && old->type.bytes < new->type.bytes);
}

/* Whether the code, or the bytes, begin where they did; how many bits there are is not asked. */
static bool same_place(const struct model_slot *old, const struct model_slot *new)
{
    const struct place *before = &old->place;
    const struct place *after = &new->place;
    if (!has_bits(old)) return !has_bits(new) || old->overlay == 0;
    if (before->bit != after->bit) return false;
    if (before->group_bits > 0 || after->group_bits > 0) return same_digit(old, new);
    if (old->encoding.presence_bit != new->encoding.presence_bit) return false;
    if (old->encoding.presence_bit && before->presence != after->presence) return false;
    return model_unit(old) == model_unit(new) && same_dims(old, new);
}

/* The place among the codes of the member that is `index`th by value. */
static uint64_t code_of(const struct model_slot *slot, size_t index)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    const uint64_t first = slot->encoding.niche ? 1 : 0;
    if (enumeration->is_flags || slot->encoding.ordinal) return index + first;
    return (uint64_t)((int64_t)enumeration->sorted[index]->value - enumeration->sorted[0]->value) + first;
}

/* Members keep their order unless values changed, so the next one is mostly the one behind the last that was found. */
static bool same_members(const struct model_slot *old, const struct model_slot *new)
{
    const struct model_enum *before = old->type.enumeration;
    const struct model_enum *after = new->type.enumeration;
    size_t at = 0;
    for (size_t i = 0; i < before->count; i++) {
        size_t looked = 0;
        while (looked < after->count && strcmp(after->sorted[at]->name, before->sorted[i]->name) != 0) {
            at = (at + 1) % after->count;
            looked++;
        }
        if (looked == after->count || code_of(old, i) != code_of(new, at)) return false;
    }
    return true;
}

static bool same_scale(const struct model_type *old, const struct model_type *new)
{
    return old->scale.offset == new->scale.offset && old->scale.factor == new->scale.factor &&
           old->scale.divisor == new->scale.divisor;
}

/* Whether a code that the old slot may have means the same in the new one. */
static bool same_codes(const struct model_slot *old, const struct model_slot *new)
{
    const struct model_type *before = &old->type;
    const struct model_type *after = &new->type;
    if (before->kind != after->kind || old->encoding.niche != new->encoding.niche) return false;
    if (new->encoding.codes < old->encoding.codes) return false;
    switch (before->kind) {
    case TYPE_INT:
        return integer_compare(before->low, after->low) == 0 &&
               (before->step == after->step || integer_compare(before->low, before->high) == 0);
    case TYPE_STEPS: return integer_compare(before->low, after->low) == 0 && same_scale(before, after);
    case TYPE_ENUM:
    case TYPE_FLAGS: return same_members(old, new);
    case TYPE_SYMBOL: return strcmp(before->symbols->full_name, after->symbols->full_name) == 0;
    case TYPE_REF:
        return strcmp(before->class->full_name, after->class->full_name) == 0 &&
               model_keeps_handles(before->class, after->class);
    case TYPE_POINTER: return before->pointer_shift == after->pointer_shift;
    default: return true;
    }
}

static bool same_arm(const struct model_slot *old, const struct model_slot *new)
{
    if (old->arm == NULL || new->arm == NULL) return old->arm == new->arm;
    return old->arm->code == new->arm->code &&strcmp(old->arm->choice->name, new->arm->choice->name) == 0;
}

static void say_place(struct diff_sink *sink, enum diff_effect effect, const struct model_slot *old,
                      const struct model_slot *new)
{
    struct text before = {0};
    struct text after = {0};
    describe_place(&before, old);
    describe_place(&after, new);
    const char *what = old->place.bit != new->place.bit ? "moved" : "bits";
    sink_add(sink, effect, what, text_chars(&before), text_chars(&after));
    text_free(&before);
    text_free(&after);
}

bool data_slot(struct diff_sink *sink, const struct diff_pairs *pairs, const struct model_slot *old,
               const struct model_slot *new)
{
    const bool begins = same_place(old, new);
    const bool is_same = begins && same_bits(old, new);
    bool means = same_codes(old, new) && same_arm(old, new);
    const bool stays = is_same || (begins && means && more_bits(old, new));
    if (!is_same) say_place(sink, stays ? DIFF_NOTE : DIFF_DATA, old, new);
    else if (!means) sink_add(sink, DIFF_DATA, "codes", "the same bits", "other values");
    if (old->type.kind == TYPE_CLASS && new->type.kind == TYPE_CLASS &&
        pairs_data(pairs, old->type.class, new->type.class) == DATA_CHANGED) {
        sink_add(sink, DIFF_DATA, "layout", "", new->type.class->full_name);
        means = false;
    }
    return stays && means;
}
