/* SPDX-License-Identifier: MIT-0 */
/*
 * Pieces of text, whatever the locale: numbers are written digit by digit, and of what snprintf says about a float only
 * the digits and the exponent are used, never the decimal point.
 */
#include "text_sink.h"

#include "core_code.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

void slot_sink_put(struct slot_sink *sink, const char *text, size_t length)
{
    if (sink->file != NULL) {
        sink->failed = sink->failed || fwrite(text, 1, length, sink->file) != length;
    } else if (length > 0 && sink->length < sink->size) {
        const size_t room = sink->size - sink->length;
        memcpy(sink->buffer + sink->length, text, length < room ? length : room);
    }
    sink->length += length;
}

void slot_sink_string(struct slot_sink *sink, const char *text)
{
    slot_sink_put(sink, text, strlen(text));
}

size_t slot_sink_end(const struct slot_sink *sink)
{
    if (sink->size > 0) sink->buffer[sink->length < sink->size ? sink->length : sink->size - 1] = '\0';
    return sink->length;
}

/* ---- Integers and texts ---- */

void slot_sink_uint(struct slot_sink *sink, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = SLOT_CAST(char, '0' + number % 10);
        number /= 10;
    } while (number != 0);
    slot_sink_put(sink, digits + first, sizeof digits - first);
}

void slot_sink_int(struct slot_sink *sink, int64_t number)
{
    const uint64_t bits = SLOT_CAST(uint64_t, number);
    if (number < 0) slot_sink_put(sink, "-", 1);
    slot_sink_uint(sink, number < 0 ? 0 - bits : bits);
}

static const char hex[] = "0123456789abcdef";

void slot_sink_hex(struct slot_sink *sink, uint64_t number)
{
    char digits[18];
    size_t first = sizeof digits;
    do {
        digits[--first] = hex[number & 15];
        number >>= 4;
    } while (number != 0);
    digits[--first] = 'x';
    digits[--first] = '0';
    slot_sink_put(sink, digits + first, sizeof digits - first);
}

static void put_byte(struct slot_sink *sink, unsigned char byte)
{
    const char digits[] = {hex[byte >> 4], hex[byte & 15]};
    slot_sink_put(sink, digits, sizeof digits);
}

void slot_sink_bytes(struct slot_sink *sink, slot_text bytes)
{
    slot_sink_string(sink, "0x");
    for (size_t i = 0; i < bytes.length; i++) put_byte(sink, SLOT_CAST(unsigned char, bytes.data[i]));
}

/*
 * Quotes, backslashes and control characters are escaped as JSON does, bytes that are no UTF-8 as \xff. Of control
 * characters there are 32 from U+0080 on too: terminals take orders from them.
 */
void slot_sink_quoted(struct slot_sink *sink, slot_text text)
{
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const void *const data = text.data;
    const unsigned char *const bytes = SLOT_CAST(const unsigned char *, data);
    slot_sink_put(sink, "\"", 1);
    for (size_t i = 0; i < text.length;) {
        const size_t size = slot_code_character(bytes + i, text.length - i);
        const bool is_high_control = size == 2 && bytes[i] == 0xc2 && bytes[i + 1] < 0xa0;
        const char *const found = bytes[i] == 0 ? NULL : strchr(plain, text.data[i]);
        if (found != NULL) {
            const char escape[] = {'\\', letters[found - plain]};
            slot_sink_put(sink, escape, sizeof escape);
        } else if (bytes[i] < 0x20 || bytes[i] == 0x7f || is_high_control) {
            slot_sink_string(sink, "\\u00");
            put_byte(sink, bytes[i + (is_high_control ? 1 : 0)]);
        } else if (size == 0) {
            slot_sink_string(sink, "\\x");
            put_byte(sink, bytes[i]);
        } else {
            slot_sink_put(sink, text.data + i, size);
        }
        i += size == 0 ? 1 : size;
    }
    slot_sink_put(sink, "\"", 1);
}

/* ---- Floats ---- */

enum { DIGITS_MAX = 17 };

/* digits[0].digits[1]digits[2]... times ten to the exponent */
struct decimal {
    char digits[DIGITS_MAX];
    int count;
    int exponent;
};

/* The decimal of `count` digits that is nearest to a positive finite value. */
static struct decimal round_to_digits(double value, int count)
{
    struct decimal decimal;
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *at = text;
    decimal.count = 0;
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9') decimal.digits[decimal.count++] = *at;
    }
    decimal.exponent = atoi(at + 1);
    return decimal;
}

/* The next greater decimal of as many digits. */
static void step_up(struct decimal *decimal)
{
    int last = decimal->count - 1;
    while (last >= 0 && decimal->digits[last] == '9') decimal->digits[last--] = '0';
    if (last >= 0) {
        decimal->digits[last]++;
    } else {
        decimal->digits[0] = '1';
        decimal->exponent++;
    }
}

static bool reads_as(const struct decimal *decimal, double value, int bits)
{
    uint64_t number = 0;
    for (int i = 0; i < decimal->count; i++) number = number * 10 + SLOT_CAST(uint64_t, decimal->digits[i] - '0');
    return slot_sink_reads_as(number, decimal->exponent - (decimal->count - 1), value, bits);
}

/*
 * The shortest decimal that reads as a positive finite value. As many digits as every decimal keeps through a normal
 * float give all shorter ones too, with zeros behind; so the search begins there, or at 1 for the subnormal. At a power
 * of two the floats below are closer than those above: there the nearest decimal may be too low and the next one right.
 */
static struct decimal shortest(double value, int bits)
{
    const double least_normal = bits == 64 ? DBL_MIN : bits == 32 ? SLOT_CAST(double, FLT_MIN) : 1.0 / 16384;
    const bool is_normal = value >= least_normal;
    const int sure = bits == 64 ? DBL_DIG : bits == 32 ? FLT_DIG : 3;
    const bool is_power = (slot_bits_of_double(value) & ((UINT64_C(1) << 52) - 1)) == 0;
    struct decimal decimal;
    for (int count = is_normal ? sure : 1; count <= DIGITS_MAX; count++) {
        decimal = round_to_digits(value, count);
        if (count == DIGITS_MAX || reads_as(&decimal, value, bits)) break;
        if (!is_power) continue;
        step_up(&decimal);
        if (reads_as(&decimal, value, bits)) break;
    }
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') decimal.count--;
    return decimal;
}

/* 1500000, 1.5, 0.00015; from 1e17 and below 0.0001 as 1.5e17, 1.5e-5 */
static void put_decimal(struct slot_sink *sink, const struct decimal *decimal)
{
    const size_t count = SLOT_CAST(size_t, decimal->count);
    const bool scientific = decimal->exponent < -4 || decimal->exponent >= DIGITS_MAX;
    if (!scientific && decimal->exponent < 0) {
        slot_sink_put(sink, "0.000", SLOT_CAST(size_t, 1 - decimal->exponent));
        slot_sink_put(sink, decimal->digits, count);
        return;
    }
    const size_t whole = scientific ? 1 : SLOT_CAST(size_t, decimal->exponent) + 1;
    slot_sink_put(sink, decimal->digits, count < whole ? count : whole);
    if (count < whole) slot_sink_put(sink, "0000000000000000", whole - count);
    if (count > whole) {
        slot_sink_put(sink, ".", 1);
        slot_sink_put(sink, decimal->digits + whole, count - whole);
    }
    if (!scientific) return;
    slot_sink_put(sink, "e", 1);
    slot_sink_int(sink, decimal->exponent);
}

void slot_sink_float(struct slot_sink *sink, double value, int bits)
{
    const uint64_t all = slot_bits_of_double(value);
    const uint64_t magnitude = all << 1 >> 1;
    const uint64_t infinity = UINT64_C(0x7ff) << 52;
    if (magnitude > infinity) {
        slot_sink_string(sink, "nan");
        return;
    }
    if (all != magnitude) slot_sink_put(sink, "-", 1);
    if (magnitude == infinity) {
        slot_sink_string(sink, "inf");
    } else if (magnitude == 0) {
        slot_sink_put(sink, "0", 1);
    } else {
        const struct decimal decimal = shortest(slot_double_of_bits(magnitude), bits);
        put_decimal(sink, &decimal);
    }
}

/* Whether 1 / divisor is a finite decimal. */
static bool is_decimal(uint64_t divisor)
{
    while (divisor % 2 == 0) divisor /= 2;
    while (divisor % 5 == 0) divisor /= 5;
    return divisor == 1;
}

void slot_sink_ratio(struct slot_sink *sink, int64_t number, int64_t divisor)
{
    const uint64_t below = SLOT_CAST(uint64_t, divisor);
    const uint64_t magnitude = number < 0 ? 0 - SLOT_CAST(uint64_t, number) : SLOT_CAST(uint64_t, number);
    uint64_t common = below; /* Euclid's */
    for (uint64_t other = magnitude; other != 0;) {
        const uint64_t rest = common % other;
        common = other;
        other = rest;
    }
    if (!is_decimal(below / common)) {
        slot_sink_float(sink, slot_steps_value(number, 0, 1, divisor), 64);
        return;
    }
    if (number < 0) slot_sink_put(sink, "-", 1);
    slot_sink_uint(sink, magnitude / below);
    uint64_t rest = magnitude % below;
    if (rest != 0) slot_sink_put(sink, ".", 1);
    while (rest != 0) {
        const char digit = SLOT_CAST(char, '0' + rest * 10 / below);
        slot_sink_put(sink, &digit, 1);
        rest = rest * 10 % below;
    }
}
