/* SPDX-License-Identifier: MIT */
/*
 * From the file to records. The fields of an entry become a ucd_CodePoint_values, a plain struct; ucd_CodePoint_pack
 * then checks every member against its slot and says which one does not fit, so that nothing is ever cut short.
 */
#include "store.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for `count` items of an array that has `*room`. NULL where there is no memory: the array is as it was. */
static void *with_room(void *items, size_t *room, size_t count, size_t size)
{
    if (count <= *room) return items;
    size_t more = *room == 0 ? 1024 : *room + *room / 2;
    if (more < count) more = count;
    void *larger = realloc(items, more * size);
    if (larger != NULL) *room = more;
    return larger;
}

static bool no_memory(struct reader *reader)
{
    return reader_refuse(reader, "no memory for the records", "");
}

static bool add_mapped(struct store *store, struct reader *reader, int32_t code, bool last)
{
    ucd_Mapped *mapped = with_room(store->mapped, &store->mapped_room, store->mapped_count + 1, sizeof *mapped);
    if (mapped == NULL) return no_memory(reader);
    store->mapped = mapped;
    ucd_Mapped_set_code(&mapped[store->mapped_count], code);
    ucd_Mapped_set_last(&mapped[store->mapped_count], last);
    store->mapped_count++;
    return true;
}

/* "<noBreak> 0020" or "0065 0301" */
static bool read_decomposition(struct store *store, struct reader *reader, const char *text,
                               ucd_CodePoint_values *values)
{
    const char *at = text;
    if (*at == '\0') return true;
    values->has_decomposition_tag = true;
    values->decomposition_tag = ucd_DecompositionTag_canonical;
    if (*at == '<') {
        const size_t length = strcspn(at + 1, ">");
        if (ucd_DecompositionTag_from_name(at + 1, length, &values->decomposition_tag) != SLOT_OK) {
            return reader_refuse(reader, "an unknown decomposition tag", text);
        }
        at += length + 1;
        if (at[0] != '>' || at[1] != ' ') return reader_refuse(reader, "a tag without a decomposition", text);
        at += 2;
    }
    values->has_decomposition = true;
    values->decomposition = store->mapped_count > INT32_MAX ? INT32_MAX : (int32_t)store->mapped_count;
    for (bool last = false; !last;) {
        int32_t code;
        if (!reader_code(&at, &code)) return reader_refuse(reader, "not a decomposition", text);
        last = *at == '\0';
        if (!last && *at++ != ' ') return reader_refuse(reader, "not a decomposition", text);
        if (!add_mapped(store, reader, code, last)) return false;
    }
    store->decomposition_count++;
    return true;
}

/* "7", "-1/2", "1000000000000", "10/12" */
static bool read_number(struct reader *reader, const char *text, ucd_CodePoint_values *values)
{
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    long denominator = 1;
    const char *below = end + 1;
    if (end != text && *end == '/') denominator = strtol(below, &end, 10);
    if (end == text || end == below || *end != '\0' || errno != 0) return reader_refuse(reader, "not a number", text);
    values->exponent = 0;
    while (number != 0 && number % 10 == 0) {
        number /= 10;
        values->exponent++;
    }
    if (number < ucd_CodePoint_significand_MIN || number > ucd_CodePoint_significand_MAX) {
        return reader_refuse(reader, "a number of more digits than ucd.slots allows", text);
    }
    values->significand = (int32_t)number;
    values->denominator = denominator > 0 && denominator < INT_MAX ? (ucd_Denominator)denominator : (ucd_Denominator)0;
    return true;
}

/* A decimal digit stands in three fields, a digit in two of them, any other number in one. */
static bool read_numeric(struct reader *reader, const char *const *fields, ucd_CodePoint_values *values)
{
    const char *decimal = fields[FIELD_DECIMAL];
    const char *digit = fields[FIELD_DIGIT];
    const char *numeric = fields[FIELD_NUMERIC];
    if (numeric[0] == '\0' && digit[0] == '\0' && decimal[0] == '\0') return true;
    if ((digit[0] != '\0' && strcmp(digit, numeric) != 0) || (decimal[0] != '\0' && strcmp(decimal, digit) != 0)) {
        return reader_refuse(reader, "the decimal, digit and numeric values differ", numeric);
    }
    values->has_numeric_type = true;
    values->numeric_type = ucd_NumericType_numeric;
    if (digit[0] != '\0') values->numeric_type = ucd_NumericType_digit;
    if (decimal[0] != '\0') values->numeric_type = ucd_NumericType_decimal;
    return read_number(reader, numeric, values);
}

/* A case mapping as the distance from the code point. */
static bool read_case(struct reader *reader, const struct entry *entry, int field, bool *has_distance,
                      int32_t *distance)
{
    const char *text = entry->fields[field];
    int32_t code;
    if (*text == '\0') return true;
    if (!reader_code(&text, &code) || *text != '\0') {
        return reader_refuse(reader, "not a code point", entry->fields[field]);
    }
    if (entry->first != entry->last) return reader_refuse(reader, "a range cannot have a case mapping", "");
    *has_distance = true;
    *distance = code - entry->first;
    return true;
}

/* Title case is stored only where it is not upper case. */
static bool read_cases(struct reader *reader, const struct entry *entry, ucd_CodePoint_values *values)
{
    if (strcmp(entry->fields[FIELD_TITLE], entry->fields[FIELD_UPPER]) != 0) {
        if (entry->fields[FIELD_TITLE][0] == '\0') return reader_refuse(reader, "upper case without title case", "");
        if (!read_case(reader, entry, FIELD_TITLE, &values->has_title, &values->title)) return false;
    }
    return read_case(reader, entry, FIELD_UPPER, &values->has_upper, &values->upper) &&
           read_case(reader, entry, FIELD_LOWER, &values->has_lower, &values->lower);
}

static bool read_combining_class(struct reader *reader, const char *text, ucd_CodePoint_values *values)
{
    const size_t length = strspn(text, "0123456789");
    if (length == 0 || length > 3 || text[length] != '\0') return reader_refuse(reader, "not a combining class", text);
    values->combining_class = (int32_t)strtol(text, NULL, 10);
    return true;
}

static bool read_entry(struct store *store, struct reader *reader, const struct entry *entry,
                       ucd_CodePoint_values *values)
{
    const char *const *fields = entry->fields;
    const char *category = fields[FIELD_GENERAL_CATEGORY];
    const char *bidi = fields[FIELD_BIDI_CLASS];
    const char *mirrored = fields[FIELD_MIRRORED];
    if (ucd_GeneralCategory_from_name(category, strlen(category), &values->general_category) != SLOT_OK) {
        return reader_refuse(reader, "an unknown general category", category);
    }
    if (ucd_BidiClass_from_name(bidi, strlen(bidi), &values->bidi_class) != SLOT_OK) {
        return reader_refuse(reader, "an unknown bidi class", bidi);
    }
    if (strcmp(mirrored, "Y") != 0 && strcmp(mirrored, "N") != 0) {
        return reader_refuse(reader, "mirrored is neither Y nor N", mirrored);
    }
    values->mirrored = mirrored[0] == 'Y';
    return read_combining_class(reader, fields[FIELD_COMBINING_CLASS], values) &&
           read_decomposition(store, reader, fields[FIELD_DECOMPOSITION], values) &&
           read_numeric(reader, fields, values) && read_cases(reader, entry, values);
}

/* Adds a record for every code point of the entry, and lengthens the last run or begins a new one. */
static bool add_records(struct store *store, struct reader *reader, const struct entry *entry,
                        const ucd_CodePoint *record)
{
    const size_t count = (size_t)(entry->last - entry->first) + 1;
    ucd_CodePoint *records =
        with_room(store->records, &store->record_room, store->record_count + count, sizeof *records);
    if (records == NULL) return no_memory(reader);
    store->records = records;
    ucd_Run *runs = with_room(store->runs, &store->run_room, store->run_count + 1, sizeof *runs);
    if (runs == NULL) return no_memory(reader);
    store->runs = runs;

    ucd_Run *run = store->run_count > 0 ? &runs[store->run_count - 1] : NULL;
    if (run == NULL || ucd_Run_get_last(run) + 1 != entry->first) {
        run = &runs[store->run_count++];
        ucd_Run_init(run);
        ucd_Run_set_first(run, entry->first);
        ucd_Run_set_record(run, (int64_t)store->record_count);
    }
    ucd_Run_set_last(run, entry->last);
    for (size_t i = 0; i < count; i++) records[store->record_count++] = *record;
    return true;
}

bool store_load(struct store *store, const char *path)
{
    struct reader reader;
    struct entry entry;
    *store = (struct store){0};
    if (!reader_open(&reader, path)) return false;
    while (reader_next(&reader, &entry)) {
        ucd_CodePoint_values values;
        ucd_CodePoint record;
        int slot;
        ucd_CodePoint_values_init(&values);
        if (!read_entry(store, &reader, &entry, &values)) break;
        const slot_status status = ucd_CodePoint_pack(&record, &values, &slot);
        if (status != SLOT_OK) {
            reader_refuse(&reader, slot_name(&ucd_CodePoint_class, slot), "a value that ucd.slots does not allow");
            break;
        }
        if (!add_records(store, &reader, &entry, &record)) break;
    }
    if (!reader.failed && store->record_count == 0) reader_refuse(&reader, "no code point in the file", "");
    const bool loaded = !reader.failed;
    reader_close(&reader);
    return loaded;
}

void store_free(struct store *store)
{
    free(store->records);
    free(store->mapped);
    free(store->runs);
    *store = (struct store){0};
}

const ucd_CodePoint *store_find(const struct store *store, int32_t code)
{
    size_t low = 0;
    size_t high = store->run_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const ucd_Run *run = &store->runs[middle];
        const int32_t first = ucd_Run_get_first(run);
        if (code < first) high = middle;
        else if (code > ucd_Run_get_last(run)) low = middle + 1;
        else return &store->records[ucd_Run_get_record(run) + (code - first)];
    }
    return NULL;
}
