/* SPDX-License-Identifier: MIT */
/*
 * Writes a C header with three functions for each slot of a schema, which ask its typed accessors: whether they say
 * what the index table says, setting it, clearing it; and with a table of them for typed.c. The same once more for a
 * row of the class's table, where it has one: the functions bring the record there and back.
 */
#include "schema.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char same_template[] =
    "static bool same_$k$(const void *record, uint32_t e, const slot_value *want, bool has)\n"
    "{\n"
    "$look$"
    "    (void)e, (void)has, (void)want;\n"
    "    return SAME_$style$(want, $T$, $F$_get_$n$(self$row$$at$))$more$;\n"
    "}\n\n";

/* Of a slot that may be unset or of another arm. */
static const char same_fallible_template[] =
    "static bool same_$k$(const void *record, uint32_t e, const slot_value *want, bool has)\n"
    "{\n"
    "$look$"
    "    $T$ out;\n"
    "    (void)e;\n"
    "    memset(&out, 0, sizeof out);\n"
    "    $constant$$T$ fallback = out;\n"
    "    if ($F$_has_$n$(self$row$$there$) != has) return false;\n"
    "    if ($F$_try_get_$n$(self$row$$at$, &out) != (has ? SLOT_OK : SLOT_EUNSET)) return false;\n"
    "    if (!has) {\n"
    "        (void)$F$_get_$n$(self$row$$at$);\n"
    "        return $refused$ && SAME_BYTES($T$, $F$_get_$n$_or(self$row$$at$, fallback), fallback);\n"
    "    }\n"
    "    return SAME_$style$(want, $T$, out) && SAME_$style$(want, $T$, $F$_get_$n$(self$row$$at$)) &&\n"
    "           SAME_$style$(want, $T$, $F$_get_$n$_or(self$row$$at$, fallback))$more$;\n"
    "}\n\n";

static const char same_group_template[] =
    "static bool same_$k$(const void *record, uint32_t e, const slot_value *want, bool has)\n"
    "{\n"
    "$look$"
    "    (void)e;\n"
    "    return $F$_has_$n$(self$row$$at$) == has && has == (want->kind == SLOT_VALUE_GROUP || want->kind == "
    "SLOT_VALUE_ARRAY);\n"
    "}\n\n";

static const char same_tag_template[] =
    "static bool same_$k$(const void *record, uint32_t e, const slot_value *want, bool has)\n"
    "{\n"
    "$look$"
    "    const $A$ arm = $F$_which_$o$(self$row$$at$);\n"
    "    const int refused = violations_take();\n"
    "    (void)e, (void)has;\n"
    "    if (want->kind != SLOT_VALUE_UNSET) return refused == 0 && (int64_t)arm == typed_number(want);\n"
    "    return refused == 1 ? $dead$ : $none$;\n"
    "}\n\n";

static const char put_template[] =
    "static slot_status put_$k$(void *record, uint32_t e, const slot_value *value)\n"
    "{\n"
    "$take$"
    "    (void)e;\n"
    "    const slot_status status = $F$_try_set_$n$(self$row$$at$, $argument$);\n"
    "    $F$_set_$n$(self$row$$at$, $argument$);\n"
    "$back$"
    "    return typed_agreed(status);\n"
    "}\n\n";

static const char put_tag_template[] =
    "static slot_status put_$k$(void *record, uint32_t e, const slot_value *value)\n"
    "{\n"
    "$take$"
    "    const $A$ arm = ($A$)typed_number(value);\n"
    "    (void)e;\n"
    "    const slot_status status = $F$_try_switch_$o$(self$row$$at$, arm);\n"
    "    $F$_switch_$o$(self$row$$at$, arm);\n"
    "$back$"
    "    return typed_agreed(status);\n"
    "}\n\n";

static const char clear_template[] =
    "static void clear_$k$(void *record, uint32_t e)\n"
    "{\n"
    "$take$"
    "    (void)e;\n"
    "    $F$_clear_$n$(self$row$$there$);\n"
    "$back$"
    "}\n\n";

/* All elements at once, out and in again. */
static const char bulk_template[] =
    "static bool bulk_$k$(void *record)\n"
    "{\n"
    "    $C$ *self = record;\n"
    "    const int index = $C$_SLOT_$n$;\n"
    "    $T$ values[$count$];\n"
    "    bool has[$count$];\n"
    "    memset(values, 0, sizeof values);\n"
    "    memset(has, 1, sizeof has);\n"
    "    const slot_status status = $C$_read_$n$(self, values$flags$);\n"
    "    if (status != SLOT_OK) return status == SLOT_EUNSET && typed_is_unset(&$C$_class, self, index);\n"
    "    for (uint32_t e = 0; e < $count$; e++) {\n"
    "        slot_value want;\n"
    "        if (slot_get_at(&$C$_class, self, index, e, &want) != SLOT_OK) return false;\n"
    "        if ($has_flags$ && has[e] != slot_has_at(&$C$_class, self, index, e)) return false;\n"
    "        if (has[e] && !SAME_$style$(&want, $T$, values[e])) return false;\n"
    "    }\n"
    "$mask$$write$    return violations_take() == 0;\n"
    "}\n\n";

static const char write_template[] =
    "    $C$ before = *self;\n"
    "    if ($C$_write_$n$(self, values$flags$) != SLOT_OK) return false;\n"
    "    if (memcmp(&before, self, sizeof before) != 0) return false;\n";

static const char mask_template[] =
    "    const uint64_t mask = $C$_get_$n$_mask(self);\n"
    "    for (uint32_t e = 0; e < 64; e++) {\n"
    "        if ((mask >> e & 1) != (e < $count$ && values[e < $count$ ? e : 0])) return false;\n"
    "    }\n";

static const char set_mask_template[] =
    "    if ($count$ < 64 && $C$_try_set_$n$_mask(self, UINT64_C(1) << $count$ % 64) != SLOT_ERANGE) return false;\n"
    "    if ($C$_try_set_$n$_mask(self, mask) != SLOT_OK || $C$_get_$n$_mask(self) != mask) return false;\n";

/* An inline class as a whole: what is set is what is got. */
static const char node_template[] =
    "static bool node_$k$(void *record, uint32_t e, const void *instance)\n"
    "{\n"
    "$take$"
    "    (void)e;\n"
    "    const $T$ value = *(const $T$ *)instance;\n"
    "    if ($F$_try_set_$n$(self$row$$at$, value) != SLOT_OK) return false;\n"
    "    const $T$ got = $F$_get_$n$(self$row$$at$);\n"
    "$back$"
    "    return memcmp(&got, instance, sizeof got) == 0 && violations_take() == 0;\n"
    "}\n\n";

static const char *const style_names[] = {"INT",   "UINT",  "BOOL",  "ENUM", "FLAGS", "STEPS", "FLOAT",
                                          "FLOAT", "FLOAT", "TEXT",  "TEXT", "ID",    "ID",    "POINTER",
                                          "ANY",   "CLASS", "CLASS", "TAG",  "GROUP"};

static const char *const arguments[] = {"value->as.integer",
                                        "value->as.natural",
                                        "value->as.truth",
                                        "($T$)value->as.integer",
                                        "value->as.natural",
                                        "value->as.real",
                                        "(float)value->as.real",
                                        "(float)value->as.real",
                                        "value->as.real",
                                        "value->as.text.data, value->as.text.length",
                                        "value->as.text.data, value->as.text.length",
                                        "$T$_of(typed_id(value))",
                                        "$T$_of(typed_id(value))",
                                        "($T$)typed_address(value)",
                                        "*value",
                                        "*(const $T$ *)value->as.instance.self"};

/* What a template's holes stand for. */
struct hole {
    char name[12];
    char text[1200];
};

struct holes {
    struct hole holes[32];
    unsigned count;
};

static void hole_set(struct holes *holes, const char *name, const char *text)
{
    struct hole *hole = &holes->holes[0];
    unsigned i = 0;
    for (; i < holes->count; i++) {
        if (strcmp(holes->holes[i].name, name) == 0) break;
    }
    hole = &holes->holes[i];
    if (i == holes->count) holes->count++;
    snprintf(hole->name, sizeof hole->name, "%s", name);
    if (snprintf(hole->text, sizeof hole->text, "%s", text) >= (int)sizeof hole->text) abort();
}

static const char *hole_find(const struct holes *holes, const char *name, size_t length)
{
    for (unsigned i = 0; i < holes->count; i++) {
        const struct hole *hole = &holes->holes[i];
        if (strlen(hole->name) == length && memcmp(hole->name, name, length) == 0) return hole->text;
    }
    fprintf(stderr, "no hole %.*s\n", (int)length, name);
    abort();
}

static void fill(char *text, size_t size, const char *template, const struct holes *holes)
{
    size_t length = 0;
    while (*template != '\0') {
        if (*template != '$') {
            if (length + 1 < size) text[length++] = *template;
            template ++;
            continue;
        }
        const char *end = strchr(template + 1, '$');
        const char *value = hole_find(holes, template + 1, (size_t)(end - template - 1));
        while (*value != '\0' && length + 1 < size) text[length++] = *value++;
        template = end + 1;
    }
    text[length] = '\0';
    if (length + 1 >= size) abort();
}

static void emit(FILE *out, const char *template, const struct holes *holes)
{
    char text[8000];
    fill(text, sizeof text, template, holes);
    fputs(text, out);
}

static void hole_fill(struct holes *holes, const char *name, const char *template)
{
    char text[1200];
    fill(text, sizeof text, template, holes);
    hole_set(holes, name, text);
}

static unsigned count_elements(const struct flat *flat)
{
    unsigned count = 1;
    for (unsigned i = 0; i < flat->dim_count; i++) count *= flat->dims[i];
    return count;
}

/* `, e / 6, e / 2 % 3, e % 2`: the first `shown` indices of element e. */
static void write_indices(char *text, size_t size, const struct flat *flat, unsigned shown)
{
    text[0] = '\0';
    for (unsigned i = 0; i < shown; i++) {
        unsigned stride = 1;
        for (unsigned k = i + 1; k < flat->dim_count; k++) stride *= flat->dims[k];
        const size_t length = strlen(text);
        snprintf(text + length, size - length, ", e / %u %% %u", stride, flat->dims[i]);
    }
}

static bool is_optional(const struct flat *flat)
{
    return flat->content != NULL && (flat->content->is_optional || flat->content->is_element_optional);
}

static bool is_fallible(const struct flat *flat)
{
    return flat->may_be_dead || is_optional(flat) || flat->style == STYLE_ANY;
}

static bool has_bulk(const struct flat *flat)
{
    if (flat->dim_count == 0 || flat->has_no_bulk || flat->is_by) return false;
    if (flat->style >= STYLE_TAG || flat->style == STYLE_TEXT || flat->style == STYLE_BYTES) return false;
    return flat->dim_count == flat->own_dims || !flat->content->is_optional;
}

/* Whether indices of all dimensions tell which "unset" is meant. */
static bool is_unset_by_element(const struct flat *flat)
{
    return flat->style == STYLE_ANY || flat->content->is_element_optional;
}

/* The functions of the class, or those of a row of its table: `self` is the table then, which holds a copy. */
static void set_self_holes(struct holes *holes, bool is_table)
{
    hole_fill(holes, "F", is_table ? "$C$_table" : "$C$");
    hole_set(holes, "row", is_table ? ", typed_row" : "");
    hole_fill(holes, "look",
              is_table ? "    const $C$_table *self = table_$C$(record);\n" : "    const $C$ *self = record;\n");
    hole_fill(holes, "take", is_table ? "    $C$_table *self = table_$C$(record);\n" : "    $C$ *self = record;\n");
    hole_fill(holes, "back", is_table ? "    back_$C$(record);\n" : "");
}

static void set_slot_holes(struct holes *holes, const struct class *class, const struct flat *flat, unsigned number,
                           bool is_table)
{
    char text[1200];
    snprintf(text, sizeof text, "ops_%s", class->name);
    hole_set(holes, "C", text);
    set_self_holes(holes, is_table);
    hole_set(holes, "n", flat->path);
    hole_set(holes, "o", flat->arms_path);
    hole_set(holes, "A", flat->arms_type);
    snprintf(text, sizeof text, "%u", number);
    hole_set(holes, "k", text);
    snprintf(text, sizeof text, "%uu", count_elements(flat));
    hole_set(holes, "count", text);
    write_indices(text, sizeof text, flat, flat->dim_count);
    hole_set(holes, "at", text);
    hole_set(holes, "style", style_names[flat->style]);
    hole_set(holes, "more", "");
    hole_set(holes, "dead", flat->may_be_dead ? "true" : "false");
    if (flat->content == NULL) return;
    hole_set(holes, "T", flat->content->type_name);
    hole_set(holes, "constant", flat->style == STYLE_POINTER ? "" : "const ");
    const bool by_element = is_unset_by_element(flat);
    write_indices(text, sizeof text, flat, by_element ? flat->dim_count : flat->dim_count - flat->own_dims);
    hole_set(holes, "there", text);
    const bool may_be_quiet = flat->content->has_sentinel;
    hole_set(holes, "refused", may_be_quiet ? "violations_take() <= 1" : "violations_take() == 1");
    if (flat->style == STYLE_TEXT || flat->style == STYLE_BYTES) {
        snprintf(text, sizeof text, " && typed_same_copy(want, $F$_copy_$n$(self$row$$at$, typed_buffer, %u))", 64u);
        hole_fill(holes, "more", text);
    }
    if (flat->style == STYLE_CLASS && !flat->is_node && !is_table) {
        hole_fill(holes, "more", " && $C$_view_$n$(self$at$) == want->as.instance.self");
    }
    if (flat->style == STYLE_STEPS && !flat->is_overlaid) {
        hole_fill(holes, "more",
                  " && typed_same_steps($F$_get_$n$_steps(self$row$$at$), $C$_$n$_MIN_STEPS, $C$_$n$_MAX_STEPS, want)");
    }
    if (flat->style < STYLE_TAG) hole_fill(holes, "argument", arguments[flat->style]);
    const bool has_flags = flat->content->is_element_optional && !flat->content->has_sentinel;
    hole_set(holes, "flags", has_flags ? ", has" : "");
    hole_set(holes, "has_flags", has_flags ? "true" : "false");
}

static bool is_writable(const struct class *class, const struct flat *flat)
{
    return !class->is_immutable && !flat->is_by && !flat->is_fixed;
}

static void emit_bulk(FILE *out, struct holes *holes, const struct class *class, const struct flat *flat)
{
    char mask[1200] = "";
    hole_set(holes, "mask", "");
    hole_set(holes, "write", "");
    if (is_writable(class, flat) && !flat->is_overlaid) hole_fill(holes, "write", write_template);
    if (flat->style == STYLE_BOOL && flat->dim_count == 1 && flat->own_dims == 1 && count_elements(flat) <= 64 &&
        !flat->content->is_element_optional && flat->content->layout != LAYOUT_NATURAL) { /* units are no mask */
        snprintf(mask, sizeof mask, "%s%s", mask_template, is_writable(class, flat) ? set_mask_template : "");
        hole_fill(holes, "mask", mask);
    }
    emit(out, bulk_template, holes);
}

static void emit_slot(FILE *out, const struct class *class, const struct flat *flat, unsigned number, bool is_table)
{
    struct holes holes;
    holes.count = 0;
    set_slot_holes(&holes, class, flat, number, is_table);
    if (flat->style == STYLE_TAG) {
        hole_fill(&holes, "none", flat->is_tag_optional ? "refused == 0 && arm == $A$_NONE" : "false");
        emit(out, same_tag_template, &holes);
        if (is_writable(class, flat)) emit(out, put_tag_template, &holes);
        return;
    }
    if (flat->style == STYLE_GROUP) {
        emit(out, same_group_template, &holes);
        if (is_writable(class, flat)) emit(out, clear_template, &holes);
        return;
    }
    emit(out, is_fallible(flat) ? same_fallible_template : same_template, &holes);
    if (is_writable(class, flat)) emit(out, put_template, &holes);
    if (is_writable(class, flat) && (is_optional(flat) || flat->style == STYLE_ANY)) emit(out, clear_template, &holes);
    if (has_bulk(flat) && !is_table) emit_bulk(out, &holes, class, flat);
}

/* The functions of the oneof behind a `by` slot, numbered one higher. */
static void emit_by(FILE *out, const struct class *class, const struct flat *flat, unsigned number, bool is_table)
{
    struct holes holes;
    holes.count = 0;
    set_slot_holes(&holes, class, flat, number + 1, is_table);
    hole_fill(&holes, "none", flat->content->is_optional ? "refused == 0 && arm == $A$_NONE" : "false");
    emit(out, same_tag_template, &holes);
    if (!class->is_immutable && !flat->is_fixed) emit(out, put_tag_template, &holes);
}

static void write_values(FILE *out, const struct flat *flat)
{
    const struct content *content = flat->content;
    if (flat->style == STYLE_TAG) {
        fprintf(out, "TYPED_TAG, 0, %u, 1, 0, false, NULL, 0, NULL", flat->arm_count - 1);
        return;
    }
    fprintf(out,
            "TYPED_%s, UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64 "), UINT64_C(%" PRIu64
            "), %s, ",
            flat->style == STYLE_TEXT     ? "TEXT"
            : flat->style == STYLE_BYTES  ? "BYTES"
            : flat->style == STYLE_REF    ? "REF"
            : flat->style == STYLE_SYMBOL ? "SYMBOL"
            : flat->style == STYLE_HALF   ? "HALF"
            : flat->style == STYLE_DOUBLE ? "DOUBLE"
                                          : style_names[flat->style],
            content->low, content->high, content->step == 0 ? 1 : content->step, content->unset,
            content->has_sentinel ? "true" : "false");
    if (content->enumeration == NULL) fprintf(out, "NULL, 0, ");
    else fprintf(out, "values_%s, %u, ", content->enumeration->name, content->enumeration->count);
    if (content->target == NULL) fprintf(out, "NULL");
    else fprintf(out, "&ops_%s_class", content->target->name);
}

static void write_function(FILE *out, const char *name, unsigned number, bool is_there)
{
    if (is_there) fprintf(out, ", %s_%u", name, number);
    else fprintf(out, ", NULL");
}

static void write_row(FILE *out, const struct class *class, const struct flat *flat, unsigned number, bool is_table)
{
    const bool is_spread = flat->content != NULL && flat->content->is_optional && flat->own_dims > 0;
    const bool is_handle = flat->style == STYLE_SYMBOL || flat->style == STYLE_REF || flat->style == STYLE_POINTER;
    fprintf(out, "    {\"%s\", ops_%s_SLOT_%s, %u, %u, %s, %s, {", flat->path, class->name, flat->path,
            flat->dim_count == 0 ? 0 : count_elements(flat), flat->zone, is_spread ? "true" : "false",
            is_handle ? "true" : "false");
    write_values(out, flat);
    const bool can_put = flat->style != STYLE_GROUP && is_writable(class, flat);
    const bool can_clear = is_writable(class, flat) && (is_optional(flat) || flat->style == STYLE_ANY);
    fprintf(out, "}, %d, false, %s, %s, same_%u", flat->is_placed ? (int)flat->bit : -1,
            flat->is_overlaid ? "true" : "false", is_spread && flat->dim_count > flat->own_dims ? "true" : "false",
            number);
    write_function(out, "put", number, can_put);
    write_function(out, "clear", number, can_clear);
    write_function(out, "bulk", number, has_bulk(flat) && !is_table);
    fprintf(out, "},\n");
    if (!flat->is_by) return;
    fprintf(out, "    {\"%s\", ops_%s_SLOT_%s, 0, %u, false, false, {", flat->arms_path, class->name, flat->path,
            flat->zone);
    write_values(out, flat);
    fprintf(out, "}, -1, true, false, false, same_%u", number + 1);
    write_function(out, "put", number + 1, !class->is_immutable && !flat->is_fixed);
    fprintf(out, ", NULL, NULL},\n");
}

static void write_class(FILE *out, const struct class *class, const struct flat_list *list, unsigned *number,
                        bool is_table)
{
    const char *const end = is_table ? "_table" : "";
    if (is_table) fprintf(out, "TYPED_TABLE(ops_%s)\n\n", class->name);
    const unsigned first = *number;
    for (unsigned i = 0; i < list->count; i++, *number += 2) {
        const struct flat *flat = &list->flats[i];
        if (!flat->is_node) {
            emit_slot(out, class, flat, *number, is_table);
            if (flat->is_by) emit_by(out, class, flat, *number, is_table);
        } else if (is_writable(class, flat)) {
            struct holes holes;
            holes.count = 0;
            set_slot_holes(&holes, class, flat, *number, is_table);
            emit(out, node_template, &holes);
        }
    }
    fprintf(out, "static const struct typed_slot slots_%s%s[] = {\n", class->name, end);
    for (unsigned i = 0; i < list->count; i++) {
        if (!list->flats[i].is_node) write_row(out, class, &list->flats[i], first + 2 * i, is_table);
    }
    fprintf(out, "};\n\nstatic const struct typed_node nodes_%s%s[] = {\n", class->name, end);
    for (unsigned i = 0; i < list->count; i++) {
        const struct flat *flat = &list->flats[i];
        if (!flat->is_node || !is_writable(class, flat)) continue;
        fprintf(out, "    {\"%s\", %u, &ops_%s_class, node_%u},\n", flat->path, count_elements(flat),
                flat->content->target->name, first + 2 * i);
    }
    fprintf(out, "    {NULL, 0, NULL, NULL}};\n\n");
    if (!is_table) mirror_write(out, class);
}

static void write_enums(FILE *out, const struct enumeration *list)
{
    for (unsigned i = 0; i < MOST_ENUMS; i++) {
        fprintf(out, "static const int32_t values_%s[] = {", list[i].name);
        for (unsigned k = 0; k < list[i].count; k++) fprintf(out, "%d, ", list[i].values[k]);
        fprintf(out, "};\n");
    }
}

void typed_write(FILE *out, const struct schema *schema)
{
    static struct flat_list list;
    unsigned number = 0;
    for (unsigned i = 0; i < schema->file_count; i++)
        fprintf(out, "#include \"%s.private.slots.h\"\n", schema->file_names[i]);
    fprintf(out, "#include \"typed.h\"\n\n");
    write_enums(out, schema->enums);
    write_enums(out, schema->flags);
    for (unsigned i = 0; i < schema->class_count; i++) {
        flatten_class(&schema->classes[i], &list);
        write_class(out, &schema->classes[i], &list, &number, false);
        if (schema->classes[i].has_table) write_class(out, &schema->classes[i], &list, &number, true);
    }
    fprintf(out, "#define CLASS_SIZES(X)");
    for (unsigned i = 0; i < schema->class_count; i++) {
        const struct class *class = &schema->classes[i];
        fprintf(out, " \\\n    X(%s, %u, %u)", class->name, class->least_size, class->most_size);
    }
    fprintf(out, "\n\n#define TABLE_SIZES(X)");
    for (unsigned i = 0; i < schema->class_count; i++) {
        const struct class *class = &schema->classes[i];
        if (class->has_table) fprintf(out, " \\\n    X(%s, %u, %u)", class->name, class->least_size, class->most_size);
    }
    fprintf(out, "\n");
}

void classes_write(FILE *out, const struct schema *schema)
{
    fprintf(out, "#include \"random.slots.h\"\n\n#define CLASSES(X)");
    for (unsigned i = 0; i < schema->class_count; i++) fprintf(out, " X(%s)", schema->classes[i].name);
    fprintf(out, "\n");
}
