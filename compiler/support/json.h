/* SPDX-License-Identifier: MIT */
/*
 * JSON, written in order: members of objects and elements of arrays, with the commas and the indentation between them.
 *
 * Strings are UTF-8, as all of ours are; numbers that are wider than a double holds exactly are better given as strings.
 */
#ifndef SLOTGEN_JSON_H
#define SLOTGEN_JSON_H

#include "support/text.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
    struct text *text;
    unsigned depth;
    bool has_before; /* something stands before the next member or element */
    bool is_flat;    /* within an object or array of one line */
};

/* Before a member its name, before an element NULL. An object is opened by '{', an array by '['. */
void json_open(struct json *json, const char *name, char bracket);
/* The same, all on one line: with what is in it. */
void json_open_flat(struct json *json, const char *name, char bracket);
void json_close(struct json *json, char bracket);

void json_string(struct json *json, const char *name, const char *value);
void json_uint(struct json *json, const char *name, uint64_t value);
void json_int(struct json *json, const char *name, int64_t value);
void json_bool(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);

/* A number as it is already printed. */
void json_number(struct json *json, const char *name, const char *digits);

#endif
