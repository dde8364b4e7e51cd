/* SPDX-License-Identifier: MIT */
/* What a schema's bytes must be before anything is scanned: UTF-8 without NUL bytes, in lines. Knows no tokens. */
#include "parse/parser.h"

#include "source/utf8.h"

#include <string.h>

static struct span at(const struct parser *parser, size_t byte, size_t length)
{
    uint32_t begin = parser->source->base + (uint32_t)byte;
    struct span span = {begin, begin + (uint32_t)length};

    return span;
}

/* Whether every other byte is NUL at the beginning, as in ASCII text of two bytes a character. */
static bool is_utf16(const struct parser *parser)
{
    const char *text = parser->source->text;
    bool has_mark = memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0;

    return parser->source->length >= 4 &&
           (has_mark || (text[0] == '\0' && text[2] == '\0') || (text[1] == '\0' && text[3] == '\0'));
}

/* Reports the first NUL byte. */
static bool check_nul(struct parser *parser)
{
    const char *text = parser->source->text;
    const char *nul = memchr(text, '\0', parser->source->length);

    if (nul == NULL) return true;
    if (is_utf16(parser))
        diag_error(parser->diag, parse_rule_name(PARSE_UTF8), at(parser, 0, 1),
                   "this file seems to be UTF-16; save it as UTF-8");
    else
        diag_error(parser->diag, parse_rule_name(PARSE_NUL_BYTE), at(parser, (size_t)(nul - text), 1),
                   "this is a NUL byte; a schema is a text");
    return false;
}

/* Reports the first carriage return that is no part of a line's end. */
static void check_line_ends(struct parser *parser)
{
    const char *text = parser->source->text;
    const char *end = text + parser->source->length;

    for (const char *c = text; (c = memchr(c, '\r', (size_t)(end - c))) != NULL; c++) {
        if (c[1] == '\n') continue;
        diag_error(parser->diag, parse_rule_name(PARSE_LINE_END), at(parser, (size_t)(c - text), 1),
                   "this carriage return has no line feed behind it; end lines with LF or CRLF");
        return;
    }
}

/* Bytes up to the next one beyond ASCII. */
static size_t skip_ascii(const char *text, size_t length)
{
    static const uint64_t high_bits = UINT64_C(0x8080808080808080);
    size_t i = 0;
    uint64_t eight;

    for (; length - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (i < length && (unsigned char)text[i] < 0x80) i++;
    return i;
}

/* Reports the first byte that is not UTF-8. */
static void check_utf8(struct parser *parser)
{
    const char *text = parser->source->text;
    size_t length = parser->source->length;
    size_t i = skip_ascii(text, length);

    while (i < length) {
        size_t size = utf8_decode(text + i, length - i, NULL);

        if (size == 0) {
            parser->not_utf8 = true;
            diag_error(parser->diag, parse_rule_name(PARSE_UTF8), at(parser, i, 1),
                       "this byte, 0x%02X, is not UTF-8; save the file as UTF-8", (unsigned)(unsigned char)text[i]);
            return;
        }
        i += size;
        i += skip_ascii(text + i, length - i);
    }
}

bool encoding_check(struct parser *parser)
{
    if (!check_nul(parser)) return false;
    check_line_ends(parser);
    check_utf8(parser);
    return true;
}
