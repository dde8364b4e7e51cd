/* SPDX-License-Identifier: MIT */
/*
 * Defaults: of single values, and of arrays, which have a list of them; and how a slot gets them.
 *
 * A default that is declared with a type was checked there; a slot's own takes its place.
 */
#include "check/default_values.h"

#include <inttypes.h>
#include <string.h>

enum { MOST_REPEATED = 1 << 20 };

/* Rules default-type, default-count: whether a list has the shape of the dimensions from `dim` on. */
static bool check_shape(const struct checked_default *given, const struct ast_value *value, size_t dim)
{
    const struct content *content = given->content;
    bool fine = true;
    uint64_t count = 0;
    if (dim == content->dim_count) return true;
    if (value->kind != VALUE_LIST) {
        diag_error(given->checker->diag, rule_name(RULE_DEFAULT_TYPE), value->span,
                   "%s '%s' is an array: a list of %" PRIu32 " in brackets is needed here", given->owner.what,
                   given->owner.name, content->dims[dim]);
        return false;
    }
    for (const struct ast_value *at = value->items; at != NULL; at = at->next) count++;
    if (count != content->dims[dim]) {
        diag_error(given->checker->diag, rule_name(RULE_DEFAULT_COUNT), value->span,
                   "the default of %s '%s' lists %" PRIu64 " element%s here, but the array has %" PRIu32,
                   given->owner.what, given->owner.name, count, count == 1 ? "" : "s", content->dims[dim]);
        presence_note_alias(given->checker, content);
        return false;
    }
    for (const struct ast_value *at = value->items; at != NULL && fine; at = at->next)
        fine = check_shape(given, at, dim + 1);
    return fine;
}

/* The values of a list of lists, in order; `given->out` goes on behind the last. */
static bool resolve_list(struct checked_default *given, const struct ast_value *value, size_t dim)
{
    bool fine = true;
    if (dim == given->content->dim_count) {
        given->value = value;
        fine = default_value_resolve(given);
        given->out++;
        return fine;
    }
    for (const struct ast_value *at = value->items; at != NULL && !checker_is_full(given->checker); at = at->next)
        fine = resolve_list(given, at, dim + 1) && fine;
    return fine;
}

bool default_resolve(struct checker *checker, struct owner owner, const struct ast_value *value,
                     struct content *content)
{
    struct checked_default given = {checker, owner, value, content, NULL};
    if (default_value_is_none(content->type.kind)) return default_value_report_none(&given);
    if (!check_shape(&given, value, 0)) return false;
    struct default_value *values = arena_array(checker->arena, content->element_count, sizeof *values);
    content->has_default = true;
    content->default_count = content->element_count;
    content->defaults = values;
    given.out = values;
    return resolve_list(&given, value, 0);
}

bool default_check_repeated(struct checker *checker, const struct ast_type *type, const struct content *content)
{
    if (!content->has_default || content->default_count == content->element_count ||
        content->element_count <= MOST_REPEATED)
        return true;
    diag_error(checker->diag, rule_name(RULE_DEFAULT_COUNT), type->span,
               "the default of '%s' is not repeated over more than %d elements", content->alias->declaration->name.text,
               MOST_REPEATED);
    presence_note_alias(checker, content);
    return false;
}

/* All elements' bytes, each padded with zeros. */
static void fill_bytes(struct checker *checker, const struct content *content, struct model_slot *slot)
{
    size_t size = content->type.bytes;
    char *bytes = arena_array(checker->arena, content->element_count, size);
    for (uint32_t i = 0; i < content->element_count; i++) {
        const struct default_value *value = &content->defaults[i % content->default_count];
        if (value->length != 0) memcpy(bytes + i * size, value->bytes, value->length);
    }
    slot->default_bytes = bytes;
    slot->default_length = content->defaults[0].length;
}

static void take_value(const struct default_value *value, struct model_slot *slot)
{
    slot->default_integer = value->integer;
    slot->default_real = value->real;
}

void default_fill(struct checker *checker, const struct content *content, struct model_slot *slot)
{
    slot->has_default = content->has_default;
    if (!content->has_default) return;
    if (model_is_blob(content->type.kind)) {
        fill_bytes(checker, content, slot);
    } else if (content->dim_count == 0) {
        take_value(&content->defaults[0], slot);
    } else {
        slot->default_codes = arena_array(checker->arena, content->element_count, sizeof *slot->default_codes);
        for (uint32_t i = 0; i < content->element_count; i++) {
            take_value(&content->defaults[i % content->default_count], slot);
            slot->default_codes[i] = encode_default(slot);
        }
    }
}
