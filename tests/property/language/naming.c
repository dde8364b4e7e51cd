/* SPDX-License-Identifier: MIT */
/* Names, numbers and strings of a random schema, as it may write them: see schema.h. */
#include "schema.h"

#include "words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void name_next(struct schema *schema, char *name, const char *prefix)
{
    snprintf(name, MOST_NAME, "%s%u", prefix, schema->names++);
}

/*
 * Words whose path, or whose accessor's name, is that of another word: both cannot be there. Arms of a bool are true
 * and false, and slots in them, and oneofs, would be the arms' namesakes.
 */
static bool is_ambiguous(const char *word)
{
    static const char *const words[] = {"static", "or", "int", "float", "bool", "mask", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i]) == 0) return true;
    }
    return false;
}

/* A word that nothing has yet. */
static bool take_word(struct schema *schema, char *name)
{
    const unsigned i = prng_below(&schema->prng, (unsigned)nasty_name_count);
    if (schema->taken[i] || strlen(nasty_names[i]) >= MOST_NAME || is_ambiguous(nasty_names[i])) return false;
    schema->taken[i] = true;
    strcpy(name, nasty_names[i]);
    return true;
}

void name_word(struct schema *schema, char *name, const char *prefix)
{
    if (!prng_once_in(&schema->prng, 3) || !take_word(schema, name)) name_next(schema, name, prefix);
}

void name_oneof(struct schema *schema, char *name)
{
    static const char *const meant[] = {"class", "values", "pool", "ref"}; /* types that a class has itself */
    name_word(schema, name, "o");
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++) {
        if (strcmp(name, meant[i]) == 0) name_next(schema, name, "o");
    }
}

void name_declared(struct schema *schema, char *name, const char *prefix)
{
    if (schema->spaces[schema->file][0] != '\0' && prng_once_in(&schema->prng, 4)) {
        const unsigned i = prng_below(&schema->prng, (unsigned)nasty_type_count);
        for (unsigned k = 0; k < nasty_name_count; k++) {
            if (strcmp(nasty_names[k], nasty_types[i]) != 0 || schema->taken[k]) continue;
            schema->taken[k] = true;
            strcpy(name, nasty_types[i]);
            return;
        }
    }
    if (snprintf(name, MOST_NAME, "%s%u%s", prefix, schema->names++, schema->suffix) >= MOST_NAME) abort();
}

void name_refer(struct schema *schema, unsigned file, const char *name, char *text, size_t size)
{
    const char *space = schema->spaces[file];
    const bool is_own = strcmp(space, schema->spaces[schema->file]) == 0;
    const bool is_bare = space[0] == '\0' || (is_own && (file != schema->file || !prng_once_in(&schema->prng, 6)));
    if (is_bare) snprintf(text, size, "%s", name);
    else snprintf(text, size, "%s.%s", space, name);
}

/* ---- Numbers ---- */

/* Decimal, with `_` between groups of three. */
static void write_grouped(char *text, size_t size, uint64_t number)
{
    char digits[32];
    const int count = snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t length = 0;
    for (int i = 0; i < count && length + 3 < size; i++) {
        if (i > 0 && (count - i) % 3 == 0) text[length++] = '_';
        text[length++] = digits[i];
    }
    text[length] = '\0';
}

static void write_binary(char *text, size_t size, uint64_t number)
{
    unsigned bits = 1;
    while (bits < 64 && number >> bits != 0) bits++;
    size_t length = (size_t)snprintf(text, size, "0b");
    for (unsigned i = bits; i-- > 0 && length + 1 < size;) text[length++] = (char)('0' + (number >> i & 1));
    text[length] = '\0';
}

/* A constant of this schema and the distance to it, or a new constant. */
static bool write_constant(struct schema *schema, char *text, size_t size, uint64_t number, bool is_unsigned)
{
    char name[2 * MOST_NAME];
    const unsigned most = sizeof schema->constants / sizeof schema->constants[0];
    if (!is_unsigned && schema->constant_count > 0 && prng_once_in(&schema->prng, 2)) {
        const struct constant *constant = &schema->constants[prng_below(&schema->prng, schema->constant_count)];
        const int64_t distance = (int64_t)(number - constant->number);
        const bool is_near = distance > -1000000 && distance < 1000000;
        if (!is_near || constant->file > schema->file) return false;
        name_refer(schema, constant->file, constant->name, name, sizeof name);
        if (distance == 0) snprintf(text, size, "%s", name);
        else
            snprintf(text, size, "%s %c %" PRId64, name, distance < 0 ? '-' : '+', distance < 0 ? -distance : distance);
        return true;
    }
    if (is_unsigned || schema->constant_count == most) return false;
    struct constant *constant = &schema->constants[schema->constant_count++];
    constant->number = number;
    constant->file = schema->file;
    name_declared(schema, constant->name, "k");
    FILE *outer = declaration_begin(schema);
    fprintf(schema->out, "const %s = %" PRId64 ";\n", constant->name, (int64_t)number);
    declaration_end(schema, outer);
    name_refer(schema, constant->file, constant->name, text, size);
    return true;
}

void number_write(struct schema *schema, char *text, size_t size, uint64_t number, bool is_unsigned)
{
    struct prng *prng = &schema->prng;
    const bool is_negative = !is_unsigned && (int64_t)number < 0;
    const uint64_t magnitude = is_negative ? 0 - number : number;
    const unsigned form = prng_below(prng, 16);
    if (size < 80) abort(); /* the longest: 64 binary digits */
    if (form == 0 && write_constant(schema, text, size, number, is_unsigned)) return;
    if (is_negative) {
        *text++ = '-';
        size--;
    }
    const bool is_power = magnitude != 0 && (magnitude & (magnitude - 1)) == 0;
    switch (form) {
    case 1: write_grouped(text, size, magnitude); return;
    case 2: snprintf(text, size, "0x%" PRIX64, magnitude); return;
    case 3: snprintf(text, size, "0o%" PRIo64, magnitude); return;
    case 4: write_binary(text, size, magnitude); return;
    case 5:
        if (magnitude <= 32 || magnitude >= 127 || magnitude == '\'' || magnitude == '\\') break;
        snprintf(text, size, "'%c'", (char)magnitude);
        return;
    case 6:
        if (!is_power) break;
        snprintf(text, size, "(1 << %u)", bits_for(magnitude) - 1);
        return;
    case 7: snprintf(text, size, "(%" PRIu64 " * 3 + %" PRIu64 ")", magnitude / 3, magnitude % 3); return;
    case 8:
        if (magnitude > UINT64_MAX / 4) break;
        snprintf(text, size, "(%" PRIu64 " / 2 %% %" PRIu64 ")", magnitude * 2, magnitude + 1);
        return;
    case 9:
        if (magnitude > UINT64_MAX / 8) break;
        snprintf(text, size, "((%" PRIu64 " >> 1) - 2)", magnitude * 2 + 5);
        return;
    default: break;
    }
    snprintf(text, size, "%" PRIu64, magnitude);
}

void string_write(struct schema *schema, char *text, size_t size)
{
    static const char *const strings[] = {"ns",
                                          "\xc2\xb5s",
                                          "*/ int injected; /*",
                                          "a \\\\",
                                          "?\?/",
                                          "\\\"quoted\\\"",
                                          "%s%n$slot$",
                                          "m/s\\u00b2",
                                          "#include <no.h>",
                                          "'",
                                          "//",
                                          "\\101\\x42",
                                          "\xe2\x82\xac per share",
                                          "/* open",
                                          "?\?/?\?=\\\\"};
    snprintf(text, size, "\"%s\"", strings[prng_below(&schema->prng, sizeof strings / sizeof strings[0])]);
}
