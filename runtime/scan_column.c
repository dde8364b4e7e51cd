/* SPDX-License-Identifier: MIT-0 */
/* Where a slot's codes are in a table, and in which rows it has a value: what its tag, its presence bit or its code say. */
#include "scan_column.h"

/* The bits of a code: of a digit those that its own codes need, as the descriptor tells those of the whole number. */
static RARE unsigned width_of(const slot_class *type, int index)
{
    const uint64_t *const digit = code_digit(type, index);
    if (digit == NULL) return type->descriptors[index].width;
    unsigned width = 0;
    while (width < 64 && (digit[1] - 1) >> width != 0) width++;
    return width;
}

static struct scan_column column_of(const slot_column *place, unsigned width)
{
    const struct scan_column column = {place->prefix, place->stride, place->bit, width};
    return column;
}

static void add_test(struct scan_slot *out, struct scan_column column, uint64_t low, uint64_t high)
{
    const struct scan_test test = {column, {low, high}};
    out->tests[out->test_count++] = test;
}

/* A test that a slot is set, by a bit of its own or by its code, unless it always is. */
static RARE void add_presence(const slot_table *table, int index, struct scan_slot *out)
{
    const slot_class *const type = table->type->type;
    const slot_descriptor *const slot = &type->descriptors[index];
    if ((slot->flags & SLOT_PRESENCE) != 0) {
        add_test(out, column_of(&table->type->presence[index], 1), 1, 1);
    } else if ((slot->flags & SLOT_OPTIONAL) != 0 || slot->kind == SLOT_KIND_ANY) {
        add_test(out, column_of(&table->type->codes[index], width_of(type, index)), 1, UINT64_MAX);
    }
}

/* Tests that the arm of a slot is there, and those that it lies in. */
static RARE void add_arms(const slot_table *table, int index, struct scan_slot *out)
{
    const slot_class *const type = table->type->type;
    const uint64_t *arm;
    while ((arm = code_numbers(type, index, SLOT_FACT_ARM)) != NULL && out->test_count + 2 <= SCAN_TESTS) {
        index = SLOT_CAST(int, arm[0]);
        add_test(out, column_of(&table->type->codes[index], width_of(type, index)), arm[1], arm[1]);
        if ((type->descriptors[index].flags & SLOT_PRESENCE) != 0) add_presence(table, index, out);
    }
}

static RARE struct scan_range codes_of(const struct scan_slot *out)
{
    const slot_descriptor *const slot = out->slot;
    const uint64_t first = code_first(slot);
    struct scan_range codes = {first, code_mask(out->column.width)};
    if (slot->kind <= SLOT_KIND_BOOL || slot->kind == SLOT_KIND_STEPS) {
        codes.high = first + slot_code_span(out->type, slot);
    } else if (slot->kind == SLOT_KIND_ENUM) {
        const slot_type *const members = out->type->types[slot->bias];
        const uint32_t last = members->names.count - 1;
        const int64_t span = SLOT_CAST(int64_t, members->values[last]) - members->values[0];
        codes.high = first + ((slot->flags & SLOT_ORDINAL) != 0 ? last : SLOT_CAST(uint64_t, span));
    } else if (slot->kind == SLOT_KIND_SYMBOL || slot->kind == SLOT_KIND_REF) {
        codes.high = code_highest_id(out->type, slot);
    }
    return codes;
}

RARE slot_status slot_scan_find(const slot_table *table, int index, struct scan_slot *out)
{
    const slot_class *const type = table->type->type;
    if (!code_has_slot(type, index)) return SLOT_ENAME;
    const slot_descriptor *const slot = &type->descriptors[index];
    if (code_is_bytes(slot) || code_numbers(type, index, SLOT_FACT_ARRAY) != NULL) return SLOT_ETYPE;
    out->table = table;
    out->type = type;
    out->slot = slot;
    out->index = index;
    out->path = slot_scan_path();
    out->column = column_of(&table->type->codes[index], width_of(type, index));
    if (out->column.width != 0 && out->column.stride == 0) return SLOT_ETYPE;
    out->codes = codes_of(out);
    out->test_count = 0;
    add_presence(table, index, out);
    out->own_tests = out->test_count;
    add_arms(table, index, out);
    return SLOT_OK;
}

slot_value slot_scan_value(const struct scan_slot *slot, uint64_t code)
{
    const slot_descriptor *const descriptor = slot->slot;
    if (code_is_float(descriptor)) return slot_from_float(slot_code_to_float(descriptor, code));
    const uint64_t number = slot_code_to_number(slot->type, slot->index, code);
    if (descriptor->kind == SLOT_KIND_STEPS) {
        const uint64_t *const scale = code_scale(slot->type, slot->index);
        return slot_from_float(slot_steps_value(SLOT_CAST(int64_t, number), SLOT_CAST(int64_t, scale[0]),
                                                SLOT_CAST(int64_t, scale[1]), SLOT_CAST(int64_t, scale[2])));
    }
    if (descriptor->kind == SLOT_KIND_BOOL) return slot_from_bool(number != 0);
    return code_is_signed(descriptor) ? slot_from_int(SLOT_CAST(int64_t, number)) : slot_from_uint(number);
}

/* ---- Rows in parts ---- */

size_t slot_scan_part(const slot_table *table, size_t row, size_t end)
{
    const size_t in_block = (SLOT_CAST(size_t, 1) << table->block_shift) - slot_table_within(table, row);
    const size_t rest = end - row;
    const size_t part = in_block < SCAN_PART ? in_block : SCAN_PART;
    return rest < part ? rest : part;
}

struct scan_run slot_scan_run(const slot_table *table, const struct scan_column *column, size_t row, size_t count)
{
    struct scan_run run;
    run.bytes = slot_table_column(table, row, column->prefix);
    run.bit = slot_table_within(table, row) * column->stride + column->bit;
    run.stride = column->stride;
    run.width = column->width;
    run.count = count;
    return run;
}

void slot_scan_and_set(const struct scan_slot *slot, size_t row, size_t count, uint64_t *words)
{
    for (size_t i = 0; i < slot->test_count; i++) {
        const struct scan_run run = slot_scan_run(slot->table, &slot->tests[i].column, row, count);
        slot_scan_test(slot->path, &run, slot->tests[i].range, SCAN_AND, words);
    }
}

static APART size_t ones_of(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return SLOT_CAST(size_t, word * UINT64_C(0x0101010101010101) >> 56);
}

size_t slot_scan_ones(const uint64_t *words, size_t count)
{
    size_t ones = 0;
    for (size_t i = 0; i < (count + 63) / 64; i++) ones += ones_of(words[i]);
    return ones;
}

RARE const uint64_t *slot_scan_select(const struct scan_slot *slot, const slot_bitmap *under, size_t row, size_t count,
                                      uint64_t *words, size_t *counted)
{
    const size_t word_count = (count + 63) / 64;
    *counted = count;
    if (under == NULL && slot->test_count == 0) return NULL;
    const uint64_t *found = words;
    if (under != NULL && slot->test_count == 0) {
        found = under->words + row / 64;
    } else {
        for (size_t i = 0; i < word_count; i++) words[i] = under == NULL ? UINT64_MAX : under->words[row / 64 + i];
        slot_scan_and_set(slot, row, count, words);
    }
    *counted = slot_scan_ones(found, count);
    return found;
}
