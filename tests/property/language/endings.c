/* SPDX-License-Identifier: MIT */
/* What stands behind the type of a slot's element, and how it is written as named types: see schema.h. */
#include "schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool can_be_optional(const struct content *content)
{
    return content->style != STYLE_SYMBOL && content->style != STYLE_REF && content->style != STYLE_POINTER &&
           content->style != STYLE_ANY;
}

static bool is_integer(const struct content *content)
{
    return content->style == STYLE_INT || content->style == STYLE_UINT;
}

/* Whether a code is free for "unset", so that it costs nothing. One more state may also be one more bit; then `bits`
 * has it. */
static void find_free_code(struct content *content)
{
    uint64_t most = 0;
    content->has_free_code = false;
    switch (content->style) {
    case STYLE_INT:
    case STYLE_UINT:
    case STYLE_STEPS: most = (content->high - content->low) / content->step; break;
    case STYLE_ENUM: most = content->enumeration->count - 1; break;
    case STYLE_BOOL: most = 1; break;
    default: return;
    }
    content->has_free_code = most != UINT64_MAX && bits_for(most + 1) == content->bits;
}

static void append(struct content *content, const char *more)
{
    if (strlen(content->text) + strlen(more) >= sizeof content->text) abort();
    strcat(content->text, more);
}

static void wrap(struct content *content, const char *before, const char *behind)
{
    char inner[sizeof content->text];
    strcpy(inner, content->text);
    strcpy(content->text, before);
    append(content, inner);
    append(content, behind);
}

/* ---- Defaults ---- */

/* The bits of a number of few digits, which every float holds exactly. */
static uint64_t bits_of_real(enum style style, double real)
{
    const float single = (float)real;
    uint32_t half = 0;
    uint64_t bits = 0;
    if (style == STYLE_DOUBLE) {
        memcpy(&bits, &real, sizeof bits);
        return bits;
    }
    memcpy(&half, &single, sizeof half);
    if (style == STYLE_FLOAT || half == 0) return half;
    int exponent = 0;
    const double fraction = frexp(fabs(real), &exponent);
    return (real < 0 ? 0x8000u : 0) | (uint64_t)(exponent + 14) << 10 | (uint64_t)((fraction * 2 - 1) * 1024);
}

static void give_real(struct prng *prng, const struct content *content, struct given *given, char *text, size_t size)
{
    static const char *const quarters[] = {"0", "25", "5", "75"};
    const int quarter = (int)prng_below(prng, 81) - 40;
    given->number = bits_of_real(content->style, quarter / 4.0);
    snprintf(text, size, "%s%d.%s", quarter < 0 ? "-" : "", abs(quarter) / 4, quarters[abs(quarter) % 4]);
    if (content->style != STYLE_DOUBLE || !prng_once_in(prng, 3)) return;
    given->number = bits_of_real(content->style, quarter / 3.0);
    snprintf(text, size, "%d / 3", quarter);
}

/* Bytes as a string: as they are, or as escapes. */
static void write_quoted(struct prng *prng, const struct given *given, char *text, size_t size)
{
    size_t length = (size_t)snprintf(text, size, "\"");
    for (unsigned i = 0; i < given->length; i++) {
        const unsigned char byte = (unsigned char)given->text[i];
        const bool is_plain = byte >= ' ' && byte < 127 && byte != '"' && byte != '\\';
        if (is_plain && !prng_once_in(prng, 8)) length += (size_t)snprintf(text + length, size - length, "%c", byte);
        else length += (size_t)snprintf(text + length, size - length, "\\%03o", byte);
    }
    snprintf(text + length, size - length, "\"");
}

static void give_text(struct prng *prng, const struct content *content, struct given *given, char *text, size_t size)
{
    static const char characters[] = "default*/?\\\"$%'<>: ";
    given->length =
        content->style == STYLE_BYTES ? (unsigned)content->high : prng_below(prng, (unsigned)content->high + 1);
    for (unsigned i = 0; i < given->length; i++) {
        given->text[i] = characters[prng_below(prng, sizeof characters - 1)];
        if (content->style == STYLE_BYTES && prng_once_in(prng, 3)) given->text[i] = (char)prng_below(prng, 256);
        if (content->style == STYLE_TEXT && i > 0 && prng_once_in(prng, 6) && (signed char)given->text[i - 1] >= 0)
            memcpy(&given->text[i - 1], "\xc3\xa9", 2);
    }
    write_quoted(prng, given, text, size);
}

static void give_flags(struct prng *prng, const struct content *content, struct given *given, char *text, size_t size)
{
    const struct enumeration *flags = content->enumeration;
    size_t length = 0;
    snprintf(text, size, "0");
    for (unsigned i = 0; i < flags->count && length + MOST_NAME < size; i++) {
        if (!prng_once_in(prng, 3)) continue;
        given->number |= UINT64_C(1) << flags->values[i];
        length += (size_t)snprintf(text + length, size - length, "%s%s", length > 0 ? " | " : "", flags->members[i]);
    }
}

/* Draws a default of one element; false where the type has none. */
static bool give(struct schema *schema, const struct content *content, struct given *given, char *text, size_t size)
{
    struct prng *prng = &schema->prng;
    memset(given, 0, sizeof *given);
    switch (content->style) {
    case STYLE_INT:
    case STYLE_UINT: {
        const uint64_t steps = (content->high - content->low) / content->step;
        given->number = content->low + prng_upto(prng, steps) * content->step;
        number_write(schema, text, size, given->number, content->style == STYLE_UINT);
        return true;
    }
    case STYLE_STEPS:
        given->number = prng_upto(prng, (content->high - content->low) / content->step);
        snprintf(text, size, "%d / %u", (int)(content->low + given->number * content->step),
                 (unsigned)content->divisor);
        return true;
    case STYLE_BOOL:
        given->number = prng_below(prng, 2);
        snprintf(text, size, "%s", given->number != 0 ? "true" : "false");
        return true;
    case STYLE_ENUM: {
        const unsigned member = prng_below(prng, content->enumeration->count);
        given->number = (uint64_t)(int64_t)content->enumeration->values[member];
        snprintf(text, size, "%s", content->enumeration->members[member]);
        return true;
    }
    case STYLE_FLAGS: give_flags(prng, content, given, text, size); return true;
    case STYLE_HALF:
    case STYLE_FLOAT:
    case STYLE_DOUBLE: give_real(prng, content, given, text, size); return true;
    case STYLE_TEXT:
    case STYLE_BYTES: give_text(prng, content, given, text, size); return true;
    default: return false;
    }
}

/* Elements of an array in brackets, or the value alone. */
static void append_default(struct schema *schema, struct content *content)
{
    char text[1000] = "", value[200];
    struct given given[MOST_GIVEN];
    const unsigned rows = content->dim_count == 2 ? content->dims[0] : 1;
    const unsigned count = content->dim_count == 0 ? 1 : content->dims[content->dim_count - 1];
    if (content->dim_count > 2 || rows * count > MOST_GIVEN) return;
    for (unsigned i = 0; i < rows * count; i++) {
        if (!give(schema, content, &given[i], value, sizeof value)) return;
        if (i > 0) strcat(text, ", ");
        if (i == 0 && content->dim_count == 2) strcat(text, "[");
        if (i % count == 0 && content->dim_count > 0) strcat(text, "[");
        if (strlen(text) + strlen(value) + 10 > sizeof text) return;
        strcat(text, value);
        if ((i + 1) % count == 0 && content->dim_count > 0) strcat(text, "]");
    }
    if (content->dim_count == 2) strcat(text, "]");
    if (strlen(content->text) + strlen(text) + 300 > sizeof content->text) return;
    append(content, " = ");
    append(content, text);
    content->has_default = true;
    memcpy(content->given, given, sizeof given);
    content->given_count = rows * count;
}

/* ---- Named types and annotations ---- */

/* Gives all that stands there a name. */
static void make_alias(struct schema *schema, struct content *content)
{
    char name[MOST_NAME];
    FILE *outer = declaration_begin(schema);
    name_declared(schema, name, "Alias");
    fprintf(schema->out, "type %s = %s;\n", name, content->text);
    declaration_end(schema, outer);
    name_refer(schema, schema->file, name, content->text, sizeof content->text);
}

/* An element as a named type, at times with a default, which then is that of all elements. */
static void make_element_alias(struct schema *schema, const struct place *place, struct content *content)
{
    char value[200];
    struct given given;
    if (place->may_default && prng_once_in(&schema->prng, 3) && give(schema, content, &given, value, sizeof value)) {
        append(content, " = ");
        append(content, value);
        content->has_default = true;
        content->given[0] = given;
        content->given_count = 1;
    }
    make_alias(schema, content);
    if (prng_once_in(&schema->prng, 4)) make_alias(schema, content);
}

static void append_dims(struct schema *schema, struct content *content)
{
    struct prng *prng = &schema->prng;
    content->dim_count = !prng_once_in(prng, 4) ? 1 : prng_once_in(prng, 4) ? 3 : 2;
    for (unsigned i = 0; i < content->dim_count; i++) {
        char dim[200];
        content->dims[i] = 1 + prng_below(prng, content->dim_count > 1 ? 3 : prng_once_in(prng, 6) ? 70 : 5);
        number_write(schema, dim, sizeof dim, content->dims[i], false);
        append(content, "[");
        append(content, dim);
        append(content, "]");
    }
}

static void append_notes(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    if (is_integer(content) && !place->class->is_immutable && prng_once_in(prng, 5)) {
        append(content, " @counter");
        content->is_counter = true;
    }
    const bool is_code = content->style != STYLE_TEXT && content->style != STYLE_BYTES && content->style != STYLE_ANY &&
                         content->style != STYLE_CLASS && content->style != STYLE_INLINE;
    if (is_code && content->bits > 0 && content->dim_count == 0 && place->depth == 0 && prng_once_in(prng, 12)) {
        append(content, " @own");
        content->is_own = true;
    }
    if (prng_once_in(prng, 10)) {
        char unit[100];
        string_write(schema, unit, sizeof unit);
        append(content, " @unit(");
        append(content, unit);
        append(content, ")");
        content->has_unit = true;
    }
    if (prng_once_in(prng, 12)) {
        append(content, " @private");
        content->is_private = true;
    }
}

void content_end(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    const bool is_range = strstr(content->text, " .. ") != NULL;
    const bool is_array = prng_once_in(prng, 3);
    const bool is_optional = can_be_optional(content) && prng_once_in(prng, 3);
    const bool is_element_optional = is_optional && is_array && prng_once_in(prng, 2);
    bool is_named = prng_once_in(prng, 4);
    find_free_code(content);
    if (is_element_optional || (is_optional && !is_array)) {
        append(content, " ?");
        if (is_array) content->is_element_optional = true;
        else content->is_optional = true;
        /* An element has its `unset` from a `type` alone. */
        if (!is_array || is_named) integer_invent_sentinel(schema, content);
        if (is_array && !is_named) wrap(content, "(", ")");
    } else if (is_array && is_range && !is_named) {
        wrap(content, "(", ")");
    }
    if (is_integer(content)) integer_choose_type(content);
    if (is_named) make_element_alias(schema, place, content);
    if (is_array) append_dims(schema, content);
    if (is_array && is_optional && !is_element_optional) {
        append(content, " ?");
        content->is_optional = true;
        content->has_free_code = false;
    }
    if (prng_once_in(prng, 12)) make_alias(schema, content);
    if (place->may_default && prng_once_in(prng, 4)) append_default(schema, content);
    append_notes(schema, place, content);
    if (prng_once_in(prng, 12)) make_alias(schema, content);
}

void content_end_by(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    find_free_code(content);
    if (prng_once_in(prng, 3)) {
        content->is_optional = true;
        append(content, " ?");
    }
    if (place->may_default && prng_once_in(prng, 3)) append_default(schema, content);
    if (prng_once_in(prng, 8)) make_alias(schema, content);
}
