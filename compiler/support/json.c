/* SPDX-License-Identifier: MIT */
/* JSON, written in order; see json.h. */
#include "support/json.h"

static void append_quoted(struct text *text, const char *string)
{
    static const char digits[] = "0123456789abcdef";
    text_string(text, "\"");
    for (; *string != '\0'; string++) {
        const unsigned char byte = (unsigned char)*string;
        if (byte < 0x20 || byte == 0x7f) {
            const char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15], '\0'};
            text_string(text, escape);
            continue;
        }
        if (byte == '"' || byte == '\\') text_string(text, "\\");
        text_append(text, string, 1);
    }
    text_string(text, "\"");
}

static void append_margin(struct json *json)
{
    text_string(json->text, "\n");
    for (unsigned i = 0; i < json->depth; i++) text_string(json->text, "  ");
}

/* The comma behind what was before, and the name. */
static void begin(struct json *json, const char *name)
{
    if (json->has_before) text_string(json->text, json->is_flat ? ", " : ",");
    if (!json->is_flat && json->depth > 0) append_margin(json);
    json->has_before = true;
    if (name == NULL) return;
    append_quoted(json->text, name);
    text_string(json->text, ": ");
}

void json_open(struct json *json, const char *name, char bracket)
{
    begin(json, name);
    text_append(json->text, &bracket, 1);
    json->depth++;
    json->has_before = false;
}

void json_open_flat(struct json *json, const char *name, char bracket)
{
    json_open(json, name, bracket);
    json->depth--;
    json->is_flat = true;
}

void json_close(struct json *json, char bracket)
{
    if (json->is_flat) {
        json->is_flat = false;
    } else {
        json->depth--;
        if (json->has_before) append_margin(json);
    }
    text_append(json->text, &bracket, 1);
    json->has_before = true;
    if (json->depth == 0 && !json->is_flat) text_string(json->text, "\n");
}

void json_string(struct json *json, const char *name, const char *value)
{
    begin(json, name);
    append_quoted(json->text, value);
}

void json_uint(struct json *json, const char *name, uint64_t value)
{
    begin(json, name);
    text_uint(json->text, value);
}

void json_int(struct json *json, const char *name, int64_t value)
{
    begin(json, name);
    text_int(json->text, value);
}

void json_bool(struct json *json, const char *name, bool value)
{
    begin(json, name);
    text_string(json->text, value ? "true" : "false");
}

void json_null(struct json *json, const char *name)
{
    begin(json, name);
    text_string(json->text, "null");
}

void json_number(struct json *json, const char *name, const char *digits)
{
    begin(json, name);
    text_string(json->text, digits);
}
