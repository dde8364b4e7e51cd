/* SPDX-License-Identifier: MIT */
/* Random contents of a slot: see schema.h. */
#include "schema.h"

#include <inttypes.h>
#include <string.h>

void name_next(struct schema *schema, char *name, size_t size, const char *prefix)
{
    snprintf(name, size, "%s%u", prefix, schema->names++);
}

static void number_text(char *text, size_t size, uint64_t number, bool is_unsigned)
{
    if (is_unsigned) snprintf(text, size, "%" PRIu64, number);
    else snprintf(text, size, "%" PRId64, (int64_t)number);
}

/* The C type of integers from low to high with `unset`. */
static void choose_integer(struct content *content)
{
    const bool is_signed = content->style == STYLE_INT;
    const int64_t unset = (int64_t)(content->has_sentinel ? content->unset : content->low);
    const int64_t low = (int64_t)content->low < unset ? (int64_t)content->low : unset;
    const int64_t high = (int64_t)content->high > unset ? (int64_t)content->high : unset;
    const char *name = "uint64_t";
    if (is_signed && low >= INT32_MIN && high <= INT32_MAX) name = "int32_t";
    else if (is_signed && low >= 0 && high <= UINT32_MAX) name = "uint32_t";
    else if (is_signed) name = "int64_t";
    snprintf(content->type_name, sizeof content->type_name, "%s", name);
}

static void invent_integer(struct prng *prng, struct content *content)
{
    const unsigned form = prng_below(prng, 8);
    const unsigned bits = prng_once_in(prng, 3) ? prng_below(prng, 65) : prng_below(prng, 14);
    content->style = STYLE_INT;
    content->step = 1;
    if (form == 0) {
        content->high = bits < 2 ? 1 : bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
        if (bits == 64) content->style = STYLE_UINT;
        content->bits = bits < 1 ? 1 : bits;
        snprintf(content->text, sizeof content->text, "uint%u", content->bits);
        return;
    }
    if (form == 1) {
        content->bits = bits < 1 ? 1 : bits;
        content->high = (UINT64_C(1) << (content->bits - 1)) - 1;
        content->low = ~content->high;
        snprintf(content->text, sizeof content->text, "int%u", content->bits);
        return;
    }
    const uint64_t span = prng_bits(prng, bits);
    if (form == 2) content->step = 2 + prng_below(prng, 40);
    if (form == 3 && span < (UINT64_C(1) << 60)) {
        content->style = STYLE_UINT;
        content->low = UINT64_MAX - span - prng_below(prng, 5);
    } else if (span > INT64_MAX) {
        content->low = (uint64_t)INT64_MIN;
    } else if (prng_once_in(prng, 4)) {
        content->low = prng_bits(prng, 1 + prng_below(prng, 61));
        if (content->low > (uint64_t)INT64_MAX - span) content->low = 0;
    } else {
        content->low = (uint64_t) - (int64_t)prng_below(prng, 100);
        if ((int64_t)content->low > 0 || span > (uint64_t)INT64_MAX) content->low = 0;
    }
    content->high = content->low + span / content->step * content->step;
    content->bits = bits_for((content->high - content->low) / content->step);
    char low[32], high[32];
    number_text(low, sizeof low, content->low, content->style == STYLE_UINT);
    number_text(high, sizeof high, content->high, content->style == STYLE_UINT);
    if (content->style == STYLE_UINT && content->high <= INT64_MAX) content->style = STYLE_INT;
    snprintf(content->text, sizeof content->text, "%s .. %s", low, high);
    if (content->step > 1) {
        char step[48];
        snprintf(step, sizeof step, " step %" PRIu64, content->step);
        strcat(content->text, step);
    }
}

static void invent_steps(struct prng *prng, struct content *content)
{
    const unsigned steps = 1 + prng_below(prng, prng_once_in(prng, 2) ? 7 : 5000);
    const int first = (int)prng_below(prng, 41) - 20;
    content->style = STYLE_STEPS;
    content->bits = bits_for(steps);
    content->low = (uint64_t)(int64_t)first;
    content->high = content->low + steps;
    if (prng_once_in(prng, 2)) {
        const int last = first + (int)steps;
        snprintf(content->text, sizeof content->text, "%s%d.%02d .. %s%d.%02d step 0.01", first < 0 ? "-" : "",
                 (first < 0 ? -first : first) / 100, (first < 0 ? -first : first) % 100, last < 0 ? "-" : "",
                 (last < 0 ? -last : last) / 100, (last < 0 ? -last : last) % 100);
    } else {
        const unsigned divisor = 3 + prng_below(prng, 130);
        snprintf(content->text, sizeof content->text, "%d/%u .. %d/%u step 1/%u", first, divisor, first + (int)steps,
                 divisor, divisor);
    }
    snprintf(content->type_name, sizeof content->type_name, "double");
}

static void invent_handle(struct schema *schema, struct content *content, bool is_ref)
{
    struct prng *prng = &schema->prng;
    unsigned pooled[MOST_CLASSES], count = 0;
    for (unsigned i = 0; i < schema->class_count; i++) {
        if (schema->classes[i].capacity > 0) pooled[count++] = i;
    }
    if (is_ref && count > 0) {
        const struct class *target = &schema->classes[pooled[prng_below(prng, count)]];
        content->style = STYLE_REF;
        content->high = target->capacity;
        if (target->generation_bits > 0)
            content->high = (UINT64_C(1) << (bits_for(target->capacity) + target->generation_bits)) - 1;
        snprintf(content->text, sizeof content->text, "ref %s", target->name);
        snprintf(content->type_name, sizeof content->type_name, "ops_%s_ref", target->name);
    } else {
        static const unsigned capacities[] = {100, 3, 70000};
        static const char *const names[] = {"names", "few", "many"};
        const unsigned table = prng_below(prng, 3);
        content->style = STYLE_SYMBOL;
        content->high = capacities[table];
        snprintf(content->text, sizeof content->text, "symbol(%s)", names[table]);
        snprintf(content->type_name, sizeof content->type_name, "ops_%s_id", names[table]);
    }
    content->bits = bits_for(content->high);
}

static void invent_pointer(struct prng *prng, struct content *content)
{
    static const char *const types[] = {"void",         "const void",    "struct thing", "const struct thing",
                                        "union either", "unsigned long", "const char"};
    const char *type = types[prng_below(prng, sizeof types / sizeof types[0])];
    const unsigned shift = prng_once_in(prng, 2) ? prng_below(prng, 13) : 0;
    content->style = STYLE_POINTER;
    content->high = UINT64_C(1) << shift;
    content->bits = 64 - shift;
    snprintf(content->type_name, sizeof content->type_name, "%s *", type);
    if (shift == 0) snprintf(content->text, sizeof content->text, "pointer(\"%s\")", type);
    else snprintf(content->text, sizeof content->text, "pointer(\"%s\", align: %u)", type, 1u << shift);
}

static void invent_enumerated(struct schema *schema, struct content *content, bool is_flags)
{
    const struct enumeration *list = is_flags ? schema->flags : schema->enums;
    const struct enumeration *chosen = &list[prng_below(&schema->prng, MOST_ENUMS)];
    content->style = is_flags ? STYLE_FLAGS : STYLE_ENUM;
    content->enumeration = chosen;
    content->bits = is_flags ? chosen->count : bits_for(chosen->count - 1);
    snprintf(content->text, sizeof content->text, "%s", chosen->name);
    snprintf(content->type_name, sizeof content->type_name, "ops_%s", chosen->name);
}

static bool invent_instance(struct schema *schema, const struct place *place, struct content *content)
{
    if (place->class_index == 0) return false;
    const struct class *target = &schema->classes[prng_below(&schema->prng, place->class_index)];
    const bool is_inline = prng_once_in(&schema->prng, 2) && !target->has_units;
    if (!place->may_default && target->has_default) return false;
    content->style = is_inline ? STYLE_INLINE : STYLE_CLASS;
    content->target = target;
    content->has_default = target->has_default;
    snprintf(content->text, sizeof content->text, "%s%s", is_inline ? "inline " : "", target->name);
    snprintf(content->type_name, sizeof content->type_name, "ops_%s", target->name);
    return true;
}

/* The type of one element. */
static void invent_element(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    switch (prng_below(prng, 18)) {
    case 0: {
        content->style = STYLE_BOOL;
        content->bits = 1;
        strcpy(content->text, "bool");
        strcpy(content->type_name, "bool");
        return;
    }
    case 1:
    case 2: invent_enumerated(schema, content, false); return;
    case 3: invent_enumerated(schema, content, true); return;
    case 4:
    case 5: invent_steps(prng, content); return;
    case 6: {
        static const unsigned widths[] = {16, 32, 64};
        const unsigned choice = prng_below(prng, 3);
        content->style = (enum style)(STYLE_HALF + choice);
        content->bits = widths[choice];
        snprintf(content->text, sizeof content->text, "float%u", content->bits);
        strcpy(content->type_name, choice == 2 ? "double" : "float");
        return;
    }
    case 7:
    case 8: {
        content->style = prng_once_in(prng, 2) ? STYLE_TEXT : STYLE_BYTES;
        content->high = 1 + prng_below(prng, prng_once_in(prng, 4) ? 16 : 6);
        content->bits = 8 * (unsigned)content->high;
        snprintf(content->text, sizeof content->text, "%s(%u)", content->style == STYLE_TEXT ? "text" : "bytes",
                 (unsigned)content->high);
        strcpy(content->type_name, "slot_text");
        return;
    }
    case 9: invent_handle(schema, content, true); return;
    case 10: invent_handle(schema, content, false); return;
    case 11: invent_pointer(prng, content); return;
    case 12: {
        content->style = STYLE_ANY;
        content->bits = 64;
        strcpy(content->text, "any");
        strcpy(content->type_name, "slot_value");
        return;
    }
    case 13:
    case 14:
        if (invent_instance(schema, place, content)) return;
        break;
    default: break;
    }
    invent_integer(prng, content);
}

static bool can_be_optional(const struct content *content)
{
    return content->style != STYLE_SYMBOL && content->style != STYLE_REF && content->style != STYLE_POINTER &&
           content->style != STYLE_ANY;
}

/* Whether a code is free for "unset", so that it costs nothing. One more state may also be one more bit; then `bits`
 * has it. */
static void find_free_code(struct content *content)
{
    uint64_t most = 0;
    content->has_free_code = false;
    switch (content->style) {
    case STYLE_INT:
    case STYLE_UINT: most = (content->high - content->low) / content->step; break;
    case STYLE_STEPS: most = content->high - content->low; break;
    case STYLE_ENUM: most = content->enumeration->count - 1; break;
    case STYLE_BOOL: most = 1; break;
    default: return;
    }
    content->has_free_code = most != UINT64_MAX && bits_for(most + 1) == content->bits;
}

/* ` unset V` behind the `?` of an integer, at times. */
static void invent_sentinel(struct prng *prng, struct content *content)
{
    if ((content->style != STYLE_INT && content->style != STYLE_UINT) || !prng_once_in(prng, 3)) return;
    const bool is_signed = content->style == STYLE_INT;
    if (prng_once_in(prng, 2) && (is_signed ? (int64_t)content->high < INT64_MAX : content->high < UINT64_MAX)) {
        content->unset = content->high + 1;
    } else if (is_signed ? (int64_t)content->low > INT64_MIN : content->low > 0) {
        content->unset = content->low - 1;
    } else {
        return;
    }
    content->has_sentinel = true;
    char number[32];
    number_text(number, sizeof number, content->unset, !is_signed);
    strcat(content->text, " unset ");
    strcat(content->text, number);
}

static void write_default(struct prng *prng, const struct content *content, char *text, size_t size)
{
    switch (content->style) {
    case STYLE_INT:
    case STYLE_UINT: {
        const uint64_t steps = (content->high - content->low) / content->step;
        number_text(text, size, content->low + prng_upto(prng, steps) * content->step, content->style == STYLE_UINT);
        return;
    }
    case STYLE_BOOL: snprintf(text, size, "%s", prng_once_in(prng, 2) ? "true" : "false"); return;
    case STYLE_ENUM:
        snprintf(text, size, "%s", content->enumeration->members[prng_below(prng, content->enumeration->count)]);
        return;
    case STYLE_FLAGS: {
        const struct enumeration *flags = content->enumeration;
        if (flags->count > 1 && prng_once_in(prng, 2))
            snprintf(text, size, "%s | %s", flags->members[0], flags->members[1]);
        else snprintf(text, size, "%s", prng_once_in(prng, 2) ? "0" : flags->members[0]);
        return;
    }
    case STYLE_HALF:
    case STYLE_FLOAT:
    case STYLE_DOUBLE: snprintf(text, size, "%d.%u", (int)prng_below(prng, 9) - 4, prng_below(prng, 100)); return;
    case STYLE_TEXT:
        snprintf(text, size, "\"%.*s\"", (int)prng_below(prng, (unsigned)content->high + 1), "defaultdefaultdefault");
        return;
    case STYLE_BYTES: snprintf(text, size, "\"%.*s\"", (int)content->high, "0123456789abcdef"); return;
    default: text[0] = '\0';
    }
}

static void wrap(struct content *content, const char *before, const char *behind)
{
    char inner[sizeof content->text];
    strcpy(inner, content->text);
    snprintf(content->text, sizeof content->text, "%s%.300s%s", before, inner, behind);
}

/* Makes it a named type, at times with a default. */
static void make_alias(struct schema *schema, const struct place *place, struct content *content)
{
    char name[16], value[64] = "";
    name_next(schema, name, sizeof name, "Alias");
    if (place->may_default && prng_once_in(&schema->prng, 3))
        write_default(&schema->prng, content, value, sizeof value);
    fprintf(schema->out, "type %s = %s%s%s%s;\n", name, content->text, value[0] == '\0' ? "" : " = ", value,
            content->style == STYLE_INT && prng_once_in(&schema->prng, 4) ? " @unit(\"things\")" : "");
    strcpy(content->text, name);
    if (value[0] != '\0') content->has_default = true;
}

static void invent_dims(struct schema *schema, struct content *content)
{
    struct prng *prng = &schema->prng;
    content->dim_count = prng_once_in(prng, 4) ? 2 : 1;
    for (unsigned i = 0; i < content->dim_count; i++) {
        char dim[16];
        content->dims[i] = 1 + prng_below(prng, content->dim_count == 2 ? 3 : prng_once_in(prng, 6) ? 70 : 5);
        snprintf(dim, sizeof dim, "[%u]", content->dims[i]);
        strcat(content->text, dim);
    }
}

/* Elements of an array in brackets, or the value alone. */
static void append_default(struct prng *prng, struct content *content)
{
    char text[400] = "", value[64];
    write_default(prng, content, value, sizeof value);
    if (value[0] == '\0') return;
    const unsigned rows = content->dim_count == 2 ? content->dims[0] : 1;
    const unsigned count = content->dim_count == 0 ? 1 : content->dims[content->dim_count - 1];
    if (rows * count > 6) return;
    if (content->dim_count == 2) strcat(text, "[");
    for (unsigned row = 0; row < rows; row++) {
        if (row > 0) strcat(text, ", ");
        if (content->dim_count > 0) strcat(text, "[");
        for (unsigned i = 0; i < count; i++) {
            write_default(prng, content, value, sizeof value);
            if (i > 0) strcat(text, ", ");
            strcat(text, value);
        }
        if (content->dim_count > 0) strcat(text, "]");
    }
    if (content->dim_count == 2) strcat(text, "]");
    if (strlen(content->text) + strlen(text) + 60 > sizeof content->text) return;
    strcat(content->text, " = ");
    strcat(content->text, text);
    content->has_default = true;
}

static void append_notes(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    const bool is_integer = content->style == STYLE_INT || content->style == STYLE_UINT;
    if (is_integer && !place->class->is_immutable && prng_once_in(prng, 5)) {
        strcat(content->text, " @counter");
        content->is_counter = true;
    }
    const bool is_code = content->style != STYLE_TEXT && content->style != STYLE_BYTES && content->style != STYLE_ANY &&
                         content->style != STYLE_CLASS && content->style != STYLE_INLINE;
    if (is_code && content->bits > 0 && content->dim_count == 0 && place->depth == 0 && prng_once_in(prng, 12)) {
        strcat(content->text, " @own");
        content->is_own = true;
    }
    if (prng_once_in(prng, 12)) {
        strcat(content->text, " @private");
        content->is_private = true;
    }
}

void content_invent(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    memset(content, 0, sizeof *content);
    content->layout = place->class->layout;
    invent_element(schema, place, content);
    const bool is_range = strstr(content->text, " .. ") != NULL;
    const bool is_array = prng_once_in(prng, 3);
    const bool is_optional = can_be_optional(content) && prng_once_in(prng, 3);
    const bool is_element_optional = is_optional && is_array && prng_once_in(prng, 2);
    find_free_code(content);
    if (is_element_optional || (is_optional && !is_array)) {
        strcat(content->text, " ?");
        if (is_array) content->is_element_optional = true;
        else content->is_optional = true;
        /* An element has its `unset` from a `type` alone. */
        const bool is_named = prng_once_in(prng, 3);
        if (!is_array || is_named) invent_sentinel(prng, content);
        if (content->style == STYLE_INT || content->style == STYLE_UINT) choose_integer(content);
        if (is_named) make_alias(schema, place, content);
        else if (is_array) wrap(content, "(", ")");
    } else {
        if (content->style == STYLE_INT || content->style == STYLE_UINT) choose_integer(content);
        if (prng_once_in(prng, 4)) make_alias(schema, place, content);
        else if (is_array && is_range) wrap(content, "(", ")");
    }
    if (is_array) invent_dims(schema, content);
    if (is_array && is_optional && !is_element_optional) {
        strcat(content->text, " ?");
        content->is_optional = true;
        content->has_free_code = false;
    }
    if (place->may_default && prng_once_in(prng, 4)) append_default(prng, content);
    append_notes(schema, place, content);
}

void content_invent_bool(const struct place *place, struct content *content)
{
    memset(content, 0, sizeof *content);
    content->layout = place->class->layout;
    content->style = STYLE_BOOL;
    content->bits = 1;
    strcpy(content->text, "bool");
    strcpy(content->type_name, "bool");
}

void content_invent_by(struct schema *schema, const struct place *place, struct content *content)
{
    struct prng *prng = &schema->prng;
    content_invent_bool(place, content);
    if (!prng_once_in(prng, 3)) invent_enumerated(schema, content, false);
    find_free_code(content);
    if (prng_once_in(prng, 3)) {
        content->is_optional = true;
        strcat(content->text, " ?");
    }
    if (place->may_default && prng_once_in(prng, 3)) append_default(prng, content);
}
