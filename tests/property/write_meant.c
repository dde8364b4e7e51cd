/* SPDX-License-Identifier: MIT */
/* What the random schema means as C: tables, packed bit-fields for comparison, and a line of access.h for each slot. */
#include "schema.h"

#include <inttypes.h>
#include <string.h>

static const char *const kind_names[] = {
    [MEANT_INT] = "INT",     [MEANT_UINT] = "UINT",       [MEANT_BOOL] = "BOOL",      [MEANT_ENUM] = "ENUM",
    [MEANT_FLAGS] = "FLAGS", [MEANT_FLOAT32] = "FLOAT32", [MEANT_FLOAT64] = "FLOAT64"};

static void write_text(FILE *file, const char *text)
{
    if (text == NULL) {
        fputs("NULL", file);
        return;
    }
    fputs("\"", file);
    for (; *text != '\0'; text++) fprintf(file, "\\%03o", (unsigned)(unsigned char)*text);
    fputs("\"", file);
}

static void write_type(FILE *file, const struct schema_type *type, int index)
{
    unsigned order[MOST_MEMBERS];
    type_sort(type, order);
    fprintf(file, "static const char *const names_%d[] = {", index);
    for (unsigned i = 0; i < type->count; i++) fprintf(file, "%s\"%s\"", i > 0 ? ", " : "", type->names[order[i]]);
    fprintf(file, "};\nstatic const int values_%d[] = {", index);
    for (unsigned i = 0; i < type->count; i++) {
        const int value = type->values[order[i]];
        fprintf(file, value == INT32_MIN ? "%s%d - 1" : "%s%d", i > 0 ? ", " : "", value + (value == INT32_MIN));
    }
    fprintf(file, "};\nstatic const struct meant_type type_%d = {\"%s\", %u, names_%d, values_%d};\n\n", index,
            type->full_name, type->count, index, index);
}

static void write_slot_meaning(FILE *file, const struct schema_slot *slot)
{
    const struct meant_slot *meant = &slot->content.meant;
    fprintf(file, "    {\"%s\", ", slot->name);
    write_text(file, meant->unit);
    fprintf(file, ", MEANT_%s, %u, %" PRIu64 "u, %" PRIu64 "u, %" PRIu64 "u, %" PRIu64 "u, ", kind_names[meant->kind],
            meant->bits, meant->low, meant->high, meant->sentinel, meant->initial);
    if (slot->content.type >= 0) fprintf(file, "&type_%d, ", slot->content.type);
    else fputs("NULL, ", file);
    fprintf(file, "%d, %d, %d, %d},\n", meant->optional, meant->has_sentinel, meant->has_default, meant->wide_flags);
}

/* The same slots as packed bit-fields: what a hand would write for the same bits. */
static void write_rival(FILE *file, const struct schema_class *class, int index)
{
    fprintf(file, "#pragma pack(push, 1)\nstruct rival_%d {\n    char none[0];\n", index);
    for (int i = 0; i < class->slot_count; i++) {
        const unsigned bits = class->slots[i].content.meant.bits;
        if (bits > 64) fprintf(file, "    unsigned long long p%d : 1;\n", i);
        if (bits > 0) fprintf(file, "    unsigned long long s%d : %u;\n", i, bits > 64 ? 64 : bits);
    }
    fprintf(file, "};\n#pragma pack(pop)\n\n");
}

static void write_access(FILE *file, const struct schema *schema, const struct schema_class *class, int index)
{
    for (int i = 0; i < class->slot_count; i++) {
        const struct schema_slot *slot = &class->slots[i];
        const struct meant_slot *meant = &slot->content.meant;
        const char *kind = meant->kind == MEANT_FLAGS && meant->wide_flags ? "FLAGS64" : kind_names[meant->kind];
        const char *type = content_c_type(schema, &slot->content);
        const char *c_name = class->c_name;
        fprintf(file, "ACCESS_BEGIN(access_%d_%d, %s, %s, %s, %s)\n", index, i, c_name, slot->c_name, kind, type);
        if (meant->optional) fprintf(file, "ACCESS_OPTIONAL(%s, %s, %s, %s)\n", c_name, slot->c_name, kind, type);
        if (meant->kind == MEANT_FLAGS)
            fprintf(file, "ACCESS_FLAGS(%s, %s, %s, %s)\n", c_name, slot->c_name, kind, type);
        fputs("ACCESS_END\n", file);
    }
    fprintf(file, "static slot_access *const access_%d[] = {\n", index);
    for (int i = 0; i < class->slot_count; i++) fprintf(file, "    access_%d_%d,\n", index, i);
    fprintf(file, "    NULL\n};\nstatic const int has_offsets_%d[] = {\n", index);
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *meant = &class->slots[i].content.meant;
        if (!meant->optional || meant->has_sentinel) fputs("    -1,\n", file);
        else fprintf(file, "    offsetof(%s_values, has_%s),\n", class->c_name, class->slots[i].c_name);
    }
    fputs("    0\n};\n", file);
}

static void write_make(FILE *file, const struct schema *schema, const struct schema_class *class, int index)
{
    int required = 0;
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *meant = &class->slots[i].content.meant;
        if (!meant->optional && !meant->has_default) required++;
    }
    if (required > 8) {
        fprintf(file, "typedef int %s_make; /* there is no such function */\n#define CLASS_MAKE NULL\n", class->c_name);
        return;
    }
    fprintf(
        file,
        "static slot_status make_%d(void *self, const uint64_t *values)\n{\n    (void)values;\n    return %s_make(self",
        index, class->c_name);
    for (int i = 0; i < class->slot_count; i++) {
        const struct meant_slot *meant = &class->slots[i].content.meant;
        if (meant->optional || meant->has_default) continue;
        fprintf(file, ", TO_%s%s(%s, values[%d])", kind_names[meant->kind],
                meant->kind == MEANT_FLAGS && meant->wide_flags ? "64" : "",
                content_c_type(schema, &class->slots[i].content), i);
    }
    fprintf(file, ");\n}\n#define CLASS_MAKE make_%d\n", index);
}

static void write_class(FILE *file, const struct schema *schema, int index)
{
    const struct schema_class *class = &schema->classes[index];
    fprintf(file, "/* ---- %s ---- */\n\nstatic const struct meant_slot slots_%d[] = {\n", class->full_name, index);
    for (int i = 0; i < class->slot_count; i++) write_slot_meaning(file, &class->slots[i]);
    fprintf(file, "    {NULL, NULL, MEANT_INT, 0, 0, 0, 0, 0, NULL, 0, 0, 0, 0}\n};\n");
    fprintf(file, "static const struct meant_class meant_%d = {\"%s\", slots_%d, %d, %u, %u, %uu};\n\n", index,
            class->full_name, index, class->slot_count, class->align, class->size, class->pool_capacity);
    write_rival(file, class, index);
    write_access(file, schema, class, index);
    write_make(file, schema, class, index);
    fprintf(file, "#define CLASS %s\n#define CLASS_INDEX %d\n#define CLASS_HAS_U64 %d\n#include \"class_test.inc\"\n\n",
            class->c_name, index, class->size <= 8);
}

void write_meant(FILE *file, const struct schema *schema)
{
    fputs("#include \"access.h\"\n#include \"random.slots.h\"\n\n", file);
    for (int i = 0; i < schema->type_count; i++) write_type(file, &schema->types[i], i);
    for (int i = 0; i < schema->class_count; i++) write_class(file, schema, i);
    fputs("const struct tested_class *const tested_classes[] = {\n", file);
    for (int i = 0; i < schema->class_count; i++) fprintf(file, "    &tested_%d,\n", i);
    fprintf(file, "    NULL\n};\nconst int tested_class_count = %d;\n", schema->class_count);
}
