/* SPDX-License-Identifier: MIT */
/* Places out of the JSON of `slotgen layout`: see language_model.h. As much of a reader of JSON as that takes. */
#include "language_model.h"

#include <stdio.h>
#include <stdlib.h>

/* Behind the value that begins at `at`. */
static const char *skip(const char *at)
{
    unsigned depth = 0;
    do {
        if (*at == '"') {
            for (at++; *at != '"'; at++) {
                if (*at == '\\') at++;
            }
        } else if (*at == '{' || *at == '[') {
            depth++;
        } else if (*at == '}' || *at == ']') {
            depth--;
        }
        at++;
    } while (depth > 0 || (*at != ',' && *at != '}' && *at != ']'));
    return at;
}

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\n') at++;
    return at;
}

/* The value of a member of the object at `at`, or NULL. */
static const char *member(const char *at, const char *name)
{
    const size_t length = strlen(name);
    at = skip_blanks(at + 1);
    while (*at == '"') {
        const char *value = skip_blanks(strchr(at + 1, '"') + 1);
        if (*value != ':') abort();
        value = skip_blanks(value + 1);
        if (memcmp(at + 1, name, length) == 0 && at[length + 1] == '"') return value;
        at = skip_blanks(skip(value));
        if (*at == ',') at = skip_blanks(at + 1);
    }
    return NULL;
}

/* The first element of an array, or the one behind `at`; NULL behind the last. */
static const char *next(const char *at, bool is_first)
{
    at = is_first ? skip_blanks(at + 1) : skip_blanks(skip(at));
    if (!is_first && *at == ',') at = skip_blanks(at + 1);
    return *at == ']' ? NULL : at;
}

/* A number, perhaps in quotes; 0 for what is not there. */
static uint64_t number(const char *object, const char *name)
{
    const char *at = member(object, name);
    return at == NULL ? 0 : strtoull(*at == '"' ? at + 1 : at, NULL, 10);
}

static bool is_text(const char *at, const char *text)
{
    const size_t length = strlen(text);
    return at != NULL && *at == '"' && memcmp(at + 1, text, length) == 0 && at[length + 1] == '"';
}

static unsigned numbers(const char *object, const char *name, uint64_t *out)
{
    unsigned count = 0;
    const char *at = member(object, name);
    for (at = at == NULL ? NULL : next(at, true); at != NULL; at = next(at, false))
        out[count++] = strtoull(at, NULL, 10);
    return count;
}

static bool fill(struct model_place *place, const struct model_slot *slot, const char *at)
{
    const char *digit = member(at, "digit");
    const char *presence = member(at, "presence_bit");
    if (!is_text(member(at, "name"), slot->path) || presence == NULL) return false;
    place->bit = number(at, "bit");
    place->bits = number(at, "bits");
    place->width = number(at, "width");
    place->host_unit = number(at, "host_unit");
    place->highest = number(at, "highest_code");
    place->is_niche = memcmp(member(at, "niche"), "true", 4) == 0;
    place->has_presence = *presence != 'n';
    place->presence_bit = place->has_presence ? number(at, "presence_bit") : 0;
    place->dim_count = numbers(at, "dimensions", place->dims);
    numbers(at, "strides", place->strides);
    numbers(at, "presence_strides", place->presence_strides);
    place->is_digit = digit != NULL;
    if (digit == NULL) return true;
    place->number_bits = number(digit, "bits");
    place->weight = number(digit, "weight");
    place->base = number(digit, "base");
    return true;
}

static bool read_class(struct model_class *class, const char *json)
{
    const char *at = next(member(json, "classes"), true);
    while (at != NULL && !is_text(member(at, "c_name"), class->c_name)) at = next(at, false);
    if (at == NULL) return fprintf(stderr, "no class %s in the layout\n", class->c_name) < 0;
    class->size = number(at, "bytes");
    class->places = calloc(class->slot_count + 1, sizeof *class->places);
    if (class->places == NULL) abort();
    at = next(member(at, "slots"), true);
    for (unsigned i = 0; i < class->slot_count; i++, at = next(at, false)) {
        if (at != NULL && fill(&class->places[i], &class->slots[i], at)) continue;
        return fprintf(stderr, "%s: slot %u is not '%s' in the layout\n", class->c_name, i, class->slots[i].path) < 0;
    }
    return at == NULL || fprintf(stderr, "%s has more slots in the layout\n", class->c_name) < 0;
}

bool model_read_places(struct model_class *classes, size_t count, const char *json)
{
    for (size_t i = 0; i < count; i++) {
        if (!read_class(&classes[i], json)) return false;
    }
    return true;
}
