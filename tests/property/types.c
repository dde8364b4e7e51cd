/* SPDX-License-Identifier: MIT */
/* Random types and what they mean; see schema.h. */
#include "schema.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static unsigned bits_of(uint64_t number)
{
    unsigned bits = 0;
    while (bits < 64 && number >> bits != 0) bits++;
    return bits;
}

/* Bits for the numbers 0..most, and for unset beside them. */
static unsigned bits_of_states(uint64_t most, bool optional)
{
    if (!optional) return bits_of(most);
    return most == UINT64_MAX ? 65 : bits_of(most + 1);
}

void type_sort(const struct schema_type *type, unsigned *order)
{
    for (unsigned i = 0; i < type->count; i++) {
        unsigned at = i;
        for (; at > 0 && type->values[order[at - 1]] > type->values[i]; at--) order[at] = order[at - 1];
        order[at] = i;
    }
}

static bool has_value(const struct schema_type *type, int value)
{
    for (unsigned i = 0; i < type->count; i++) {
        if (type->values[i] == value) return true;
    }
    return false;
}

static int random_enum_value(struct prng *prng, unsigned style, const struct schema_type *type)
{
    const int64_t before = type->count > 0 ? type->values[type->count - 1] : -1;
    switch (style) {
    case 0: return (int)(before + 1 <= INT32_MAX ? before + 1 : (int64_t)prng_below(prng, 1000));
    case 1: return (int)prng_below(prng, 4 * MOST_MEMBERS);
    case 2: return -(int)prng_below(prng, 64) + 8;
    case 3: return (int)(int32_t)(uint32_t)prng_bits(prng, 32);
    default: return prng_once_in(prng, 2) ? INT32_MIN + (int)prng_below(prng, 3) : INT32_MAX - (int)prng_below(prng, 3);
    }
}

void invent_type(struct schema *schema, struct schema_type *type)
{
    struct prng *prng = &schema->prng;
    static const unsigned counts[] = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 40, 64, 65, MOST_MEMBERS};
    const unsigned style = prng_below(prng, 5);
    type->is_flags = prng_once_in(prng, 3);
    unsigned wanted =
        prng_once_in(prng, 4) ? counts[prng_below(prng, sizeof counts / sizeof counts[0])] : 1 + prng_below(prng, 12);
    if (type->is_flags && wanted > 64) wanted = 64;
    const unsigned highest_bit = prng_once_in(prng, 2) ? 31 : 63;
    const size_t first_name = prng_below(prng, (unsigned)nasty_name_count);
    for (unsigned tries = 0; type->count < wanted && tries < 4000; tries++) {
        int value = random_enum_value(prng, prng_once_in(prng, 3) ? 0 : style, type);
        if (type->is_flags) {
            value = prng_once_in(prng, 2) ? (int)type->count : (int)prng_below(prng, highest_bit + 1);
        }
        if (has_value(type, value)) continue;
        type->values[type->count] = value;
        if (type->count < nasty_name_count && prng_once_in(prng, 2)) {
            const char *nasty = nasty_names[(first_name + type->count) % nasty_name_count];
            snprintf(type->names[type->count], MOST_NAME, "%s", nasty);
        } else {
            snprintf(type->names[type->count], MOST_NAME, "m%u", type->count);
        }
        type->count++;
    }
}

/* ---- Integers ---- */

static void invent_extreme_range(struct prng *prng, struct meant_slot *meant)
{
    static const uint64_t ends[][2] = {
        {0, UINT64_MAX},
        {1, UINT64_MAX},
        {0, UINT64_MAX - 1},
        {UINT64_MAX, UINT64_MAX},
        {INT64_MAX, UINT64_MAX},
        {UINT64_C(1) << 63, UINT64_MAX},
        {UINT64_C(1) << 63, INT64_MAX},
        {(UINT64_C(1) << 63) + 1, INT64_MAX},
        {UINT64_C(1) << 63, UINT64_C(1) << 63},
        {UINT64_C(1) << 63, UINT64_MAX},
        {INT64_MAX, INT64_MAX},
        {0, 0},
        {0, UINT32_MAX},
        {0, (uint64_t)UINT32_MAX + 1},
        {(uint64_t)INT32_MIN, INT32_MAX},
        {0, INT32_MAX},
        {(uint64_t)INT32_MIN - 1, INT32_MAX},
        {(uint64_t)INT32_MIN, UINT32_MAX},
        {0, (uint64_t)INT32_MAX + 1},
        {UINT32_MAX, UINT32_MAX},
        {(uint64_t)-1, UINT32_MAX},
        {(uint64_t)-1, 0},
        {0, INT64_MAX},
    };
    const unsigned row = prng_below(prng, sizeof ends / sizeof ends[0]);
    /* Row 5 is the upper half of uint64_t, row 9 the same bits as INT64_MIN..-1. */
    meant->kind = row <= 5 ? MEANT_UINT : MEANT_INT;
    meant->low = ends[row][0];
    meant->high = ends[row][1];
}

static void invent_range(struct prng *prng, struct schema_content *content)
{
    struct meant_slot *meant = &content->meant;
    meant->kind = MEANT_INT;
    if (prng_once_in(prng, 3)) {
        content->sized = (int)prng_below(prng, 64) + 1;
        const uint64_t most = UINT64_MAX >> (64 - content->sized);
        const bool is_signed = prng_once_in(prng, 2);
        meant->low = is_signed ? ~(most >> 1) : 0;
        meant->high = is_signed ? most >> 1 : most;
        if (meant->high > INT64_MAX) meant->kind = MEANT_UINT;
        return;
    }
    if (prng_once_in(prng, 5)) {
        invent_extreme_range(prng, meant);
        return;
    }
    const unsigned width = prng_below(prng, prng_once_in(prng, 3) ? 64 : 24);
    uint64_t span = prng_upto(prng, UINT64_MAX >> (63 - width) >> 1);
    if (prng_once_in(prng, 3)) {
        meant->low = prng_bits(prng, prng_below(prng, 64));
        if (span > UINT64_MAX - meant->low) span = UINT64_MAX - meant->low;
        meant->high = meant->low + span;
        if (meant->high > INT64_MAX) meant->kind = MEANT_UINT;
        return;
    }
    meant->low = prng_bits(prng, prng_below(prng, 64)) * (prng_once_in(prng, 2) ? UINT64_MAX : 1);
    const uint64_t room = (uint64_t)INT64_MAX - meant->low;
    meant->high = meant->low + (span > room ? room : span);
}

/* A number for unset beside the range, where there is one. */
static void invent_sentinel(struct prng *prng, struct meant_slot *meant)
{
    const bool is_natural = meant->kind == MEANT_UINT;
    const bool has_below = meant->low != (is_natural ? 0 : UINT64_C(1) << 63);
    const bool may_be_natural = is_natural || (int64_t)meant->low >= 0;
    const uint64_t most = may_be_natural ? UINT64_MAX : (uint64_t)INT64_MAX;
    const bool has_above = meant->high != most;
    if (!has_below && !has_above) return;
    meant->has_sentinel = true;
    const bool below = has_below && (!has_above || prng_once_in(prng, 2));
    if (below) {
        const uint64_t least = is_natural ? 0 : UINT64_C(1) << 63;
        meant->sentinel = meant->low - 1 - (prng_once_in(prng, 2) ? 0 : prng_upto(prng, meant->low - 1 - least));
    } else {
        meant->sentinel = meant->high + 1 + (prng_once_in(prng, 2) ? 0 : prng_upto(prng, most - meant->high - 1));
        if (meant->sentinel > INT64_MAX) meant->kind = may_be_natural ? MEANT_UINT : meant->kind;
    }
}

/* ---- Contents ---- */

static void invent_named(struct schema *schema, struct schema_content *content)
{
    struct meant_slot *meant = &content->meant;
    content->type = (int)prng_below(&schema->prng, (unsigned)schema->type_count);
    const struct schema_type *type = &schema->types[content->type];
    int lowest = type->values[0];
    int highest = type->values[0];
    uint64_t mask = 0;
    for (unsigned i = 0; i < type->count; i++) {
        if (type->values[i] < lowest) lowest = type->values[i];
        if (type->values[i] > highest) highest = type->values[i];
        if (type->is_flags) mask |= UINT64_C(1) << type->values[i];
    }
    meant->kind = type->is_flags ? MEANT_FLAGS : MEANT_ENUM;
    meant->wide_flags = type->is_flags && highest >= 32;
    meant->low = type->is_flags ? 0 : (uint64_t)(int64_t)lowest;
    meant->high = type->is_flags ? mask : (uint64_t)(int64_t)highest;
}

static uint64_t random_float(struct prng *prng, bool twice)
{
    /* Sums of powers of two: exact in both formats and as a fraction in the schema. */
    const double value = (double)((int)prng_below(prng, 20001) - 10000) / 64.0;
    return twice ? slot_bits_of_double(value) : slot_bits_of_float((float)value);
}

static void invent_default(struct schema *schema, struct schema_content *content)
{
    struct prng *prng = &schema->prng;
    struct meant_slot *meant = &content->meant;
    meant->has_default = true;
    switch (meant->kind) {
    case MEANT_INT:
    case MEANT_UINT: meant->initial = meant->low + prng_upto(prng, meant->high - meant->low); break;
    case MEANT_BOOL: meant->initial = prng_below(prng, 2); break;
    case MEANT_ENUM: {
        const struct schema_type *type = &schema->types[content->type];
        meant->initial = (uint64_t)(int64_t)type->values[prng_below(prng, type->count)];
        break;
    }
    case MEANT_FLAGS: meant->initial = prng_next(prng) & meant->high; break;
    case MEANT_FLOAT32: meant->initial = random_float(prng, false); break;
    case MEANT_FLOAT64: meant->initial = random_float(prng, true); break;
    }
}

static void count_bits(const struct schema *schema, struct schema_content *content)
{
    struct meant_slot *meant = &content->meant;
    switch (meant->kind) {
    case MEANT_INT:
    case MEANT_UINT: meant->bits = bits_of_states(meant->high - meant->low, meant->optional); break;
    case MEANT_BOOL: meant->bits = meant->optional ? 2 : 1; break;
    case MEANT_ENUM: {
        const unsigned direct = bits_of_states(meant->high - meant->low, meant->optional);
        const unsigned ordinal = bits_of_states(schema->types[content->type].count - 1, meant->optional);
        meant->bits = direct < ordinal ? direct : ordinal;
        break;
    }
    case MEANT_FLAGS: meant->bits = schema->types[content->type].count + (meant->optional ? 1 : 0); break;
    case MEANT_FLOAT32: meant->bits = meant->optional ? 33 : 32; break;
    case MEANT_FLOAT64: meant->bits = meant->optional ? 65 : 64; break;
    }
}

static void invent_optional(struct prng *prng, struct meant_slot *meant)
{
    meant->optional = true;
    const bool is_integer = meant->kind == MEANT_INT || meant->kind == MEANT_UINT;
    if (is_integer && prng_once_in(prng, 3)) invent_sentinel(prng, meant);
}

static const char *random_unit(struct prng *prng)
{
    static const char *const units[] = {"ns", "%", "m/s", "1 \\ \" ? ' $x$", "*/", "\xc2\xb5m", "?\?/", "/*"};
    return units[prng_below(prng, sizeof units / sizeof units[0])];
}

static void invent_plain(struct schema *schema, struct schema_content *content)
{
    struct prng *prng = &schema->prng;
    const unsigned kind = prng_below(prng, 12);
    if (kind < 6) invent_range(prng, content);
    else if (kind < 8) content->meant.kind = MEANT_BOOL;
    else if (kind < 10 && schema->type_count > 0) invent_named(schema, content);
    else content->meant.kind = kind == 10 ? MEANT_FLOAT32 : MEANT_FLOAT64;
}

void invent_alias(struct schema *schema, struct schema_alias *alias)
{
    struct prng *prng = &schema->prng;
    struct schema_content *content = &alias->content;
    content->type = content->alias = -1;
    invent_plain(schema, content);
    if (prng_once_in(prng, 3)) invent_optional(prng, &content->meant);
    if (prng_once_in(prng, 3)) invent_default(schema, content);
    if (prng_once_in(prng, 4)) content->meant.unit = random_unit(prng);
}

void invent_content(struct schema *schema, struct schema_slot *slot)
{
    struct prng *prng = &schema->prng;
    struct schema_content *content = &slot->content;
    content->type = content->alias = -1;
    if (schema->alias_count > 0 && prng_once_in(prng, 5)) {
        const int alias = (int)prng_below(prng, (unsigned)schema->alias_count);
        *content = schema->aliases[alias].content;
        content->alias = alias;
    } else {
        invent_plain(schema, content);
    }
    if (!content->meant.optional && prng_once_in(prng, 3)) {
        slot->own_optional = true;
        invent_optional(prng, &content->meant);
    }
    if (prng_once_in(prng, 3)) {
        slot->own_default = true;
        invent_default(schema, content);
    }
    if (prng_once_in(prng, 6)) {
        slot->own_unit = true;
        content->meant.unit = random_unit(prng);
    }
    count_bits(schema, content);
}

const char *content_c_type(const struct schema *schema, const struct schema_content *content)
{
    const struct meant_slot *meant = &content->meant;
    switch (meant->kind) {
    case MEANT_BOOL: return "bool";
    case MEANT_FLOAT32: return "float";
    case MEANT_FLOAT64: return "double";
    case MEANT_ENUM:
    case MEANT_FLAGS: return schema->types[content->type].c_name;
    case MEANT_UINT: break;
    case MEANT_INT: {
        const int64_t sentinel = (int64_t)(meant->has_sentinel ? meant->sentinel : meant->low);
        const int64_t low = sentinel < (int64_t)meant->low ? sentinel : (int64_t)meant->low;
        const int64_t high = sentinel > (int64_t)meant->high ? sentinel : (int64_t)meant->high;
        if (low >= INT32_MIN && high <= INT32_MAX) return "int32_t";
        return low >= 0 && high <= UINT32_MAX ? "uint32_t" : "int64_t";
    }
    }
    return "uint64_t";
}
