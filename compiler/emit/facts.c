/* SPDX-License-Identifier: MIT */
/*
 * The facts of a class's index table: what few slots need to have said, beside their descriptors. See slotgen/core.h.
 */
#include "emit/tables.h"

#include <string.h>

static void add_fact(struct tables *tables, size_t slot, const char *kind, size_t index)
{
    if (tables->fact_count++ > 0) text_string(&tables->facts, ",\n");
    text_string(&tables->facts, "        {");
    text_uint(&tables->facts, slot);
    text_strings(&tables->facts, ", ", kind, ", ", NULL);
    text_uint(&tables->facts, index);
    text_string(&tables->facts, "}");
}

static void add_text_fact(struct tables *tables, size_t slot, const char *kind, const char *value)
{
    add_fact(tables, slot, kind, tables->texts.length);
    text_append(&tables->texts, value, strlen(value) + 1);
}

bool tables_is_read_only(const struct model_class *class, const struct model_slot *slot)
{
    return slot->is_read_only && !class->is_immutable;
}

static void add_step(struct tables *tables, size_t index, const struct model_slot *slot)
{
    if (slot->type.kind == TYPE_STEPS) {
        add_fact(tables, index, "SLOT_FACT_STEP", tables_number(tables, (uint64_t)slot->type.scale.offset));
        tables_number(tables, (uint64_t)slot->type.scale.factor);
        tables_number(tables, (uint64_t)slot->type.scale.divisor);
    } else if (slot->type.kind == TYPE_INT && slot->type.step > 1) {
        add_fact(tables, index, "SLOT_FACT_STEP", tables_number(tables, slot->type.step));
    }
}

static void add_digit(struct tables *tables, size_t index, const struct model_slot *slot)
{
    if (slot->place.group_bits == 0) return;
    add_fact(tables, index, "SLOT_FACT_DIGIT", tables_number(tables, slot->place.weight));
    tables_number(tables, slot->encoding.codes + 1);
    tables_number(tables, slot->place.group_codes);
}

static void add_array(struct tables *tables, size_t index, const struct model_slot *slot)
{
    if (slot->dim_count == 0) return;
    add_fact(tables, index, "SLOT_FACT_ARRAY", tables_number(tables, slot->dim_count));
    tables_number(tables, slot->element_optional ? 1 : 0);
    for (size_t i = 0; i < slot->dim_count; i++) {
        tables_number(tables, slot->dims[i].count);
        tables_number(tables, slot->dims[i].stride);
        tables_number(tables, slot->dims[i].presence_stride);
    }
}

static void add_choice(struct tables *tables, size_t index, const struct model_slot *slot)
{
    if (slot->arm != NULL) {
        add_fact(tables, index, "SLOT_FACT_ARM", tables_number(tables, slot->arm->choice->tag));
        tables_number(tables, slot->arm->code);
    }
    if (slot->tells == NULL) return;
    add_fact(tables, index, "SLOT_FACT_AREA", tables_number(tables, slot->tells->area));
    tables_number(tables, slot->tells->area_bits);
}

void tables_facts(struct tables *tables, const struct model_class *class, bool with_docs)
{
    uint32_t overlays = 0; /* whose first slot was met */
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        if (slot->has_sentinel) add_fact(tables, i, "SLOT_FACT_UNSET", tables_number(tables, slot->sentinel.bits));
        if (slot->unit != NULL) add_text_fact(tables, i, "SLOT_FACT_UNIT", slot->unit);
        if (with_docs && slot->doc[0] != '\0') add_text_fact(tables, i, "SLOT_FACT_DOC", slot->doc);
        add_step(tables, i, slot);
        add_array(tables, i, slot);
        add_choice(tables, i, slot);
        if (tables_is_read_only(class, slot)) add_fact(tables, i, "SLOT_FACT_READONLY", 0);
        add_digit(tables, i, slot);
        if (slot->overlay == 0) continue;
        const bool is_first = slot->overlay > overlays;
        const struct model_overlay *overlay = &class->overlays[slot->overlay - 1];
        add_fact(tables, i, "SLOT_FACT_OVERLAY", tables_number(tables, is_first ? overlay->bit : 0));
        tables_number(tables, is_first ? overlay->bits : 0);
        if (is_first) overlays = slot->overlay;
    }
}
