/* SPDX-License-Identifier: MIT */
/* The random schema as a .slots file, every number and gap in another of the forms that the language allows. */
#include "schema.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

/* Digits in some base, now and then with `_` between them. */
static void write_digits(FILE *file, struct prng *prng, uint64_t number)
{
    static const struct {
        unsigned base;
        const char *prefix;
    } forms[] = {{10, ""}, {10, ""}, {10, ""}, {16, "0x"}, {2, "0b"}, {8, "0o"}};
    const unsigned form = prng_below(prng, sizeof forms / sizeof forms[0]);
    const bool grouped = prng_once_in(prng, 3);
    const char *digits = prng_once_in(prng, 2) ? "0123456789abcdef" : "0123456789ABCDEF";
    char text[160];
    size_t at = sizeof text - 1;
    text[at] = '\0';
    unsigned written = 0;
    do {
        if (grouped && written > 0 && written % 3 == 0) text[--at] = '_';
        text[--at] = digits[number % forms[form].base];
        number /= forms[form].base;
        written++;
    } while (number > 0);
    fprintf(file, "%s%s", forms[form].prefix, text + at);
}

static void write_plain(FILE *file, struct prng *prng, uint64_t value, bool natural)
{
    const bool negative = !natural && (int64_t)value < 0;
    if (negative) fputs("-", file);
    write_digits(file, prng, negative ? 0 - value : value);
}

/* An expression of that value; `natural` says that it is a uint64_t rather than an int64_t. */
static void write_integer(FILE *file, struct schema *schema, uint64_t value, bool natural)
{
    struct prng *prng = &schema->prng;
    const bool is_huge = natural && value > INT64_MAX;
    const bool is_small = !is_huge && value + (UINT64_C(1) << 40) < UINT64_C(1) << 41; /* -2^40 .. 2^40 */
    const unsigned form = prng_below(prng, is_small ? 12 : 3);
    if (form == 3) {
        const uint64_t part = prng_bits(prng, 30);
        fputs("(", file);
        write_plain(file, prng, value - part, false);
        fputs(prng_once_in(prng, 2) ? " + " : "+", file);
        write_plain(file, prng, part, false);
        fputs(")", file);
    } else if (form == 4) {
        fputs("(the_k - ", file);
        write_plain(file, prng, (uint64_t)schema->constant - value, false);
        fputs(")", file);
    } else if (form == 5) {
        fputs("(", file);
        write_plain(file, prng, value * 12, false);
        fputs(prng_once_in(prng, 2) ? " * 1/4 / 3)" : " / (3 << 2))", file);
    } else if (form == 6 && (value & (value - 1)) == 0 && value > 1) {
        unsigned shift = 0;
        while (value >> shift != 1) shift++;
        fprintf(file, "(1 << %u)", shift);
    } else if (form == 7 && value >= 'a' && value <= 'z') {
        fprintf(file, "'%c'", (int)value);
    } else {
        write_plain(file, prng, value, natural);
    }
}

static void write_default(FILE *file, struct schema *schema, const struct schema_content *content)
{
    const struct meant_slot *meant = &content->meant;
    const struct schema_type *type = content->type >= 0 ? &schema->types[content->type] : NULL;
    double real = meant->kind == MEANT_FLOAT32 ? (double)slot_float_of_bits((uint32_t)meant->initial)
                                               : slot_double_of_bits(meant->initial);
    bool is_first = true;
    fputs(" = ", file);
    switch (meant->kind) {
    case MEANT_INT:
    case MEANT_UINT: write_integer(file, schema, meant->initial, meant->kind == MEANT_UINT); break;
    case MEANT_BOOL: fputs(meant->initial != 0 ? "true" : "false", file); break;
    case MEANT_ENUM:
        for (unsigned i = 0; i < type->count; i++) {
            if ((uint64_t)(int64_t)type->values[i] == meant->initial) fputs(type->names[i], file);
        }
        break;
    case MEANT_FLAGS:
        for (unsigned i = 0; i < type->count; i++) {
            if ((meant->initial >> type->values[i] & 1) == 0) continue;
            fprintf(file, "%s%s", is_first ? "" : " | ", type->names[i]);
            is_first = false;
        }
        if (is_first) fputs("0", file);
        break;
    case MEANT_FLOAT32:
    case MEANT_FLOAT64:
        if (prng_once_in(&schema->prng, 2)) fprintf(file, "%d / 64", (int)(real * 64.0));
        else fprintf(file, "%.6f", real);
        break;
    }
}

static void write_type(FILE *file, struct schema *schema, const struct schema_content *content)
{
    const struct meant_slot *meant = &content->meant;
    switch (meant->kind) {
    case MEANT_INT:
    case MEANT_UINT: {
        const bool natural = meant->kind == MEANT_UINT;
        if (content->sized > 0) {
            const bool is_signed = !natural && (int64_t)meant->low < 0;
            fprintf(file, "%sint%d", is_signed ? "" : "u", content->sized);
            break;
        }
        write_integer(file, schema, meant->low, natural);
        fputs(prng_once_in(&schema->prng, 2) ? ".." : " .. ", file);
        write_integer(file, schema, meant->high, natural);
        break;
    }
    case MEANT_BOOL: fputs("bool", file); break;
    case MEANT_FLOAT32: fputs("float32", file); break;
    case MEANT_FLOAT64: fputs("float64", file); break;
    case MEANT_ENUM:
    case MEANT_FLAGS:
        if (schema->space[0] != '\0' && prng_once_in(&schema->prng, 4)) fprintf(file, "%s.", schema->space);
        fputs(schema->types[content->type].name, file);
        break;
    }
}

static void write_optional(FILE *file, struct schema *schema, const struct meant_slot *meant)
{
    fputs(prng_once_in(&schema->prng, 2) ? "?" : " ?", file);
    if (!meant->has_sentinel) return;
    fputs(" unset ", file);
    write_integer(file, schema, meant->sentinel, meant->kind == MEANT_UINT);
}

static void write_unit(FILE *file, const char *unit)
{
    fputs(" @unit(\"", file);
    for (; *unit != '\0'; unit++) fprintf(file, "%s%c", *unit == '"' || *unit == '\\' ? "\\" : "", *unit);
    fputs("\")", file);
}

static void write_enumeration(FILE *file, struct schema *schema, const struct schema_type *type)
{
    words_doc(file, &schema->prng, "");
    fprintf(file, "%s %s", type->is_flags ? "flags" : "enum", type->name);
    if (type->has_c_name) fprintf(file, " @c_name(\"%s\")", type->c_name + strlen(schema->prefix));
    words_gap(file, &schema->prng);
    fputs("{\n", file);
    int64_t next = 0;
    for (unsigned i = 0; i < type->count; i++) {
        words_doc(file, &schema->prng, "    ");
        fprintf(file, "    %s", type->names[i]);
        if (type->values[i] != next || prng_once_in(&schema->prng, 3)) {
            fputs(" = ", file);
            write_integer(file, schema, (uint64_t)(int64_t)type->values[i], false);
        }
        fputs(i + 1 < type->count || prng_once_in(&schema->prng, 2) ? "," : "", file);
        if (!prng_once_in(&schema->prng, 4)) fputs("\n", file);
        else words_doc(file, &schema->prng, " ");
        next = (int64_t)type->values[i] + 1;
    }
    fputs("\n}\n\n", file);
}

static void write_alias(FILE *file, struct schema *schema, const struct schema_alias *alias)
{
    const struct meant_slot *meant = &alias->content.meant;
    words_doc(file, &schema->prng, "");
    fprintf(file, "type %s = ", alias->name);
    write_type(file, schema, &alias->content);
    if (meant->optional) write_optional(file, schema, meant);
    if (meant->has_default) write_default(file, schema, &alias->content);
    if (meant->unit != NULL) write_unit(file, meant->unit);
    fputs(";\n\n", file);
}

static void write_slot(FILE *file, struct schema *schema, const struct schema_slot *slot, bool is_last_of_declaration)
{
    const struct schema_content *content = &slot->content;
    if (!slot->joined) {
        words_doc(file, &schema->prng, "    ");
        fputs("    ", file);
    }
    fputs(slot->name, file);
    if (!is_last_of_declaration) {
        fputs(", ", file);
        return;
    }
    fputs(":", file);
    words_gap(file, &schema->prng);
    if (content->alias >= 0) fputs(schema->aliases[content->alias].name, file);
    else write_type(file, schema, content);
    if (slot->own_optional) write_optional(file, schema, &content->meant);
    if (slot->own_default) write_default(file, schema, content);
    if (slot->own_unit) write_unit(file, content->meant.unit);
    if (strcmp(slot->name, slot->c_name) != 0) fprintf(file, " @c_name(\"%s\")", slot->c_name);
    fputs(";", file);
    if (prng_once_in(&schema->prng, 3)) words_doc(file, &schema->prng, " ");
    fputs("\n", file);
}

static void write_class(FILE *file, struct schema *schema, const struct schema_class *class)
{
    words_doc(file, &schema->prng, "");
    fprintf(file, "class %s", class->name);
    if (class->has_c_name) fprintf(file, " @c_name(\"%s\")", class->c_name + strlen(schema->prefix));
    if (class->align > 1) fprintf(file, " @align(%u)", class->align);
    if (class->has_size) fprintf(file, " @size(%u)", class->size);
    if (class->has_max_size) fprintf(file, " @max_size(%u)", class->size);
    if (class->pool_capacity > 0) fprintf(file, " @pool(capacity: %u)", class->pool_capacity);
    words_gap(file, &schema->prng);
    fputs("{\n", file);
    for (int i = 0; i < class->slot_count; i++) {
        write_slot(file, schema, &class->slots[i], i + 1 == class->slot_count || !class->slots[i + 1].joined);
    }
    fputs("}\n\n", file);
}

void write_slots(FILE *file, struct schema *schema)
{
    words_doc(file, &schema->prng, "");
    if (schema->space[0] != '\0') fprintf(file, "namespace %s;\n\n", schema->space);
    words_doc(file, &schema->prng, "");
    fprintf(file, "const the_k = %" PRId64 ";\n", schema->constant);
    fputs("const the_half = the_k / 2 + 1/2;\nconst the_rest = -(the_k << 3) % 7;\n\n", file);
    /* Declarations may stand in any order: what is used may come behind its use. */
    const bool classes_first = prng_once_in(&schema->prng, 2);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; (round == 0) == classes_first && i < schema->class_count; i++) {
            write_class(file, schema, &schema->classes[i]);
        }
        for (int i = 0; (round == 1) == classes_first && i < schema->type_count; i++) {
            write_enumeration(file, schema, &schema->types[i]);
        }
        for (int i = 0; (round == 1) == classes_first && i < schema->alias_count; i++) {
            write_alias(file, schema, &schema->aliases[i]);
        }
    }
}
