/* SPDX-License-Identifier: MIT */
/*
 * Writes a function for each class that compares the members of its unpacked mirror with what the index table says.
 * Members whose name C may take amiss are left out: that name may have a `_` behind it.
 */
#include "schema.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where in the tree the walk is: the members on the way, and the name in C that they have together. */
struct walk {
    FILE *out;
    const char *class;
    char members[MOST_PATH], path[MOST_PATH];
    unsigned margin;
};

static void join(char *text, const char *before, const char *name, const char *behind)
{
    if (snprintf(text, MOST_PATH, "%s%s%s", before, name, behind) >= MOST_PATH) abort();
}

/* Whether it is one of name_next: letters and a number. */
static bool is_plain(const char *name)
{
    while (islower((unsigned char)*name)) name++;
    return isdigit((unsigned char)*name) && name[strspn(name, "0123456789")] == '\0';
}

static const char *const styles[] = {"INT",   "UINT",  "BOOL", "ENUM", "FLAGS", "STEPS",   "FLOAT", "FLOAT",
                                     "FLOAT", "CHARS", "RAW",  "ID",   "ID",    "POINTER", "ANY",   "INSTANCE"};

static unsigned count_elements(const struct content *content)
{
    unsigned count = 1;
    for (unsigned i = 0; i < content->dim_count; i++) count *= content->dims[i];
    return count;
}

/* Element e of an array of several dimensions: "[e / 6][e / 2 % 3][e % 2]". */
static void write_index(char *text, size_t size, const struct content *content, const char *before, const char *behind)
{
    text[0] = '\0';
    for (unsigned i = 0; i < content->dim_count; i++) {
        unsigned stride = 1;
        for (unsigned k = i + 1; k < content->dim_count; k++) stride *= content->dims[k];
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "%se / %u %% %u%s", before, stride, content->dims[i], behind);
    }
}

static bool has_flag(const struct content *content)
{
    return (content->is_optional || content->is_element_optional) && !content->has_sentinel;
}

static void write_slot(const struct walk *walk, const struct item *item)
{
    const struct content *content = &item->content;
    char index[200], path[MOST_PATH];
    join(path, walk->path, item->c_name, "");
    write_index(index, sizeof index, content, "[", "]");
    fprintf(walk->out, "%*sfor (uint32_t e = 0; e < %u; e++) {\n", (int)walk->margin, "", count_elements(content));
    fprintf(walk->out, "%*s    const int index = ops_%s_SLOT_%s;\n", (int)walk->margin, "", walk->class, path);
    if (has_flag(content)) {
        fprintf(
            walk->out, "%*s    if (!typed_has_flag(&ops_%s_class, self, index, e, values.%shas_%s%s)) return false;\n",
            (int)walk->margin, "", walk->class, walk->members, item->c_name, content->is_element_optional ? index : "");
        fprintf(walk->out, "%*s    if (!slot_has_at(&ops_%s_class, self, index, e)) continue;\n", (int)walk->margin, "",
                walk->class);
    }
    fprintf(walk->out,
            "%*s    if (slot_get_at(&ops_%s_class, self, index, e, &want) != SLOT_OK ||\n"
            "%*s        !SAME_%s(&want, %s, values.%s%s%s)) return false;\n%*s}\n",
            (int)walk->margin, "", walk->class, (int)walk->margin, "", styles[content->style], content->type_name,
            walk->members, item->c_name, index, (int)walk->margin, "");
}

/* An inline class lies in the mirror as an instance of its own. */
static void write_inline(const struct walk *walk, const struct item *item)
{
    const struct content *content = &item->content;
    char index[200], arguments[200], path[MOST_PATH];
    join(path, walk->path, item->c_name, "");
    write_index(index, sizeof index, content, "[", "]");
    write_index(arguments, sizeof arguments, content, ", ", "");
    const char *flag_index = content->is_element_optional ? index : "";
    const char *flag_arguments = content->is_element_optional || content->dim_count == 0 ? arguments : "";
    fprintf(walk->out, "%*sfor (uint32_t e = 0; e < %u; e++) {\n", (int)walk->margin, "", count_elements(content));
    if (has_flag(content)) {
        fprintf(walk->out, "%*s    const bool has = ops_%s_has_%s(self%s);\n", (int)walk->margin, "", walk->class, path,
                flag_arguments);
        fprintf(walk->out, "%*s    if (values.%shas_%s%s != has) return false;\n%*s    if (!has) continue;\n",
                (int)walk->margin, "", walk->members, item->c_name, flag_index, (int)walk->margin, "");
    }
    fprintf(walk->out, "%*s    if (!SAME_BYTES(%s, values.%s%s%s, ops_%s_get_%s(self%s))) return false;\n%*s}\n",
            (int)walk->margin, "", content->type_name, walk->members, item->c_name, index, walk->class, path, arguments,
            (int)walk->margin, "");
}

static void write_items(const struct walk *walk, const struct item *items, unsigned count);

/* Whether an arm is a struct of its own, as it is where one member does not tell all. */
static bool is_struct(const struct arm *arm)
{
    return arm->is_group || has_flag(&arm->items[0].content);
}

static void write_arm(const struct walk *walk, const struct item *oneof, unsigned number)
{
    const struct arm *arm = &oneof->arms[number];
    struct walk inner = *walk;
    if (!is_plain(arm->name) && is_struct(arm)) return;
    const struct item *gate = oneof->by != NULL ? oneof->by : oneof;
    join(inner.members, walk->members, oneof->c_name, ".");
    if (is_struct(arm)) {
        struct walk outer = inner;
        join(inner.members, outer.members, arm->name, ".");
    }
    join(inner.path, walk->path, oneof->c_name, "_");
    inner.margin += 4;
    fprintf(walk->out, "%*sif (typed_says(&ops_%s_class, self, ops_%s_SLOT_%s%s, %d)) {\n", (int)walk->margin, "",
            walk->class, walk->class, walk->path, gate->c_name,
            oneof->by == NULL ? (int)number : arm_number_by(&oneof->by->content, arm->name));
    write_items(&inner, arm->items, arm->count);
    fprintf(walk->out, "%*s}\n", (int)walk->margin, "");
}

static void write_items(const struct walk *walk, const struct item *items, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const struct item *item = &items[i];
        if (item->kind == ITEM_RESERVED || item->kind == ITEM_OVERLAY || !is_plain(item->c_name)) continue;
        if (item->kind == ITEM_SLOT && item->content.style == STYLE_INLINE) write_inline(walk, item);
        else if (item->kind == ITEM_SLOT) write_slot(walk, item);
        if (item->kind != ITEM_ONEOF) continue;
        if (item->by == NULL)
            fprintf(walk->out, "%*sif (values.%swhich_%s != ops_%s_which_%s%s(self)) return false;\n",
                    (int)walk->margin, "", walk->members, item->c_name, walk->class, walk->path, item->c_name);
        for (unsigned arm = 0; arm < item->arm_count; arm++) write_arm(walk, item, arm);
    }
}

static void write_class(const struct walk *walk, const struct class *class)
{
    if (class->base != NULL) write_class(walk, class->base);
    write_items(walk, class->items, class->count);
}

void mirror_write(FILE *out, const struct class *class)
{
    const struct walk walk = {.out = out, .class = class->name, .margin = 4};
    fprintf(
        out,
        "static bool mirror_%s(const void *record)\n{\n    const ops_%s *self = record;\n    ops_%s_values values;\n"
        "    slot_value want;\n    memset(&values, 0x5a, sizeof values);\n    ops_%s_unpack(self, &values);\n"
        "    (void)want;\n",
        class->name, class->name, class->name, class->name);
    write_class(&walk, class);
    fprintf(out, "    return true;\n}\n\n");
}
