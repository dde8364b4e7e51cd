/* SPDX-License-Identifier: MIT */
/* Constant data of one class or type; see tables.h. */
#include "emit/tables.h"

#include "emit/expr.h"
#include "names/perfect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* C99 compilers need not take longer literals, and -Wpedantic says so. */
enum { LONGEST_LITERAL = 4095, NUMBERS_PER_LINE = 8 };

/* What a table of names keeps beside a name: its index, its length, a NUL. */
enum { RECORD_BYTES = 4 };

void tables_end(struct tables *tables)
{
    text_free(&tables->members);
    text_free(&tables->initializers);
    text_free(&tables->texts);
    text_free(&tables->facts);
    text_free(&tables->numbers);
    free(tables->types);
}

void tables_member(struct tables *tables, const char *type, const char *name, size_t count)
{
    text_strings(&tables->members, "    ", type, expr_blank(type), name, "[", NULL);
    text_uint(&tables->members, count);
    text_string(&tables->members, "];\n");
    if (tables->initializers.length > 0) text_string(&tables->initializers, ",\n");
}

/*
 * One byte inside a literal of the given quote. A digit behind an octal escape is no danger: escapes have three digits.
 */
static void append_byte(struct text *text, unsigned char byte, char quote)
{
    if (byte == (unsigned char)quote || byte == '\\' || byte == '?') {
        text_append(text, "\\", 1);
        text_append(text, (const char *)&byte, 1);
    } else if (byte >= 0x20 && byte < 0x7f) {
        text_append(text, (const char *)&byte, 1);
    } else {
        const char octal[] = {'\\', (char)('0' + byte / 64), (char)('0' + byte / 8 % 8), (char)('0' + byte % 8)};
        text_append(text, octal, sizeof octal);
    }
}

/*
 * `size` bytes as an initializer: literals of one line each, or characters where the whole is too long for a literal.
 * `lengths` are the bytes of the first `lines` lines; the rest stands on one more.
 */
static void append_bytes(struct text *text, const unsigned char *bytes, size_t size, const size_t *lengths,
                         size_t lines)
{
    const bool is_literal = size <= LONGEST_LITERAL;
    size_t line = 0;
    size_t line_end = lines > 0 ? lengths[0] : size;
    text_string(text, is_literal ? "    \"" : "    {\n");
    for (size_t i = 0; i < size; i++) {
        if (is_literal && i == line_end) {
            text_string(text, "\"\n    \"");
            line_end = ++line < lines ? line_end + lengths[line] : size;
        }
        if (!is_literal) text_string(text, i % 16 == 0 ? "        '" : " '");
        append_byte(text, bytes[i], is_literal ? '"' : '\'');
        if (!is_literal) text_string(text, i % 16 == 15 || i + 1 == size ? "',\n" : "',");
    }
    text_string(text, is_literal ? "\"" : "    }");
}

static void append_numbers32(struct text *text, const uint32_t *numbers, size_t count)
{
    text_string(text, "    {\n");
    for (size_t i = 0; i < count; i++) {
        text_string(text, i % NUMBERS_PER_LINE == 0 ? "        " : " ");
        text_uint(text, numbers[i]);
        text_string(text, i % NUMBERS_PER_LINE == NUMBERS_PER_LINE - 1 || i + 1 == count ? "u,\n" : "u,");
    }
    text_string(text, "    }");
}

void tables_names(struct tables *tables, const char *const *names, size_t count, const char *data,
                  struct text *initializer)
{
    size_t *lengths = arena_array(tables->arena, count, sizeof *lengths);
    for (size_t i = 0; i < count; i++) lengths[i] = strlen(names[i]);
    struct perfect_table table;
    if (!perfect_build(tables->arena, count, names, lengths, &table)) {
        fprintf(stderr, "slotgen: internal error: no perfect hash for the names of %s\n", data);
        abort();
    }
    tables_member(tables, "uint32_t", "table", table.table_count);
    append_numbers32(&tables->initializers, table.table, table.table_count);
    tables_member(tables, "char", "text", table.text_size <= LONGEST_LITERAL ? table.text_size + 1 : table.text_size);
    /* A line a name: index, length, the name and its NUL. */
    for (size_t i = 0; i < count; i++) lengths[i] += RECORD_BYTES;
    append_bytes(&tables->initializers, table.text, table.text_size, lengths, count);

    text_strings(initializer, "{", data, "_slot_data.table, ", data, "_slot_data.text, UINT64_C(", NULL);
    text_hex(initializer, table.seed);
    text_string(initializer, "), UINT64_C(");
    text_hex(initializer, table.mix);
    text_string(initializer, "), ");
    const uint64_t numbers[] = {count, table.bucket_mask, table.row_mask, table.marks};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        text_uint(initializer, numbers[i]);
        text_string(initializer, "u, ");
    }
    text_string(initializer, table.twins ? "true}" : "false}");
}

uint32_t tables_number(struct tables *tables, uint64_t number)
{
    if (tables->number_count > 0) text_string(&tables->numbers, ",\n");
    text_string(&tables->numbers, "        UINT64_C(");
    text_uint(&tables->numbers, number);
    text_string(&tables->numbers, ")");
    return (uint32_t)tables->number_count++;
}

void tables_texts(struct tables *tables)
{
    const bool is_literal = tables->texts.length <= LONGEST_LITERAL;
    tables_member(tables, "char", "texts", tables->texts.length + (is_literal ? 1 : 0));
    append_bytes(&tables->initializers, (const unsigned char *)tables->texts.bytes, tables->texts.length, NULL, 0);
}
