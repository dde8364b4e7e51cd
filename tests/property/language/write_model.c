/* SPDX-License-Identifier: MIT */
/* Writes what the slots of a schema mean, as tables for model.c: see language_model.h. */
#include "schema.h"

#include <inttypes.h>

static const char *const kinds[] = {"INT",   "UINT",   "BOOL",  "ENUM",  "FLAGS",  "STEPS", "HALF",
                                    "FLOAT", "DOUBLE", "TEXT",  "BYTES", "SYMBOL", "REF",   "POINTER",
                                    "ANY",   "CLASS",  "CLASS", "TAG",   "GROUP"};

static void write_names(FILE *out, const struct schema *schema, const struct enumeration *list)
{
    for (unsigned i = 0; i < schema->enum_count; i++) {
        fprintf(out, "static const char *const names_%s[] = {", list[i].name);
        for (unsigned k = 0; k < list[i].count; k++) fprintf(out, "\"%s\", ", list[i].members[k]);
        fprintf(out, "NULL};\n");
    }
}

static unsigned count_elements(const unsigned *dims, unsigned count)
{
    unsigned elements = 1;
    for (unsigned i = 0; i < count; i++) elements *= dims[i];
    return elements;
}

/* The names of a tag's arms, the defaults of a slot. */
static void write_lists(FILE *out, const struct class *class, const struct flat *flat, unsigned number)
{
    if (flat->style == STYLE_TAG) {
        fprintf(out, "static const char *const arms_%s_%u[] = {", class->name, number);
        for (unsigned i = 0; i < flat->oneof->arm_count; i++) fprintf(out, "\"%s\", ", flat->oneof->arms[i].name);
        fprintf(out, "NULL};\n");
        return;
    }
    const struct content *content = flat->content;
    if (content->given_count == 0) return;
    fprintf(out, "static const struct model_given given_%s_%u[] = {", class->name, number);
    for (unsigned i = 0; i < content->given_count; i++) {
        const struct given *given = &content->given[i];
        fprintf(out, "{UINT64_C(%" PRIu64 "), %u, \"", given->number, given->length);
        for (unsigned k = 0; k < given->length; k++) fprintf(out, "\\%03o", (unsigned char)given->text[k]);
        fprintf(out, "\"}, ");
    }
    fprintf(out, "};\n");
}

static void write_row(FILE *out, const struct class *class, const struct flat *flat, unsigned number)
{
    const struct content *content = flat->content;
    fprintf(out, "    {.path = \"%s\", .kind = TYPED_%s, .elements = %u, .own_elements = %u, .gate = %d, .arm = %d,\n",
            flat->label, kinds[flat->style], count_elements(flat->dims, flat->dim_count),
            count_elements(flat->dims + flat->dim_count - flat->own_dims, flat->own_dims), flat->gate, flat->arm);
    fprintf(out, "     .is_by = %d, .is_overlaid = %d", flat->is_by, flat->is_overlaid);
    if (flat->style == STYLE_TAG) {
        fprintf(out, ", .names = arms_%s_%u, .member_count = %u, .is_tag_optional = %d},\n", class->name, number,
                flat->arm_count, flat->is_tag_optional);
        return;
    }
    fprintf(out,
            ", .low = UINT64_C(%" PRIu64 "), .high = UINT64_C(%" PRIu64 "), .step = UINT64_C(%" PRIu64
            "), .divisor = UINT64_C(%" PRIu64 "), .unset = UINT64_C(%" PRIu64 "), .has_unset = %d",
            content->low, content->high, content->step == 0 ? 1 : content->step, content->divisor, content->unset,
            content->has_sentinel);
    const bool is_array = content->is_optional && content->dim_count > 0 && flat->style != STYLE_GROUP;
    fprintf(out, ", .optional = %s",
            is_array                                               ? "MODEL_OPTIONAL_ARRAY"
            : content->is_optional || content->is_element_optional ? "MODEL_OPTIONAL"
                                                                   : "MODEL_ALWAYS");
    const struct enumeration *list = content->enumeration;
    if (list != NULL)
        fprintf(out, ", .members = values_%s, .names = names_%s, .member_count = %u", list->name, list->name,
                list->count);
    if (content->given_count > 0)
        fprintf(out, ", .given = given_%s_%u, .given_count = %u", class->name, number, content->given_count);
    if (content->target != NULL) fprintf(out, ", .target = &ops_%s_class", content->target->name);
    fprintf(out, "},\n");
}

static void write_class(FILE *out, const struct class *class, const struct flat_list *list)
{
    for (unsigned i = 0; i < list->count; i++) {
        if (!list->flats[i].is_node) write_lists(out, class, &list->flats[i], i);
    }
    fprintf(out, "static const struct model_slot model_%s[] = {\n", class->name);
    for (unsigned i = 0; i < list->count; i++) {
        if (!list->flats[i].is_node) write_row(out, class, &list->flats[i], i);
    }
    fprintf(out, "};\n\n");
}

static uint64_t highest_ref(const struct class *class)
{
    if (class->generation_bits == 0) return class->capacity;
    return (UINT64_C(1) << (bits_for(class->capacity) + class->generation_bits)) - 1;
}

void model_write(FILE *out, const struct schema *schema)
{
    static struct flat_list list;
    fprintf(out, "#include \"language_model.h\"\n\n");
    write_names(out, schema, schema->enums);
    write_names(out, schema, schema->flags);
    for (unsigned i = 0; i < schema->class_count; i++) {
        flatten_class(&schema->classes[i], &list);
        write_class(out, &schema->classes[i], &list);
    }
    fprintf(out, "static struct model_class models[] = {\n");
    for (unsigned i = 0; i < schema->class_count; i++) {
        const struct class *class = &schema->classes[i];
        fprintf(out,
                "    {.name = \"ops.%s\", .c_name = \"ops_%s\", .type = &ops_%s_class, .slots = model_%s,\n"
                "     .slot_count = sizeof model_%s / sizeof model_%s[0], .highest_ref = UINT64_C(%" PRIu64 ")},\n",
                class->name, class->name, class->name, class->name, class->name, class->name, highest_ref(class));
    }
    fprintf(out, "};\n");
}
