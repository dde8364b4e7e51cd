/* SPDX-License-Identifier: MIT */
/* Slots are found by name, values read and compared by index; see query.h. */
#include "query.h"

#include <slotgen/text.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The value that `text` says, as slot `slot` holds it. */
static bool read_value(int slot, const char *text, slot_value *value)
{
    const slot_class *type = &ucd_CodePoint_class;
    const slot_descriptor *descriptor = &type->descriptors[slot];
    if (strcmp(text, "unset") == 0) {
        *value = slot_unset();
    } else if (descriptor->kind == SLOT_KIND_ENUM) {
        int member;
        if (slot_type_find(type->types[descriptor->bias], text, strlen(text), &member) != SLOT_OK) return false;
        *value = slot_from_int(member);
    } else if (descriptor->kind == SLOT_KIND_BOOL) {
        if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0) return false;
        *value = slot_from_bool(text[0] == 't');
    } else {
        char *end;
        errno = 0;
        const long long number = strtoll(text, &end, 10);
        if (end == text || *end != '\0' || errno != 0) return false;
        *value = slot_from_int(number);
    }
    return true;
}

bool query_add(struct query *query, const char *text)
{
    const slot_class *type = &ucd_CodePoint_class;
    const size_t length = strcspn(text, "=");
    if (text[length] == '\0') {
        fprintf(stderr, "'%s' is not of the form SLOT=VALUE\n", text);
        return false;
    }
    if (query->count == QUERY_MOST_CONDITIONS) {
        fprintf(stderr, "more than %d conditions\n", QUERY_MOST_CONDITIONS);
        return false;
    }
    struct condition *condition = &query->conditions[query->count];
    condition->slot = slot_find(type, text, length);
    if (condition->slot < 0) {
        fprintf(stderr, "no slot is named '%.*s'; there are", (int)length, text);
        for (int i = 0; i < slot_count(type); i++) fprintf(stderr, "%s %s", i > 0 ? "," : "", slot_name(type, i));
        fprintf(stderr, "\n");
        return false;
    }
    /* A record of its own tells whether the slot could ever hold the value. */
    ucd_CodePoint scratch;
    ucd_CodePoint_init(&scratch);
    if (!read_value(condition->slot, text + length + 1, &condition->value) ||
        slot_set(type, &scratch, condition->slot, condition->value) != SLOT_OK) {
        fprintf(stderr, "%s is never '%s'\n", slot_name(type, condition->slot), text + length + 1);
        return false;
    }
    query->count++;
    return true;
}

static bool same_value(const slot_value *a, const slot_value *b)
{
    if (a->kind != b->kind) return false;
    if (a->kind == SLOT_VALUE_BOOL) return a->as.truth == b->as.truth;
    return a->kind == SLOT_VALUE_UNSET || a->as.integer == b->as.integer;
}

static bool meets(const struct query *query, const ucd_CodePoint *record)
{
    for (size_t i = 0; i < query->count; i++) {
        slot_value value;
        if (slot_get(&ucd_CodePoint_class, record, query->conditions[i].slot, &value) != SLOT_OK) return false;
        if (!same_value(&value, &query->conditions[i].value)) return false;
    }
    return true;
}

size_t query_count(const struct query *query, const struct store *store)
{
    size_t count = 0;
    for (size_t i = 0; i < store->record_count; i++) count += meets(query, &store->records[i]) ? 1 : 0;
    return count;
}

/* "U+3400..U+4DBF <CJK Ideograph Extension A>": the file has the names of ranges with ", Last" before the ">". */
static void print_entry(const struct entry *entry)
{
    const char *name = entry->fields[FIELD_NAME];
    const char *last = strstr(name, ", Last>");
    printf("U+%04X", (unsigned)entry->first);
    if (entry->first != entry->last) printf("..U+%04X", (unsigned)entry->last);
    if (last == NULL) printf(" %s\n", name);
    else printf(" %.*s>\n", (int)(last - name), name);
}

bool query_list(const struct query *query, const struct store *store, const char *path)
{
    struct reader reader;
    struct entry entry;
    if (!reader_open(&reader, path)) return false;
    while (reader_next(&reader, &entry)) {
        const ucd_CodePoint *record = store_find(store, entry.first);
        if (record != NULL && meets(query, record)) print_entry(&entry);
    }
    const bool complete = !reader.failed;
    reader_close(&reader);
    return complete;
}

bool query_show(const struct store *store, const char *path, int32_t code)
{
    const ucd_CodePoint *record = store_find(store, code);
    struct reader reader;
    struct entry entry;
    if (record == NULL) {
        fprintf(stderr, "U+%04X is not assigned\n", (unsigned)code);
        return false;
    }
    if (!reader_open(&reader, path)) return false;
    while (reader_next(&reader, &entry)) {
        if (entry.last < code) continue;
        entry.first = code;
        entry.last = code;
        print_entry(&entry);
        break;
    }
    const bool complete = !reader.failed;
    reader_close(&reader);
    for (int slot = 0; slot < slot_count(&ucd_CodePoint_class); slot++) {
        char text[64];
        slot_format_slot(&ucd_CodePoint_class, record, slot, text, sizeof text);
        printf("    %-20s %s\n", slot_name(&ucd_CodePoint_class, slot), text);
    }
    printf("    %-20s", "in the file");
    for (int field = FIELD_GENERAL_CATEGORY; field < FIELD_COUNT; field++) {
        char text[STORE_FIELD_ROOM];
        store_field(store, record, code, field, text);
        printf("%s%s", field > FIELD_GENERAL_CATEGORY ? ";" : " ", text);
    }
    printf("\n");
    return complete;
}
