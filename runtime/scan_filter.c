/* SPDX-License-Identifier: MIT-0 */
/* Filters: the rows whose slot compares so with constants, as a bitmap, as numbers, or counted. */
#include "scan_column.h"

/* The rows of a part that the query finds. */
static void find_rows(const struct scan_slot *slot, const struct scan_query *query, size_t row, size_t count,
                      uint64_t *words)
{
    const struct scan_run run = slot_scan_run(slot->table, &slot->column, row, count);
    const struct scan_range all = {0, UINT64_MAX};
    const struct scan_range none = {1, 0};
    if (query->others || query->count == 0)
        slot_scan_test(slot->path, &run, query->others ? all : none, SCAN_SET, words);
    for (size_t i = 0; i < query->count; i++) {
        const scan_mode mode = query->others ? SCAN_AND_NOT : i == 0 ? SCAN_SET : SCAN_OR;
        slot_scan_test(slot->path, &run, query->ranges[i], mode, words);
    }
    /* A code that is found is one of a value already, unless it is those of no other that are. */
    if (query->others || slot->test_count > slot->own_tests || (slot->slot->flags & SLOT_PRESENCE) != 0)
        slot_scan_and_set(slot, row, count, words);
}

static RARE slot_status filter_rows(const struct scan_slot *slot, const struct scan_query *query, slot_bitmap *out)
{
    const slot_table *const table = slot->table;
    const slot_status status = slot_bitmap_resize(out, table->count);
    if (status != SLOT_OK) return status;
    size_t part;
    for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part)
        find_rows(slot, query, row, part, out->words + row / 64);
    return SLOT_OK;
}

RARE slot_status slot_table_filter(const slot_table *table, int index, slot_relation relation, slot_value value,
                                   slot_bitmap *out)
{
    struct scan_slot slot;
    struct scan_query query;
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = slot_scan_compare(&slot, relation, &value, &query);
    return status == SLOT_OK ? filter_rows(&slot, &query, out) : status;
}

RARE slot_status slot_table_filter_between(const slot_table *table, int index, slot_value low, slot_value high,
                                           slot_bitmap *out)
{
    struct scan_slot slot;
    struct scan_query query;
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = slot_scan_between(&slot, &low, &high, &query);
    return status == SLOT_OK ? filter_rows(&slot, &query, out) : status;
}

RARE slot_status slot_table_filter_has(const slot_table *table, int index, slot_bitmap *out)
{
    struct scan_slot slot;
    struct scan_query query = {{{0, 0}}, 0, true};
    const slot_status status = slot_scan_find(table, index, &slot);
    if (status != SLOT_OK) return status;
    if (code_is_nullable(slot.slot)) query.count = 1; /* 0 is nothing */
    return filter_rows(&slot, &query, out);
}

/* Each flag is a bit of the code: a column of its own. */
RARE slot_status slot_table_filter_flags(const slot_table *table, int index, uint64_t mask, slot_bitmap *out)
{
    struct scan_slot slot;
    const struct scan_query all = {{{0, 0}}, 0, true};
    const struct scan_query none = {{{0, 0}}, 0, false};
    uint64_t code = 0;
    slot_status status = slot_scan_find(table, index, &slot);
    if (status != SLOT_OK) return status;
    if (slot.slot->kind != SLOT_KIND_FLAGS) return SLOT_ETYPE;
    const bool is_known = slot_code_of_number(slot.type, index, mask, false, &code) == SLOT_OK;
    status = filter_rows(&slot, is_known ? &all : &none, out);
    for (uint32_t bit = 0; status == SLOT_OK && code >> bit != 0; bit++) {
        struct scan_column column = slot.column;
        const struct scan_range is_set = {1, 1};
        size_t part;
        if ((code >> bit & 1) == 0) continue;
        column.bit += bit;
        column.width = 1;
        for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
            const struct scan_run run = slot_scan_run(table, &column, row, part);
            slot_scan_test(slot.path, &run, is_set, SCAN_AND, out->words + row / 64);
        }
        if (bit == 63) break;
    }
    return status;
}

/* The rows of a word, from the first on, as far as there is room. */
static size_t list_rows(uint64_t word, size_t row, size_t *rows, size_t room)
{
    size_t found = 0;
    for (; word != 0 && found < room; word >>= 1, row++)
        if ((word & 1) != 0) rows[found++] = row;
    return found;
}

RARE slot_status slot_table_select(const slot_table *table, int index, slot_relation relation, slot_value value,
                                   size_t *from, size_t *rows, size_t room, size_t *found)
{
    struct scan_slot slot;
    struct scan_query query;
    uint64_t words[SCAN_PART_WORDS];
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = slot_scan_compare(&slot, relation, &value, &query);
    if (status != SLOT_OK) return status;
    *found = 0;
    size_t row = *from < table->count ? *from / 64 * 64 : table->count;
    size_t part;
    for (; *found < room && (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
        find_rows(&slot, &query, row, part, words);
        if (row < *from) words[0] &= UINT64_MAX << *from % 64;
        for (size_t i = 0; i < (part + 63) / 64; i++)
            *found += list_rows(words[i], row + i * 64, rows + *found, room - *found);
        *from = row + part;
    }
    if (*found == room && room > 0) *from = rows[room - 1] + 1;
    return SLOT_OK;
}

RARE slot_status slot_table_count_where(const slot_table *table, int index, slot_relation relation, slot_value value,
                                        const slot_bitmap *under, size_t *count)
{
    struct scan_slot slot;
    struct scan_query query;
    uint64_t words[SCAN_PART_WORDS];
    slot_status status = slot_scan_find(table, index, &slot);
    if (status == SLOT_OK) status = slot_scan_compare(&slot, relation, &value, &query);
    if (status != SLOT_OK) return status;
    if (under != NULL && under->count != table->count) return SLOT_EARG;
    size_t found = 0;
    size_t part;
    for (size_t row = 0; (part = slot_scan_part(table, row, table->count)) > 0; row += part) {
        find_rows(&slot, &query, row, part, words);
        for (size_t i = 0; under != NULL && i < (part + 63) / 64; i++) words[i] &= under->words[row / 64 + i];
        found += slot_scan_ones(words, part);
    }
    *count = found;
    return SLOT_OK;
}
