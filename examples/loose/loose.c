/* SPDX-License-Identifier: MIT */
/*
 * A date with `__slots__`, as at Python's prompt: lines from stdin are done and answered.
 *
 *   d.year = 2024      None, True, False, an integer or a decimal
 *   d.year             the value; a slot that was never assigned is a violation
 *   del d.year         unset again
 *   d                  all slots
 *
 * Exit status: 0, or 1 where a line was refused.
 */
#include "loose.slots.h"

#include <slotgen/text.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool refused;

/*
 * Takes the place of the library's handler, which would abort: the getter of a slot that was never assigned comes here
 * and then gives the unset value.
 */
void slot_violation(const slot_class *type, int slot, slot_status status, const slot_value *value)
{
    (void)value;
    printf("AttributeError: %s.%s: %s\n", type->name, slot_name(type, slot), slot_strerror(status));
    refused = true;
}

/* The getters in order of their slots: Date_SLOTS is the list of them that the schema's author would have typed. */
static slot_value (*const getters[])(const Date *) = {
#define GETTER(name, text, type) Date_get_##name,
    Date_SLOTS(GETTER)
#undef GETTER
};

static void print_value(slot_value value)
{
    switch (value.kind) {
    case SLOT_VALUE_UNSET: return; /* it was complained about */
    case SLOT_VALUE_NIL: puts("None"); return;
    case SLOT_VALUE_BOOL: puts(value.as.truth ? "True" : "False"); return;
    case SLOT_VALUE_INT: printf("%lld\n", (long long)value.as.integer); return;
    case SLOT_VALUE_FLOAT: printf("%g\n", value.as.real); return;
    default: puts("something else"); return;
    }
}

/* False for what is no value. */
static bool read_value(const char *text, slot_value *out)
{
    char *end;

    errno = 0;
    if (strcmp(text, "None") == 0) *out = slot_nil();
    else if (strcmp(text, "True") == 0 || strcmp(text, "False") == 0) *out = slot_from_bool(*text == 'T');
    else if (*text == '\0') return false;
    else {
        *out = slot_from_int(strtoll(text, &end, 10));
        if (*end == '\0' && errno == 0) return true;
        *out = slot_from_float(strtod(text, &end));
        return *end == '\0';
    }
    return true;
}

/* The slot of a name, or -1 after saying that there is none, and which one may be meant. */
static int find(const char *name)
{
    const int slot = slot_find(&Date_class, name, strlen(name));
    const char *nearest = slot >= 0 ? NULL : slot_suggest(&Date_class, name, strlen(name));

    if (slot >= 0) return slot;
    printf("AttributeError: 'Date' has no slot '%s'", name);
    if (nearest != NULL) printf("; did you mean '%s'?", nearest);
    putchar('\n');
    refused = true;
    return -1;
}

static void assign(Date *date, const char *name, const char *text)
{
    const int slot = find(name);
    slot_status status;
    slot_value value;

    if (slot < 0) return;
    status = read_value(text, &value) ? slot_set(&Date_class, date, slot, value) : SLOT_EARG;
    if (status == SLOT_OK) return;
    printf("ValueError: %s for %s: %s\n", text, name, slot_strerror(status));
    refused = true;
}

/* Does one line, which has no line end. */
static void run(Date *date, char *line)
{
    char name[65];
    char text[65] = "";
    int end = 0;
    int slot;

    if (strcmp(line, "d") == 0) {
        slot_print(&Date_class, date, stdout);
        putchar('\n');
    } else if (sscanf(line, "d.%64[A-Za-z0-9_] = %64s", name, text) == 2) {
        assign(date, name, text);
    } else if (sscanf(line, "del d.%64[A-Za-z0-9_]%n", name, &end) == 1 && line[end] == '\0') {
        slot = find(name);
        if (slot >= 0) slot_clear(&Date_class, date, slot);
    } else if (sscanf(line, "d.%64[A-Za-z0-9_]%n", name, &end) == 1 && line[end] == '\0') {
        slot = find(name);
        if (slot >= 0) print_value(getters[slot](date));
    } else if (*line != '\0') {
        puts("SyntaxError: d, d.slot, d.slot = value or del d.slot");
        refused = true;
    }
}

int main(void)
{
    char line[200];
    Date date;

    Date_init(&date);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        printf(">>> %s\n", line);
        run(&date, line);
    }
    return refused;
}
