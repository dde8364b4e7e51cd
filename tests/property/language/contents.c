/* SPDX-License-Identifier: MIT */
/* The random type of a slot's element: see schema.h. */
#include "schema.h"

#include <inttypes.h>
#include <string.h>

static void invent_handle(struct schema *schema, struct content *content, bool is_ref)
{
    struct prng *prng = &schema->prng;
    unsigned pooled[MOST_CLASSES], count = 0;
    char name[2 * MOST_NAME];
    for (unsigned i = 0; i < schema->class_count; i++) {
        if (schema->classes[i].capacity > 0 && schema->classes[i].file <= schema->file) pooled[count++] = i;
    }
    if (is_ref && count > 0) {
        const struct class *target = &schema->classes[pooled[prng_below(prng, count)]];
        content->style = STYLE_REF;
        content->high = target->capacity;
        if (target->generation_bits > 0)
            content->high = (UINT64_C(1) << (bits_for(target->capacity) + target->generation_bits)) - 1;
        name_refer(schema, target->file, target->name, name, sizeof name);
        snprintf(content->text, sizeof content->text, "ref %s", name);
        snprintf(content->type_name, sizeof content->type_name, "ops_%s_ref", target->name);
    } else {
        const struct constant *table = &schema->tables[prng_below(prng, 3)];
        content->style = STYLE_SYMBOL;
        content->high = table->number;
        name_refer(schema, table->file, table->name, name, sizeof name);
        snprintf(content->text, sizeof content->text, "symbol(%s)", name);
        snprintf(content->type_name, sizeof content->type_name, "ops_%s_id", table->name);
    }
    content->bits = bits_for(content->high);
}

static void invent_pointer(struct schema *schema, struct content *content)
{
    /* The first ones are of included headers. */
    static const char *const types[] = {
        "foreign_thing",      "const foreign_thing", "FILE",         "void",          "const void",
        "struct thing",       "const struct thing",  "union either", "unsigned long", "const char",
        "const union either",
    };
    struct prng *prng = &schema->prng;
    const unsigned first = !schema->has_headers ? 3 : schema->is_wild ? 0 : 2;
    const char *type = types[first + prng_below(prng, sizeof types / sizeof types[0] - first)];
    const unsigned shift = prng_once_in(prng, 2) ? prng_below(prng, 13) : 0;
    content->style = STYLE_POINTER;
    content->high = UINT64_C(1) << shift;
    content->bits = 64 - shift;
    snprintf(content->type_name, sizeof content->type_name, "%s *", type);
    if (shift == 0) snprintf(content->text, sizeof content->text, "pointer(\"%s\")", type);
    else {
        char align[200];
        number_write(schema, align, sizeof align, content->high, false);
        snprintf(content->text, sizeof content->text, "pointer(\"%s\", align: %s)", type, align);
    }
}

static void invent_enumerated(struct schema *schema, struct content *content, bool is_flags)
{
    const struct enumeration *list = is_flags ? schema->flags : schema->enums;
    const struct enumeration *chosen = &list[prng_below(&schema->prng, schema->enum_count)];
    if (chosen->file > schema->file) chosen = &list[0]; /* the first is of the first file */
    content->style = is_flags ? STYLE_FLAGS : STYLE_ENUM;
    content->enumeration = chosen;
    content->bits = is_flags ? chosen->count : bits_for(chosen->count - 1);
    name_refer(schema, chosen->file, chosen->name, content->text, sizeof content->text);
    snprintf(content->type_name, sizeof content->type_name, "ops_%.*s", MOST_NAME, chosen->name);
}

static bool invent_instance(struct schema *schema, const struct place *place, struct content *content)
{
    if (place->class_index == 0) return false;
    const struct class *target = &schema->classes[prng_below(&schema->prng, place->class_index)];
    const bool is_inline = prng_once_in(&schema->prng, 2) && !target->has_units;
    if (!place->may_default && target->has_default) return false;
    content->style = is_inline ? STYLE_INLINE : STYLE_CLASS;
    content->target = target;
    content->has_default = target->has_default;
    char name[2 * MOST_NAME];
    name_refer(schema, target->file, target->name, name, sizeof name);
    snprintf(content->text, sizeof content->text, "%s%s", is_inline ? "inline " : "", name);
    snprintf(content->type_name, sizeof content->type_name, "ops_%s", target->name);
    return true;
}

/* The type of one element. */
static void invent_element(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    switch (prng_below(prng, 18)) {
    case 0: {
        content->style = STYLE_BOOL;
        content->bits = 1;
        strcpy(content->text, "bool");
        strcpy(content->type_name, "bool");
        return;
    }
    case 1:
    case 2: invent_enumerated(schema, content, false); return;
    case 3: invent_enumerated(schema, content, true); return;
    case 4:
    case 5: steps_invent(schema, content); return;
    case 6: {
        static const unsigned widths[] = {16, 32, 64};
        const unsigned choice = prng_below(prng, 3);
        content->style = (enum style)(STYLE_HALF + choice);
        content->bits = widths[choice];
        snprintf(content->text, sizeof content->text, "float%u", content->bits);
        strcpy(content->type_name, choice == 2 ? "double" : "float");
        return;
    }
    case 7:
    case 8: {
        content->style = prng_once_in(prng, 2) ? STYLE_TEXT : STYLE_BYTES;
        content->high = 1 + prng_below(prng, prng_once_in(prng, 4) ? 16 : 6);
        content->bits = 8 * (unsigned)content->high;
        char size[200];
        number_write(schema, size, sizeof size, content->high, false);
        snprintf(content->text, sizeof content->text, "%s(%s)", content->style == STYLE_TEXT ? "text" : "bytes", size);
        strcpy(content->type_name, "slot_text");
        return;
    }
    case 9: invent_handle(schema, content, true); return;
    case 10: invent_handle(schema, content, false); return;
    case 11: invent_pointer(schema, content); return;
    case 12: {
        content->style = STYLE_ANY;
        content->bits = 64;
        strcpy(content->text, "any");
        strcpy(content->type_name, "slot_value");
        return;
    }
    case 13:
    case 14:
        if (invent_instance(schema, place, content)) return;
        break;
    default: break;
    }
    integer_invent(schema, content);
}

void content_invent(struct schema *schema, const struct place *place, struct content *content)
{
    memset(content, 0, sizeof *content);
    content->layout = place->class->layout;
    invent_element(schema, place, content);
    content_end(schema, place, content);
}

void content_invent_bool(const struct place *place, struct content *content)
{
    memset(content, 0, sizeof *content);
    content->layout = place->class->layout;
    content->style = STYLE_BOOL;
    content->bits = 1;
    strcpy(content->text, "bool");
    strcpy(content->type_name, "bool");
}

void content_invent_by(struct schema *schema, const struct place *place, struct content *content)
{
    content_invent_bool(place, content);
    if (!prng_once_in(&schema->prng, 3)) invent_enumerated(schema, content, false);
    content_end_by(schema, place, content);
}
