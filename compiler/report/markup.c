/* SPDX-License-Identifier: MIT */
/* Escaping and the few elements that pictures need; see markup.h. */
#include "report/markup.h"

#include <string.h>

/* Bytes at the start of the string that XML allows in no form; 0: what stands there is fine. */
static size_t forbidden_length(const char *string)
{
    const unsigned char byte = (unsigned char)string[0];
    if (byte < 0x20) return byte == '\t' || byte == '\n' ? 0 : 1;
    if (byte == 0xef && (unsigned char)string[1] == 0xbf && ((unsigned char)string[2] & 0xfe) == 0xbe) return 3;
    return 0;
}

void markup_text(struct text *text, const char *string)
{
    while (*string != '\0') {
        const size_t plain = strcspn(string,
                                     "&<>\"'\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13"
                                     "\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\xef");
        text_append(text, string, plain);
        string += plain;
        if (*string == '\0') return;
        const size_t forbidden = forbidden_length(string);
        const char *const escaped = *string == '&'    ? "&amp;"
                                    : *string == '<'  ? "&lt;"
                                    : *string == '>'  ? "&gt;"
                                    : *string == '"'  ? "&quot;"
                                    : *string == '\'' ? "&#39;"
                                                      : NULL;
        if (forbidden > 0) text_string(text, "\xef\xbf\xbd");
        else if (escaped != NULL) text_string(text, escaped);
        else text_append(text, string, 1);
        string += forbidden > 0 ? forbidden : 1;
    }
}

void markup_tenths(struct text *text, const char *name, int64_t tenths)
{
    text_strings(text, " ", name, "=\"", NULL);
    if (tenths < 0) text_string(text, "-");
    const uint64_t size = tenths < 0 ? 0 - (uint64_t)tenths : (uint64_t)tenths;
    text_uint(text, size / 10);
    if (size % 10 != 0) {
        text_string(text, ".");
        text_uint(text, size % 10);
    }
    text_string(text, "\"");
}

void markup_rectangle(struct text *text, const char *class, int64_t x, int64_t y, int64_t width, int64_t height,
                      bool is_open)
{
    text_strings(text, "<rect class=\"", class, "\"", NULL);
    markup_tenths(text, "x", x);
    markup_tenths(text, "y", y);
    markup_tenths(text, "width", width);
    markup_tenths(text, "height", height);
    text_string(text, is_open ? ">" : "/>\n");
}

void markup_label(struct text *text, const char *class, enum markup_anchor anchor, int64_t x, int64_t y,
                  const char *string)
{
    static const char *const anchors[] = {"", " middle", " end"};
    text_strings(text, "<text class=\"", class, anchors[anchor], "\"", NULL);
    markup_tenths(text, "x", x);
    markup_tenths(text, "y", y);
    text_string(text, ">");
    markup_text(text, string);
    text_string(text, "</text>\n");
}

void markup_upright(struct text *text, const char *class, int64_t x, int64_t y, const char *string)
{
    text_strings(text, "<text class=\"", class, " end\" transform=\"translate(", NULL);
    text_int(text, x / 10);
    text_string(text, " ");
    text_int(text, y / 10);
    text_string(text, ") rotate(-90)\">");
    markup_text(text, string);
    text_string(text, "</text>\n");
}

void markup_shortened(struct text *text, const char *string, size_t most)
{
    const size_t length = strlen(string);
    text_append(text, string, length <= most ? length : most - 1);
    if (length > most) text_string(text, "\xe2\x80\xa6");
}

void markup_tail(struct text *text, const char *string, size_t most)
{
    const size_t length = strlen(string);
    if (length > most) text_string(text, "\xe2\x80\xa6");
    text_string(text, length > most ? string + (length - most + 1) : string);
}

int64_t markup_characters(const struct text *text)
{
    int64_t count = 0;
    for (size_t i = 0; i < text->length; i++) count += ((unsigned char)text->bytes[i] & 0xc0) != 0x80;
    return count;
}
