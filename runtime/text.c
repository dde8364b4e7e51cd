/* SPDX-License-Identifier: MIT-0 */
/*
 * Instances as text, whatever the locale: numbers are written digit by digit, and of what snprintf and strtod say about
 * a float only the digits and the exponent are used, never the decimal point.
 */
#include <slotgen/text.h>

#include <errno.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

/* Where text goes: to a file, or as much of it as fits to a buffer. */
struct sink {
    FILE *file;
    char *buffer;
    size_t size;   /* of the buffer, with the NUL */
    size_t length; /* of the text so far, whether it fitted or not */
    bool failed;   /* the file took less than it was given */
};

static void put(struct sink *sink, const char *text, size_t length)
{
    if (sink->file != NULL) {
        sink->failed = sink->failed || fwrite(text, 1, length, sink->file) != length;
    } else if (length > 0 && sink->length < sink->size) {
        const size_t room = sink->size - sink->length;
        memcpy(sink->buffer + sink->length, text, length < room ? length : room);
    }
    sink->length += length;
}

static void put_string(struct sink *sink, const char *text)
{
    put(sink, text, strlen(text));
}

static size_t end_text(const struct sink *sink)
{
    if (sink->size > 0) sink->buffer[sink->length < sink->size ? sink->length : sink->size - 1] = '\0';
    return sink->length;
}

/* ---- Integers and texts ---- */

static void put_uint(struct sink *sink, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = SLOT_CAST(char, '0' + number % 10);
        number /= 10;
    } while (number != 0);
    put(sink, digits + first, sizeof digits - first);
}

static void put_int(struct sink *sink, int64_t number)
{
    const uint64_t bits = SLOT_CAST(uint64_t, number);
    if (number < 0) put(sink, "-", 1);
    put_uint(sink, number < 0 ? 0 - bits : bits);
}

/* In double quotes; quotes, backslashes and control characters escaped as JSON does, other bytes as they are. */
static void put_quoted(struct sink *sink, slot_text text)
{
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    static const char hex[] = "0123456789abcdef";
    put(sink, "\"", 1);
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char byte = SLOT_CAST(unsigned char, text.data[i]);
        const char *const found = byte == 0 ? NULL : strchr(plain, text.data[i]);
        if (found != NULL) {
            const char escape[] = {'\\', letters[found - plain]};
            put(sink, escape, sizeof escape);
        } else if (byte < 0x20 || byte == 0x7f) {
            const char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
            put(sink, escape, sizeof escape);
        } else {
            put(sink, text.data + i, 1);
        }
    }
    put(sink, "\"", 1);
}

/* ---- Floats ---- */

enum { DIGITS_MAX = 17 };

/* digits[0].digits[1]digits[2]... times ten to the exponent */
struct decimal {
    char digits[DIGITS_MAX + 1]; /* NUL-terminated */
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
    decimal.digits[decimal.count] = '\0';
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

/* Whether the decimal reads as the value. As an integer and a power of ten it has no decimal point to read. */
static bool reads_as(const struct decimal *decimal, double value, bool single)
{
    char text[64];
    snprintf(text, sizeof text, "%se%d", decimal->digits, decimal->exponent - (decimal->count - 1));
    if (!single) return slot_bits_of_double(strtod(text, NULL)) == slot_bits_of_double(value);
    return slot_bits_of_float(strtof(text, NULL)) == slot_bits_of_float(SLOT_CAST(float, value));
}

/*
 * The shortest decimal that reads as a positive finite value. As many digits as every decimal keeps through a normal
 * float give all shorter ones too, with zeros behind; so the search begins there, or at 1 for the subnormal. At a power
 * of two the floats below are closer than those above: there the nearest decimal may be too low and the next one right.
 */
static struct decimal shortest(double value, bool single)
{
    const bool is_normal = value >= (single ? SLOT_CAST(double, FLT_MIN) : DBL_MIN);
    const int sure = single ? FLT_DIG : DBL_DIG;
    const bool is_power = (slot_bits_of_double(value) & ((UINT64_C(1) << 52) - 1)) == 0;
    struct decimal decimal;
    for (int count = is_normal ? sure : 1; count <= DIGITS_MAX; count++) {
        decimal = round_to_digits(value, count);
        if (count == DIGITS_MAX || reads_as(&decimal, value, single)) break;
        if (!is_power) continue;
        step_up(&decimal);
        if (reads_as(&decimal, value, single)) break;
    }
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') decimal.count--;
    decimal.digits[decimal.count] = '\0';
    return decimal;
}

/* 1500000, 1.5, 0.00015; from 1e17 and below 0.0001 as 1.5e17, 1.5e-5 */
static void put_decimal(struct sink *sink, const struct decimal *decimal)
{
    const size_t count = SLOT_CAST(size_t, decimal->count);
    const bool scientific = decimal->exponent < -4 || decimal->exponent >= DIGITS_MAX;
    if (!scientific && decimal->exponent < 0) {
        put(sink, "0.000", SLOT_CAST(size_t, 1 - decimal->exponent));
        put(sink, decimal->digits, count);
        return;
    }
    const size_t whole = scientific ? 1 : SLOT_CAST(size_t, decimal->exponent) + 1;
    put(sink, decimal->digits, count < whole ? count : whole);
    if (count < whole) put(sink, "0000000000000000", whole - count);
    if (count > whole) {
        put(sink, ".", 1);
        put(sink, decimal->digits + whole, count - whole);
    }
    if (!scientific) return;
    put(sink, "e", 1);
    put_int(sink, decimal->exponent);
}

/* `single`: the value is a float's. */
static void put_float(struct sink *sink, double value, bool single)
{
    const uint64_t bits = slot_bits_of_double(value);
    const uint64_t magnitude_bits = bits << 1 >> 1;
    const uint64_t infinity_bits = UINT64_C(0x7ff) << 52;
    if (magnitude_bits > infinity_bits) {
        put_string(sink, "nan");
        return;
    }
    if (bits != magnitude_bits) put(sink, "-", 1);
    if (magnitude_bits == infinity_bits) {
        put_string(sink, "inf");
    } else if (magnitude_bits == 0) {
        put(sink, "0", 1);
    } else {
        const int kept = errno; /* strtod sets it for subnormals */
        const struct decimal decimal = shortest(slot_double_of_bits(magnitude_bits), single);
        errno = kept;
        put_decimal(sink, &decimal);
    }
}

/* ---- Slots and instances ---- */

static void put_member(struct sink *sink, const slot_type *type, int64_t value)
{
    size_t length = 0;
    const char *const name = slot_type_name(type, value, &length);
    if (name != NULL) put(sink, name, length);
    else put_int(sink, value);
}

static void put_flags(struct sink *sink, const slot_type *type, uint64_t mask)
{
    if (mask == 0) put(sink, "0", 1);
    bool first = true;
    for (int bit = 0; bit < 64; bit++) {
        if ((mask >> bit & 1) == 0) continue;
        if (!first) put(sink, "|", 1);
        put_member(sink, type, bit);
        first = false;
    }
}

static void put_slot(struct sink *sink, const slot_class *type, const void *self, int index)
{
    const slot_descriptor *const slot = &type->descriptors[index];
    slot_value value;
    if (!slot_has(type, self, index) || slot_get(type, self, index, &value) != SLOT_OK) value = slot_unset();
    switch (value.kind) {
    case SLOT_VALUE_UNSET: put_string(sink, "unset"); break;
    case SLOT_VALUE_BOOL: put_string(sink, value.as.truth ? "true" : "false"); break;
    case SLOT_VALUE_INT:
        if (slot->kind == SLOT_KIND_ENUM) put_member(sink, type->types[slot->bias], value.as.integer);
        else put_int(sink, value.as.integer);
        break;
    case SLOT_VALUE_UINT:
        if (slot->kind == SLOT_KIND_FLAGS) put_flags(sink, type->types[slot->bias], value.as.natural);
        else put_uint(sink, value.as.natural);
        break;
    case SLOT_VALUE_FLOAT: put_float(sink, value.as.real, slot->kind == SLOT_KIND_FLOAT32); break;
    case SLOT_VALUE_TEXT: put_quoted(sink, value.as.text); break;
    default: break;
    }
}

static void put_instance(struct sink *sink, const slot_class *type, const void *self)
{
    put_string(sink, type->name);
    put(sink, "{", 1);
    for (int i = 0; i < slot_count(type); i++) {
        if (i > 0) put(sink, ", ", 2);
        put_string(sink, slot_name(type, i));
        put(sink, "=", 1);
        put_slot(sink, type, self, i);
    }
    put(sink, "}", 1);
}

size_t slot_format(const slot_class *type, const void *self, char *buffer, size_t size)
{
    struct sink sink = {NULL, buffer, size, 0, false};
    put_instance(&sink, type, self);
    return end_text(&sink);
}

size_t slot_format_slot(const slot_class *type, const void *self, int index, char *buffer, size_t size)
{
    struct sink sink = {NULL, buffer, size, 0, false};
    if (index >= 0 && index < slot_count(type)) put_slot(&sink, type, self, index);
    return end_text(&sink);
}

slot_status slot_print(const slot_class *type, const void *self, FILE *file)
{
    struct sink sink = {file, NULL, 0, 0, false};
    put_instance(&sink, type, self);
    return sink.failed ? SLOT_EIO : SLOT_OK;
}

/* ---- Statuses ---- */

const char *slot_strerror(slot_status status)
{
    switch (status) {
    case SLOT_OK: return "success";
    case SLOT_ERANGE: return "the value is outside what the slot holds";
    case SLOT_EUNSET: return "the slot is unset";
    case SLOT_ENAME: return "no slot or member of that name or index";
    case SLOT_ETYPE: return "the slot holds another kind of value";
    case SLOT_EREADONLY: return "the class or slot cannot be written";
    case SLOT_ENOMEM: return "no memory";
    case SLOT_EFULL: return "the declared capacity is reached";
    case SLOT_ESTALE: return "the handle names nothing that lives";
    case SLOT_EARG: return "an argument makes no sense";
    case SLOT_EIO: return "reading or writing failed";
    case SLOT_EFORMAT: return "the bytes are not what they should be";
    case SLOT_ELAYOUT: return "the data has another layout";
    }
    return "unknown status";
}
