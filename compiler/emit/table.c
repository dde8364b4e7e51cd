/* SPDX-License-Identifier: MIT */
/*
 * The typed table of a class: its type, what the runtime's functions are for it, rows as values of the class; then the
 * accessors of its rows, which are those of the class with the row behind self.
 */
#include "emit/accessor.h"
#include "emit/expr.h"
#include "emit/parts.h"
#include "emit/rows.h"
#include "emit/words.h"
#include "model/extents.h"
#include "support/arena.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char table_template[] =
    "/*\n"
    " * $class$ by $kind$: $bits$ bits a row. Rows are numbered from 0; one that is not there is a violation, or\n"
    " * SLOT_ESTALE from functions with a status. What points into a row is good until the number of rows changes.\n"
    " */\n"
    "typedef struct $class$_table {\n"
    "    slot_table base;\n"
    "} $class$_table;\n"
    "\n"
    "extern const slot_table_type $class$_slot_table;\n"
    "\n"
    "/* No rows; takes no memory. */\n"
    "static inline void $class$_table_init($class$_table *self)\n"
    "{\n"
    "    slot_table_init(&self->base, &$class$_slot_table, NULL);\n"
    "}\n"
    "\n"
    "/* The same with an allocator of the program's own, or huge pages; NULL: neither. */\n"
    "static inline void $class$_table_init_with($class$_table *self, const slot_storage *storage)\n"
    "{\n"
    "    slot_table_init(&self->base, &$class$_slot_table, storage);\n"
    "}\n"
    "\n"
    "/* Gives all memory back. */\n"
    "static inline void $class$_table_free($class$_table *self)\n"
    "{\n"
    "    slot_table_free(&self->base);\n"
    "}\n"
    "\n"
    "static inline size_t $class$_table_count(const $class$_table *self)\n"
    "{\n"
    "    return slot_table_count(&self->base);\n"
    "}\n"
    "\n"
    "/* Memory for so many rows in all: appending up to there cannot fail. SLOT_ENOMEM: nothing has changed. */\n"
    "static inline slot_status $class$_table_reserve($class$_table *self, size_t rows)\n"
    "{\n"
    "    return slot_table_reserve(&self->base, rows);\n"
    "}\n"
    "\n"
    "/* So many rows; new ones are as init makes an instance. SLOT_ENOMEM: nothing has changed. */\n"
    "static inline slot_status $class$_table_resize($class$_table *self, size_t rows)\n"
    "{\n"
    "    return slot_table_resize(&self->base, rows);\n"
    "}\n"
    "\n"
    "/* The same for new rows of any content: every slot of them is to be written before it is read. */\n"
    "static inline slot_status $class$_table_grow($class$_table *self, size_t rows)\n"
    "{\n"
    "    return slot_table_grow(&self->base, rows);\n"
    "}\n"
    "\n"
    "/* Removes a row; the last one takes its place. SLOT_ESTALE: no such row. */\n"
    "static inline slot_status $class$_table_swap_remove($class$_table *self, size_t row)\n"
    "{\n"
    "    return slot_table_swap_remove(&self->base, row);\n"
    "}\n"
    "\n"
    "/* No rows; the memory stays. */\n"
    "static inline void $class$_table_clear($class$_table *self)\n"
    "{\n"
    "    slot_table_clear(&self->base);\n"
    "}\n"
    "\n"
    "/* Bytes taken from the allocator. */\n"
    "static inline size_t $class$_table_bytes(const $class$_table *self)\n"
    "{\n"
    "    return slot_table_bytes(&self->base);\n"
    "}\n"
    "\n"
    "/* Bytes that the bits of all rows need. */\n"
    "static inline size_t $class$_table_row_bytes(const $class$_table *self)\n"
    "{\n"
    "    return slot_table_row_bytes(&self->base);\n"
    "}\n"
    "\n";

static const char get_row_template[] =
    "/* Copies a row into an instance. SLOT_ESTALE: no such row. */\n"
    "static inline slot_status $class$_table_get_row(const $class$_table *self, size_t row, $class$ *out)\n"
    "{\n"
    "    if (row >= slot_table_count(&self->base)) {\n"
    "        return SLOT_ESTALE;\n"
    "    }\n"
    "$find$"
    "$out$"
    "    return SLOT_OK;\n"
    "}\n"
    "\n";

static const char store_row_template[] =
    "/* Writes all bits of a row that is there, for set_row and append. */\n"
    "static inline void $class$_table_store_row($class$_table *self, size_t row, const $class$ *from)\n"
    "{\n"
    "$find$"
    "$in$"
    "}\n"
    "\n";

static const char set_row_template[] =
    "/* Writes an instance into a row. SLOT_ESTALE: no such row. */\n"
    "static inline slot_status $class$_table_set_row($class$_table *self, size_t row, const $class$ *from)\n"
    "{\n"
    "    if (row >= slot_table_count(&self->base)) {\n"
    "        return SLOT_ESTALE;\n"
    "    }\n"
    "    $class$_table_store_row(self, row, from);\n"
    "    return SLOT_OK;\n"
    "}\n"
    "\n";

static const char append_template[] =
    "/* Adds a row behind the last one, with the values of an instance. SLOT_ENOMEM or SLOT_EFULL: nothing has "
    "changed. */\n"
    "static inline slot_status $class$_table_append($class$_table *self, const $class$ *from)\n"
    "{\n"
    "    const slot_status status = slot_table_extend(&self->base);\n"
    "    if (status == SLOT_OK) {\n"
    "        $class$_table_store_row(self, slot_table_count(&self->base) - 1, from);\n"
    "    }\n"
    "    return status;\n"
    "}\n"
    "\n"
    "/* The same out of the unpacked mirror; where $class$_pack refuses a value, nothing, and what that returns. */\n"
    "static inline slot_status $class$_table_append_values($class$_table *self, const $class$_values *values, int "
    "*bad_slot)\n"
    "{\n"
    "    $class$ fresh;\n"
    "    const slot_status status = $class$_pack(&fresh, values, bad_slot);\n"
    "    return status == SLOT_OK ? $class$_table_append(self, &fresh) : status;\n"
    "}\n"
    "\n";

/* Whether a statement uses a variable: the word alone, not the end of `code_shift` or the member of `out->shift`. */
static bool has_variable(const char *text, const char *name)
{
    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
        const char after = at[strlen(name)];
        if (at > text && (at[-1] == '_' || at[-1] == '>' || isalnum((unsigned char)at[-1]))) continue;
        if (after != '_' && !isalnum((unsigned char)after)) return true;
    }
    return false;
}

/* Where the row lies; `shift` only where there are columns to find. */
static void append_find(struct text *find, struct text *body)
{
    const char *text = text_chars(body);
    if (has_variable(text, "block"))
        text_string(find, "    unsigned char *const block = slot_table_column(&self->base, row, 0);\n");
    if (has_variable(text, "shift")) text_string(find, "    const unsigned shift = slot_table_shift(&self->base);\n");
    if (has_variable(text, "within"))
        text_string(find, "    const size_t within = slot_table_within(&self->base, row);\n");
    if (find->length == 0) text_string(find, "    SLOT_CAST(void, row);\n    SLOT_CAST(void, self);\n");
}

static void emit_rows(struct text *text, const struct model_class *class)
{
    struct text get_body = {0};
    struct text get_find = {0};
    struct text store_body = {0};
    struct text store_find = {0};
    const struct rows_copy out = {.table = class->table, .own = class, .record = "out->", .is_row = true};
    const struct rows_copy in = {.table = class->table, .own = class, .record = "from->", .is_row = true};
    rows_out(&get_body, &out);
    append_find(&get_find, &get_body);
    rows_in(&store_body, &in);
    append_find(&store_find, &store_body);
    if (strstr(text_chars(&store_body), "from->") == NULL) text_string(&store_body, "    SLOT_CAST(void, from);\n");
    const struct hole get[] = {
        {"class", class->c_name}, {"find", text_chars(&get_find)}, {"out", text_chars(&get_body)}, {NULL, NULL}};
    const struct hole store[] = {
        {"class", class->c_name}, {"find", text_chars(&store_find)}, {"in", text_chars(&store_body)}, {NULL, NULL}};
    text_fill(text, get_row_template, get);
    text_fill(text, store_row_template, store);
    if (!class->is_immutable) text_fill(text, set_row_template, store);
    text_fill(text, append_template, store);
    text_free(&get_body);
    text_free(&get_find);
    text_free(&store_body);
    text_free(&store_find);
}

void part_table(struct accessor *accessor, const struct model_class *class)
{
    struct text bits = {0};
    text_uint(&bits, class->row_bits);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"kind", class->table_rows ? "rows" : "columns"},
                                 {"bits", text_chars(&bits)},
                                 {NULL, NULL}};
    text_fill(accessor->out, table_template, holes);
    emit_rows(accessor->out, class);
    part_accessors(accessor, class->table);
    part_table_bulk(accessor->out, class, false);
    text_free(&bits);
}

/* ---- The source ---- */

static const char type_template[] =
    "$data$"
    "const slot_table_type $class$_slot_table = {\n"
    "    &$class$_class,\n"
    "    $codes$,\n"
    "    $presence$,\n"
    "    $strides$,\n"
    "    $initial$,\n"
    "    UINT64_C($row_bits$),\n"
    "    $column_count$u,\n"
    "    $is_rows$\n"
    "};\n"
    "\n";

/* "    {UINT64_C(14), 4u, 0u},\n" */
static void append_column(struct text *text, uint64_t prefix, uint32_t stride, uint32_t bit)
{
    text_string(text, "    {UINT64_C(");
    text_uint(text, prefix);
    text_string(text, "), ");
    text_uint(text, stride);
    text_string(text, "u, ");
    text_uint(text, bit);
    text_string(text, "u},\n");
}

/* Whether a slot is one code in a row that has the meaning of the class's codes: not in a host's order, no digit. */
static bool is_column(const struct model_slot *slot)
{
    return slot->dim_count == 1 && slot->encoding.width > 0 && model_unit(slot) == 0 && slot->place.group_bits == 0;
}

static void append_columns(struct text *text, const struct model_class *table, bool presence)
{
    text_strings(text, "static const slot_column ", table->record->c_name, "_slot_", presence ? "presence" : "codes",
                 "[] = {\n", NULL);
    for (size_t i = 0; i < table->slot_count; i++) {
        const struct model_slot *slot = &table->slots[i];
        if (presence && slot->encoding.presence_bit && slot->dims[0].presence_stride > 0 && slot->dim_count == 1) {
            append_column(text, slot->presence_prefix, slot->dims[0].presence_stride, slot->place.presence);
        } else if (!presence && is_column(slot)) {
            append_column(text, slot->prefix, slot->dims[0].stride, slot->place.bit);
        } else {
            append_column(text, 0, 0, 0);
        }
    }
    text_string(text, "};\n\n");
}

static void append_strides(struct text *text, const struct model_class *table)
{
    text_strings(text, "static const uint32_t ", table->record->c_name, "_slot_strides[] = {", NULL);
    for (size_t i = 0; i < table->column_count; i++) {
        text_string(text, i == 0 ? "" : i % 16 == 0 ? ",\n    " : ", ");
        text_uint(text, table->columns[i]);
        text_string(text, "u");
    }
    text_string(text, "};\n\n");
}

/* The bits of a row as init makes it, where some are not zero: of a record that has the columns behind each other. */
static bool append_initial(struct text *text, const struct model_class *table)
{
    struct model_class row = *table;
    struct model_slot *slots = memory_resize(NULL, (table->slot_count + 1) * sizeof *slots);
    row.slots = slots;
    row.size = (uint32_t)((table->row_bits + 7) / 8);
    for (size_t i = 0; i < table->slot_count; i++) {
        slots[i] = table->slots[i];
        slots[i].dims++;
        slots[i].dim_count--;
        slots[i].place.bit += (uint32_t)slots[i].prefix;
        slots[i].place.presence += (uint32_t)slots[i].presence_prefix;
    }
    unsigned char *units;
    unsigned char *bytes = words_initial(&row, &units);
    bool is_zero = true;
    for (uint32_t i = 0; i < row.size; i++) is_zero = is_zero && bytes[i] == 0;
    if (!is_zero) {
        text_strings(text, "static const unsigned char ", table->record->c_name, "_slot_initial[", NULL);
        text_uint(text, row.size);
        text_string(text, "] = {");
        words_append_initial(text, bytes, units, row.size);
        text_string(text, "};\n\n");
    }
    free(bytes);
    free(units);
    free(slots);
    return !is_zero;
}

static bool has_presence(const struct model_class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        if (class->slots[i].encoding.presence_bit) return true;
    }
    return false;
}

void part_table_type(struct text *text, const struct model_class *class)
{
    const struct model_class *table = class->table;
    struct text data = {0};
    struct text names[4] = {{0}, {0}, {0}, {0}};
    struct text row_bits = {0};
    struct text column_count = {0};
    const char *const ends[] = {"_slot_codes", "_slot_presence", "_slot_strides", "_slot_initial"};
    const bool is_there[] = {class->slot_count > 0, has_presence(class), table->column_count > 0,
                             append_initial(&data, table)};
    if (is_there[0]) append_columns(&data, table, false);
    if (is_there[1]) append_columns(&data, table, true);
    if (is_there[2]) append_strides(&data, table);
    for (size_t i = 0; i < 4; i++)
        text_strings(&names[i], is_there[i] ? class->c_name : "NULL", is_there[i] ? ends[i] : "", NULL);
    text_uint(&row_bits, class->row_bits);
    text_uint(&column_count, table->column_count);
    const struct hole holes[] = {{"class", class->c_name},
                                 {"data", text_chars(&data)},
                                 {"codes", text_chars(&names[0])},
                                 {"presence", text_chars(&names[1])},
                                 {"strides", text_chars(&names[2])},
                                 {"initial", text_chars(&names[3])},
                                 {"row_bits", text_chars(&row_bits)},
                                 {"column_count", text_chars(&column_count)},
                                 {"is_rows", class->table_rows ? "true" : "false"},
                                 {NULL, NULL}};
    text_fill(text, type_template, holes);
    text_free(&data);
    for (size_t i = 0; i < 4; i++) text_free(&names[i]);
    text_free(&row_bits);
    text_free(&column_count);
}
