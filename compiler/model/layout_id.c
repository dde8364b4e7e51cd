/* SPDX-License-Identifier: MIT */
/*
 * Layout ids: FNV-1a over a canonical text, a line for each slot; see layout_id.h. What is written must never be worded
 * differently for the same layout: a new fact is a new word, and only where it applies.
 */
#include "model/layout_id.h"

#include "layout/layout.h"
#include "model/repeated.h"
#include "support/text.h"

/* Enums of fewer members are written anew in each line. */
enum { FEWEST_REPEATED = 32 };

/*
 * The text that is not hashed yet, and the hash of what came before it; the members of large enums, of which each line
 * that names the enum has all; and the hash of the link lists that came last: classes with `any` share theirs.
 */
struct canonical {
    struct text text;
    uint64_t hash;
    struct repeated_texts members;
    const struct model_class **classes;
    const struct model_symbols **symbols;
    size_t class_count, symbols_count;
    uint64_t links;
};

/* Moves the text into the hash. */
static void hash_text(struct canonical *canonical)
{
    struct text *text = &canonical->text;
    canonical->hash = repeated_hash_bytes(canonical->hash, text->bytes, text->length);
    text_clear(text);
}

static void append_integer(struct text *text, const char *label, struct integer value)
{
    char buffer[24];
    text_strings(text, label, integer_print(value, buffer), NULL);
}

static void append_number(struct text *text, const char *label, uint64_t value)
{
    text_string(text, label);
    text_uint(text, value);
}

static void fill_members(struct text *text, const void *context)
{
    const struct model_enum *enumeration = context;
    for (size_t i = 0; i < enumeration->count; i++) {
        text_strings(text, " ", enumeration->sorted[i]->name, "=", NULL);
        text_int(text, enumeration->sorted[i]->value);
    }
}

/* Slots times members is more than a schema has bytes, so members of large enums go into the hash at once. */
static void append_members(struct canonical *canonical, const struct model_slot *slot)
{
    const struct model_enum *enumeration = slot->type.enumeration;
    text_string(&canonical->text, slot->encoding.ordinal ? " ordinal" : " members");
    if (enumeration->count < FEWEST_REPEATED) {
        fill_members(&canonical->text, enumeration);
        return;
    }
    hash_text(canonical);
    canonical->hash = repeated_hash(&canonical->members, canonical->hash, fill_members, enumeration);
}

/* What a handle of a checked pool means; the place has the bits that its capacity needs. */
static void append_generations(struct text *text, const struct model_class *class)
{
    if (class->generation_bits == 0) return;
    append_number(text, " places ", number_bits(class->pool_capacity));
    append_number(text, " generations ", class->generation_bits);
}

static void append_type(struct canonical *canonical, const struct model_slot *slot)
{
    struct text *text = &canonical->text;
    const struct model_type *type = &slot->type;
    if (type->kind == TYPE_INT || type->kind == TYPE_STEPS) {
        append_integer(text, " from ", type->low);
        append_integer(text, " to ", type->high);
    }
    if (slot->has_sentinel) append_integer(text, " unset ", slot->sentinel);
    if (type->enumeration != NULL) append_members(canonical, slot);
    switch (type->kind) {
    case TYPE_INT:
        if (type->step > 1) append_number(text, " step ", type->step);
        break;
    case TYPE_STEPS:
        append_integer(text, " offset ", integer_from_int(type->scale.offset));
        append_integer(text, " factor ", integer_from_int(type->scale.factor));
        append_integer(text, " divisor ", integer_from_int(type->scale.divisor));
        break;
    case TYPE_SYMBOL:
        text_strings(text, " of ", type->symbols->full_name, NULL);
        append_number(text, " up to ", type->symbols->capacity);
        break;
    case TYPE_REF:
        text_strings(text, " of ", type->class->full_name, NULL);
        append_number(text, " up to ", model_highest_ref(type->class));
        append_generations(text, type->class);
        break;
    case TYPE_POINTER: append_number(text, " shifted ", type->pointer_shift); break;
    case TYPE_TEXT:
    case TYPE_BYTES: append_number(text, " bytes ", type->bytes); break;
    case TYPE_CLASS:
        append_number(text, " bytes ", type->class->size);
        append_number(text, " layout ", type->class->layout_id);
        break;
    default: break;
    }
}

static void append_dims(struct text *text, const struct model_slot *slot)
{
    for (size_t i = 0; i < slot->dim_count; i++) {
        append_number(text, " [", slot->dims[i].count);
        append_number(text, " by ", slot->dims[i].stride);
        if (slot->encoding.presence_bit) append_number(text, " presence by ", slot->dims[i].presence_stride);
        text_string(text, "]");
    }
    if (slot->own_dims > 0 && slot->optional) text_string(text, " optional as a whole");
}

/* One line: everything that decides which value which bits mean. */
static void append_slot(struct canonical *canonical, const struct model_slot *slot)
{
    struct text *text = &canonical->text;
    static const char *const kinds[] = {
#define MODEL_ROW(kind, runtime) runtime,
        MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
    };
    text_strings(text, slot->name, " ", kinds[slot->type.kind], " at ", NULL);
    text_uint(text, slot->place.bit);
    append_number(text, "+", slot->encoding.width);
    if (slot->place.group_bits > 0) {
        append_number(text, " digit of ", slot->place.group_bits);
        append_number(text, " weight ", slot->place.weight);
    }
    if (slot->encoding.presence_bit) append_number(text, " presence ", slot->place.presence);
    if (slot->encoding.niche) text_string(text, " niche");
    if (model_unit(slot) > 0) append_number(text, " in host order of ", model_unit(slot));
    append_type(canonical, slot);
    append_dims(text, slot);
    if (slot->arm != NULL) {
        append_number(text, " while ", slot->arm->choice->tag);
        append_number(text, " is ", slot->arm->code);
    }
    if (slot->overlay > 0) append_number(text, " overlay ", slot->overlay);
    if (slot->tells != NULL) {
        append_number(text, " tells ", slot->tells->area);
        append_number(text, "+", slot->tells->area_bits);
    }
    text_string(text, "\n");
}

/* Which classes and tables the indices in values of `any` name. */
static void append_links(struct canonical *canonical, const struct model_class *class)
{
    struct text *text = &canonical->text;
    if (canonical->classes != class->class_links || canonical->symbols != class->symbols_links ||
        canonical->class_count != class->class_link_count || canonical->symbols_count != class->symbols_link_count) {
        canonical->hash = REPEATED_FIRST_HASH;
        for (size_t i = 0; i < class->class_link_count; i++) {
            /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): where the count is not 0 */
            text_string(text, class->class_links[i]->full_name);
            append_generations(text, class->class_links[i]);
            text_string(text, "\n");
        }
        text_string(text, "symbols\n");
        for (size_t i = 0; i < class->symbols_link_count; i++)
            /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): where the count is not 0 */
            text_strings(text, class->symbols_links[i]->full_name, "\n", NULL);
        hash_text(canonical);
        canonical->links = canonical->hash;
        canonical->classes = class->class_links;
        canonical->symbols = class->symbols_links;
        canonical->class_count = class->class_link_count;
        canonical->symbols_count = class->symbols_link_count;
    }
    append_number(text, "any of ", canonical->links);
    text_string(text, "\n");
}

static uint64_t hash_layout(const struct model_class *class, struct canonical *canonical)
{
    struct text *text = &canonical->text;
    bool has_any = false;
    for (size_t i = 0; i < class->slot_count; i++) has_any = has_any || class->slots[i].type.kind == TYPE_ANY;
    if (has_any) append_links(canonical, class);
    canonical->hash = REPEATED_FIRST_HASH;
    append_number(text, "layout ", LAYOUT_NUMBER);
    append_number(text, " bytes ", class->size);
    text_string(text, "\n");
    for (size_t i = 0; i < class->slot_count; i++) append_slot(canonical, &class->slots[i]);
    hash_text(canonical);
    return canonical->hash;
}

void layout_ids_assign(struct model *model)
{
    struct canonical canonical = {0};
    for (size_t i = 0; i < model->class_count; i++)
        model->classes[i]->layout_id = hash_layout(model->classes[i], &canonical);
    text_free(&canonical.text);
    repeated_free(&canonical.members);
}
