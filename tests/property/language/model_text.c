/* SPDX-License-Identifier: MIT */
/* What an instance is as text, as docs/api.md and the runtime's text.h say: see language_model.h. */
#include "language_model.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct sink {
    char *text;
    size_t size, length;
};

static void put(struct sink *sink, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int count = vsnprintf(sink->text + sink->length, sink->size - sink->length, format, arguments);
    va_end(arguments);
    if (count < 0 || sink->length + (size_t)count >= sink->size) abort();
    sink->length += (size_t)count;
}

/* Whether the decimal is read as that value, of so many bits. */
static bool reads_as(const char *text, double value, unsigned bits)
{
    if (bits == 64) return strtod(text, NULL) == value;
    if (bits == 32) return (double)strtof(text, NULL) == value;
    const double read = strtod(text, NULL); /* a half: nearer to this one than to its neighbours */
    double below = -INFINITY, above = INFINITY;
    bool is_even = false;
    for (uint64_t code = 0; code < 0x7c00; code++) {
        const double half = model_half(code);
        if (half < value) below = half;
        if (half > value && half < above) above = half;
        if (half == value) is_even = code % 2 == 0;
    }
    if (isinf(above)) above = 65536;
    const double low = (below + value) / 2, high = (above + value) / 2;
    return (read > low && read < high) || (is_even && (read == low || read == high));
}

/* The shortest decimal, the nearest of those; digits and the exponent of the first one. */
static int find_digits(double value, unsigned bits, char *digits)
{
    for (int count = 1; count <= 17; count++) {
        char text[64];
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        const int exponent = atoi(strchr(text, 'e') + 1);
        uint64_t number = 0;
        for (const char *at = text; *at != 'e'; at++) {
            if (*at != '.') number = number * 10 + (uint64_t)(*at - '0');
        }
        for (uint64_t more = 0; more < 2; more++) {
            snprintf(text, sizeof text, "%" PRIu64 "e%d", number + more, exponent - count + 1);
            if (count < 17 && !reads_as(text, value, bits)) continue;
            snprintf(digits, 32, "%" PRIu64, number + more);
            const int first = exponent + (int)strlen(digits) - count;
            while (strlen(digits) > 1 && digits[strlen(digits) - 1] == '0') digits[strlen(digits) - 1] = '\0';
            return first;
        }
    }
    abort();
}

static void put_real(struct sink *sink, double value, unsigned bits)
{
    char digits[32];
    if (isnan(value)) {
        put(sink, "nan");
        return;
    }
    put(sink, "%s", signbit(value) ? "-" : "");
    if (isinf(value) || value == 0) {
        put(sink, "%s", isinf(value) ? "inf" : "0");
        return;
    }
    const int exponent = find_digits(fabs(value), bits, digits);
    const int count = (int)strlen(digits);
    if (exponent < -4 || exponent >= 17) {
        put(sink, "%c%s%s", digits[0], count > 1 ? "." : "", digits + 1);
        put(sink, "e%d", exponent);
    } else if (exponent < 0) {
        put(sink, "0.%.*s%s", -exponent - 1, "000", digits);
    } else {
        for (int i = 0; i < count || i <= exponent; i++)
            put(sink, "%s%c", i == exponent + 1 ? "." : "", i < count ? digits[i] : '0');
    }
}

/* A quotient that ends as a decimal in full, others as the nearest double. */
static void put_quotient(struct sink *sink, int64_t number, int64_t divisor)
{
    int64_t magnitude = number < 0 ? -number : number;
    int64_t rest = divisor;
    for (int64_t i = 2; i <= rest && i <= magnitude; i++) {
        while (magnitude % i == 0 && rest % i == 0) {
            magnitude /= i;
            rest /= i;
        }
    }
    if (magnitude == 0) rest = 1;
    int64_t left = rest;
    while (left % 2 == 0) left /= 2;
    while (left % 5 == 0) left /= 5;
    if (left != 1) {
        put_real(sink, (double)number / (double)divisor, 64);
        return;
    }
    put(sink, "%s%" PRId64, number < 0 ? "-" : "", magnitude / rest);
    for (magnitude %= rest, left = 0; magnitude != 0; left++, magnitude = magnitude * 10 % rest)
        put(sink, "%s%d", left == 0 ? "." : "", (int)(magnitude * 10 / rest));
}

static void put_text(struct sink *sink, const struct model_value *value)
{
    put(sink, "\"");
    for (size_t i = 0; i < value->length; i++) {
        const unsigned char byte = value->bytes[i];
        if (byte == '"' || byte == '\\') put(sink, "\\%c", byte);
        else put(sink, "%c", byte);
    }
    put(sink, "\"");
}

static void put_flags(struct sink *sink, const struct model_slot *row, uint64_t mask)
{
    if (mask == 0) put(sink, "0");
    const char *between = "";
    for (int bit = 0; bit < 64; bit++) {
        if ((mask >> bit & 1) == 0) continue;
        for (unsigned i = 0; i < row->member_count; i++) {
            if (row->members[i] == bit) put(sink, "%s%s", between, row->names[i]);
        }
        between = "|";
    }
}

static void put_box(struct sink *sink, const struct model_class *class, uint64_t box)
{
    const uint64_t top = box >> 48, below = box & ((UINT64_C(1) << 48) - 1);
    const unsigned i = (unsigned)(below >> 32), id = (unsigned)below;
    double real = 0;
    if (top >= 8) {
        box -= UINT64_C(1) << 51;
        memcpy(&real, &box, 8);
        put_real(sink, real, 64);
        if (fabs(real) < 1e17 && floor(real) == real) put(sink, ".0");
    } else if (top >= 4) {
        put(sink, "%" PRId64, (int64_t)(box << 14) / (1 << 14));
    } else if (top == 3) {
        put(sink, "%s(%u)", model_of(class->type->classes[i])->name, id);
    } else if (top == 2) {
        put(sink, "%s(%u)", class->type->symbols[i]->name, id);
    } else if (top == 1) {
        put(sink, "0x%" PRIx64, (uint64_t)(uintptr_t)((int64_t)(below << 16) / (1 << 16)));
    } else {
        put(sink, "%s", box == 1 ? "nil" : box == 2 ? "false" : "true");
    }
}

static void put_instance(struct sink *sink, const struct model_class *class, const void *self);

static void put_value(struct sink *sink, const struct model_class *class, unsigned slot,
                      const struct model_value *value)
{
    const struct model_slot *row = &class->slots[slot];
    float single = 0;
    const uint32_t half = (uint32_t)value->number;
    double real = 0;
    memcpy(&single, &half, 4);
    memcpy(&real, &value->number, 8);
    if (!value->is_set) {
        put(sink, "unset");
        return;
    }
    switch (row->kind) {
    case TYPED_INT: put(sink, "%" PRId64, (int64_t)value->number); break;
    case TYPED_UINT: put(sink, "%" PRIu64, value->number); break;
    case TYPED_BOOL: put(sink, "%s", value->number != 0 ? "true" : "false"); break;
    case TYPED_ENUM:
        for (unsigned i = 0; i < row->member_count; i++) {
            if (row->members[i] == (int64_t)value->number) put(sink, "%s", row->names[i]);
        }
        break;
    case TYPED_TAG: put(sink, "%s", row->names[value->number]); break;
    case TYPED_FLAGS: put_flags(sink, row, value->number); break;
    case TYPED_STEPS:
        put_quotient(sink, (int64_t)row->low + (int64_t)value->number * (int64_t)row->step, (int64_t)row->divisor);
        break;
    case TYPED_HALF: put_real(sink, model_half(value->number), 16); break;
    case TYPED_FLOAT: put_real(sink, (double)single, 32); break;
    case TYPED_DOUBLE: put_real(sink, real, 64); break;
    case TYPED_TEXT: put_text(sink, value); break;
    case TYPED_BYTES:
        put(sink, "0x");
        for (size_t i = 0; i < value->length; i++) put(sink, "%02x", value->bytes[i]);
        break;
    case TYPED_SYMBOL:
    case TYPED_REF:
        if (value->number == 0) put(sink, "null");
        else put(sink, "%" PRIu64, value->number);
        break;
    case TYPED_POINTER:
        if ((uintptr_t)value->number == 0) put(sink, "null");
        else put(sink, "0x%" PRIx64, (uint64_t)(uintptr_t)value->number);
        break;
    case TYPED_ANY: put_box(sink, class, value->number); break;
    case TYPED_CLASS: put_instance(sink, model_of(row->target), value->bytes); break;
    case TYPED_GROUP: put(sink, "set"); break;
    }
}

/* Each dimension in brackets of its own. */
static void put_array(struct sink *sink, const struct model_class *class, const void *self, unsigned slot)
{
    const struct model_place *place = &class->places[slot];
    for (uint32_t e = 0; e < class->slots[slot].elements; e++) {
        uint64_t run = 1;
        unsigned opened = 0, closed = 0;
        for (unsigned i = place->dim_count; i-- > 0;) {
            run *= place->dims[i];
            if (e % run == 0) opened++;
            if ((e + 1) % run == 0) closed++;
        }
        put(sink, "%s", e > 0 ? ", " : "");
        for (; opened > 0; opened--) put(sink, "[");
        const struct model_value value = model_get(class, self, slot, e);
        put_value(sink, class, slot, &value);
        for (; closed > 0; closed--) put(sink, "]");
    }
}

/* Slots of another arm are left out, and that an inline class is there where its slots say so. */
static bool is_shown(const struct model_class *class, const void *self, unsigned slot)
{
    const struct model_slot *row = &class->slots[slot];
    const bool is_array = class->places[slot].dim_count > 0;
    const struct model_value value = model_get(class, self, slot, 0);
    if (row->gate >= 0 && class->places[row->gate].dim_count == 0 && !value.is_live) return false;
    if (row->kind != TYPED_GROUP || is_array || !value.is_set) return true;
    return slot + 1 == class->slot_count || class->slots[slot + 1].gate != (int)slot;
}

static void put_instance(struct sink *sink, const struct model_class *class, const void *self)
{
    const char *between = "";
    put(sink, "%s{", class->name);
    for (unsigned i = 0; i < class->slot_count; i++) {
        const struct model_slot *row = &class->slots[i];
        const struct model_value value = model_get(class, self, i, 0);
        if (!is_shown(class, self, i)) continue;
        put(sink, "%s%s=", between, row->path);
        between = ", ";
        const bool is_one = row->optional == MODEL_OPTIONAL_ARRAY && row->elements == row->own_elements;
        if (class->places[i].dim_count == 0 || (is_one && !value.is_set)) put_value(sink, class, i, &value);
        else put_array(sink, class, self, i);
    }
    put(sink, "}");
}

size_t model_format(const struct model_class *class, const void *self, char *text, size_t size)
{
    struct sink sink = {text, size, 0};
    put_instance(&sink, class, self);
    return sink.length;
}
