/* SPDX-License-Identifier: MIT */
/*
 * The values of number, character and string tokens. Exact: decimals become ratios, nothing passes through a double.
 * Mistakes in them are reported here; the token keeps its place in the tree all the same.
 */
#include "parse/parser.h"

#include "source/utf8.h"

#include <string.h>

static struct ratio number_error(struct parser *parser, struct span span, const char *message)
{
    diag_error(parser->diag, parse_rule_name(PARSE_NUMBER), span, "%s", message);
    return ratio_from_uint(0);
}

/* The value of a digit in any base, or 99. */
static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9') return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f') return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') return (unsigned)(c - 'A') + 10;
    return 99;
}

/* What is wrong with digits in that base, or NULL. */
static const char *check_digits(const char *digits, size_t length, unsigned base)
{
    if (length == 0) return "this number has no digits behind its prefix";
    for (size_t i = 0; i < length; i++) {
        unsigned value = digit_value(digits[i]);

        if (digits[i] == '_') {
            if (i == 0 || i + 1 == length || digits[i + 1] == '_') return "'_' stands between two digits of a number";
        } else if (base == 10 && (digits[i] == 'e' || digits[i] == 'E') && i > 0) {
            return "numbers have no exponents: write all digits";
        } else if (value == 99 || (base == 10 && value > 9)) {
            return "a letter follows the digits of this number";
        } else if (value >= base) {
            return base == 2 ? "a binary number has the digits 0 and 1" : "an octal number has the digits 0 to 7";
        }
    }
    return NULL;
}

static struct ratio read_integer(const char *digits, size_t length, unsigned base, bool *too_big)
{
    uint64_t value = 0;

    for (size_t i = 0; i < length && !*too_big; i++) {
        if (digits[i] != '_' && (__builtin_mul_overflow(value, (uint64_t)base, &value) ||
                                 __builtin_add_overflow(value, (uint64_t)digit_value(digits[i]), &value)))
            *too_big = true;
    }
    return ratio_from_uint(*too_big ? 0 : value);
}

/* What the digits behind a point stand for, from the last one on, so that every step is reduced. */
static struct ratio read_fraction(const char *digits, size_t length, bool *too_big)
{
    struct ratio value = ratio_from_uint(0);

    while (length > 0 && !*too_big) {
        char c = digits[--length];

        if (c == '_' || (c == '0' && value.numerator == 0)) continue;
        *too_big = ratio_add(value, ratio_from_uint(digit_value(c)), &value) != NUMBER_OK ||
                   ratio_divide(value, ratio_from_uint(10), &value) != NUMBER_OK;
    }
    return *too_big ? ratio_from_uint(0) : value;
}

/* 007: what may be meant, in the user's own digits. */
static struct ratio refuse_zero(struct parser *parser, struct span span, size_t whole)
{
    const char *text = parser_text(parser, span);
    size_t length = span.end - span.begin;
    size_t skipped = strspn(text, "0_");
    bool octal = whole == length;

    if (skipped >= whole) skipped = whole - 1; /* its digits were checked: the last is no _ */
    for (size_t i = skipped; i < whole; i++) octal = octal && text[i] != '8' && text[i] != '9';
    text += skipped;
    length -= skipped;
    if (octal && *text != '0')
        diag_error(parser->diag, parse_rule_name(PARSE_NUMBER), span,
                   "a number does not begin with 0: write %.*s, or 0o%.*s for octal", (int)length, text, (int)length,
                   text);
    else
        diag_error(parser->diag, parse_rule_name(PARSE_NUMBER), span, "a number does not begin with 0: write %.*s",
                   (int)length, text);
    return ratio_from_uint(0);
}

static struct ratio read_decimal(struct parser *parser, struct span span, bool *too_big)
{
    const char *text = parser_text(parser, span);
    size_t length = span.end - span.begin;
    const char *point = memchr(text, '.', length);
    size_t whole = point != NULL ? (size_t)(point - text) : length;
    const char *problem;
    struct ratio value;
    struct ratio fraction;

    if (whole == 0)
        return number_error(parser, span, "a decimal has digits on both sides of its point: write 0.5, not .5");
    problem = check_digits(text, whole, 10);
    if (problem == NULL && point != NULL) problem = check_digits(point + 1, length - whole - 1, 10);
    if (problem == NULL && text[0] == '0' && whole > 1) return refuse_zero(parser, span, whole);
    if (problem != NULL) return number_error(parser, span, problem);
    value = read_integer(text, whole, 10, too_big);
    if (point == NULL || *too_big) return value;
    fraction = read_fraction(point + 1, length - whole - 1, too_big);
    if (*too_big || ratio_add(value, fraction, &value) == NUMBER_OK) return value;
    *too_big = true;
    return ratio_from_uint(0);
}

/*
 * Reads an escape from behind its backslash. Returns the bytes it took, 0 after reporting a mistake; `is_byte` is false
 * for a code point.
 */
static size_t read_escape(struct parser *parser, struct span span, uint32_t *value, bool *is_byte)
{
    static const char letters[] = "abfnrtv\\'\"?";
    static const char meanings[] = "\a\b\f\n\r\t\v\\'\"?";
    const char *text = parser_text(parser, span) + 1;
    const char *letter = *text != '\0' ? strchr(letters, *text) : NULL;
    unsigned base = *text >= '0' && *text <= '7' ? 8 : 16;
    size_t most = base == 8 ? 3 : *text == 'u' ? 4 : *text == 'U' ? 8 : (size_t)-1;
    size_t first = base == 8 ? 0 : 1;
    size_t i = first;
    bool fits = true;

    *is_byte = *text != 'u' && *text != 'U';
    if (letter != NULL) {
        *value = (unsigned char)meanings[letter - letters];
        return 1;
    }
    for (*value = 0; i - first < most && (base == 16 || i < 3) && digit_value(text[i]) < base; i++) {
        fits = fits && *value < (*is_byte ? 0x100u : 0x110000u);
        *value = fits ? *value * base + digit_value(text[i]) : 0;
    }
    span.end = span.begin + 1 + (uint32_t)(i > 0 ? i : 1);
    if ((base == 16 && *text != 'x' && *is_byte) || i == first || (!*is_byte && i - first < most))
        diag_error(parser->diag, parse_rule_name(PARSE_STRING), span,
                   "this escape is none of C's; a backslash itself is written \\\\");
    else if (*is_byte && (!fits || *value > 0xFF))
        diag_error(parser->diag, parse_rule_name(PARSE_STRING), span, "this escape does not fit a byte");
    else if (!fits || *value > 0x10FFFF || (!*is_byte && *value >= 0xD800 && *value <= 0xDFFF))
        diag_error(parser->diag, parse_rule_name(PARSE_STRING), span, "this escape names no character of Unicode");
    else return i;
    return 0;
}

static struct ratio read_character(struct parser *parser, struct span span)
{
    const char *text = parser_text(parser, span);
    size_t length = span.end - span.begin - 2;
    struct span inside = {span.begin + 1, span.end - 1};
    uint32_t value = 0;
    bool is_byte;
    size_t size;

    if (length > 0 && text[1] == '\\') {
        size = read_escape(parser, inside, &value, &is_byte);
        if (size == 0) return ratio_from_uint(0);
        size++;
    } else {
        size = utf8_decode(text + 1, length, &value);
    }
    if (size != length || size == 0)
        return number_error(parser, span, "between ' and ' stands one character; text stands between \" and \"");
    return ratio_from_uint(value);
}

struct ratio literal_number(struct parser *parser, struct span span, bool *too_big)
{
    const char *text = parser_text(parser, span);
    size_t length = span.end - span.begin;
    unsigned base = length < 2 || text[0] != '0' ? 10
                    : text[1] == 'x'             ? 16
                    : text[1] == 'o'             ? 8
                    : text[1] == 'b'             ? 2
                                                 : 10;
    const char *problem;

    *too_big = false;
    if (text[0] == '\'') return read_character(parser, span);
    if (base == 10) return read_decimal(parser, span, too_big);
    if (memchr(text, '.', length) != NULL) return number_error(parser, span, "only a decimal number has a point");
    problem = check_digits(text + 2, length - 2, base);
    if (problem != NULL) return number_error(parser, span, problem);
    return read_integer(text + 2, length - 2, base, too_big);
}

/* Copies the text between the quotes with its escapes resolved; returns how long that is. */
static size_t resolve(struct parser *parser, struct span inside, char *out)
{
    const char *text = parser_text(parser, inside);
    size_t length = inside.end - inside.begin;
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        struct span rest = {inside.begin + (uint32_t)i, inside.end};
        struct span here = {rest.begin, rest.begin + 1};
        uint32_t value;
        bool is_byte;
        size_t size;

        if (text[i] != '\\') {
            if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7F)
                diag_error(parser->diag, parse_rule_name(PARSE_STRING), here,
                           "this control character is written \\x%02x in a string", (unsigned)(unsigned char)text[i]);
            out[used++] = text[i];
            continue;
        }
        size = read_escape(parser, rest, &value, &is_byte);
        if (size == 0) value = '?';
        i += size > 0 ? size : 1;
        if (is_byte) out[used++] = (char)(unsigned char)value;
        else used += utf8_encode(value, out + used);
    }
    return used;
}

struct ast_string literal_string(struct parser *parser, struct span span)
{
    struct span inside = {span.begin + 1, span.end - 1};
    char *bytes = arena_alloc(parser->arena, inside.end - inside.begin + (size_t)1);
    struct ast_string string = {bytes, resolve(parser, inside, bytes), span};

    bytes[string.length] = '\0';
    return string;
}
