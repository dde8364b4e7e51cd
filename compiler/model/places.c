/* SPDX-License-Identifier: MIT */
/* Places for the slots of a model, and layout ids; see places.h. */
#include "model/places.h"

#include "layout/layout.h"
#include "support/arena.h"
#include "support/text.h"

#include <assert.h>
#include <stdlib.h>

struct places_measure places_measure(struct model_class *class)
{
    uint64_t bits = class->base == NULL ? 0 : (uint64_t) class->base->size * 8;
    for (size_t i = class->inherited_count; i < class->slot_count; i++)
        bits += class->slots[i].encoding.width + (class->slots[i].encoding.presence_bit ? 1u : 0u);
    const uint64_t bytes = bits == 0 ? 1 : (bits + 7) / 8;
    return (struct places_measure){bits, (bytes + class->align - 1) / class->align * class->align};
}

static void place_class(struct model_class *class)
{
    struct layout_slot *slots = memory_resize(NULL, class->slot_count * sizeof *slots);
    for (size_t i = 0; i < class->slot_count; i++) {
        slots[i] = (struct layout_slot){.width = class->slots[i].encoding.width,
                                        .presence_bit = class->slots[i].encoding.presence_bit};
    }
    if (!layout_compact(slots, class->slot_count, class->align)) memory_exhausted();
    assert(layout_size(slots, class->slot_count, class->align) <= class->size);
    for (size_t i = 0; i < class->slot_count; i++) {
        class->slots[i].place = (struct place){.bit = slots[i].bit,
                                               .presence = slots[i].presence,
                                               .window = slots[i].window,
                                               .window_bytes = slots[i].window_bytes};
    }
    free(slots);
}

static void append_integer(struct text *text, const char *label, struct integer value)
{
    char buffer[24];
    text_strings(text, label, integer_print(value, buffer), NULL);
}

/* One line: everything that decides which value which bits mean. */
static void append_slot(struct text *text, const struct model_slot *slot)
{
    static const char *const kinds[] = {
#define MODEL_ROW(kind, runtime) runtime,
        MODEL_TYPE_KINDS(MODEL_ROW)
#undef MODEL_ROW
    };
    text_strings(text, slot->name, " ", kinds[slot->type.kind], " at ", NULL);
    text_uint(text, slot->place.bit);
    text_string(text, "+");
    text_uint(text, slot->encoding.width);
    if (slot->encoding.presence_bit) {
        text_string(text, " presence ");
        text_uint(text, slot->place.presence);
    }
    if (slot->encoding.niche) text_string(text, " niche");
    if (slot->type.kind == TYPE_INT) append_integer(text, " from ", slot->type.low);
    if (slot->type.kind == TYPE_INT) append_integer(text, " to ", slot->type.high);
    if (slot->has_sentinel) append_integer(text, " unset ", slot->sentinel);
    if (slot->type.enumeration != NULL) {
        text_string(text, slot->encoding.ordinal ? " ordinal" : " members");
        for (size_t i = 0; i < slot->type.enumeration->count; i++) {
            text_strings(text, " ", slot->type.enumeration->sorted[i]->name, "=", NULL);
            text_int(text, slot->type.enumeration->sorted[i]->value);
        }
    }
    text_string(text, "\n");
}

/* FNV-1a over the canonical text of the layout. */
static uint64_t hash_layout(const struct model_class *class, struct text *canonical)
{
    text_clear(canonical);
    text_string(canonical, "layout ");
    text_uint(canonical, LAYOUT_NUMBER);
    text_string(canonical, " bytes ");
    text_uint(canonical, class->size);
    text_string(canonical, "\n");
    for (size_t i = 0; i < class->slot_count; i++) append_slot(canonical, &class->slots[i]);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < canonical->length; i++) {
        hash = (hash ^ (unsigned char)canonical->bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

void places_assign(struct arena *arena, struct model *model)
{
    (void)arena;
    struct text canonical = {0};
    for (size_t i = 0; i < model->class_count; i++) {
        place_class(model->classes[i]);
        model->classes[i]->layout_id = hash_layout(model->classes[i], &canonical);
    }
    text_free(&canonical);
}
