/* SPDX-License-Identifier: MIT */
/*
 * Arrays: dimensions, outermost first, and their limits. Those of a declared type come behind those that are written
 * with its name: three of a row of four have the dimensions 3 and 4.
 */
#include "check/checker.h"
#include "parse/parse.h"

#include <inttypes.h>
#include <string.h>

/* Rule array-count: one dimension. */
static bool resolve_count(struct checker *checker, const struct ast_expr *expr, uint32_t *out)
{
    char text[24];
    struct integer count;
    if (!expression_integer(checker, expr, "the number of elements", &count)) return false;
    if (count.negative || count.bits < 1 || count.bits > limit_elements) {
        diag_error(checker->diag, rule_name(RULE_ARRAY_COUNT), expr->span,
                   "an array has 1 to %" PRIu64 " elements, not %s", limit_elements, integer_print(count, text));
        return false;
    }
    *out = (uint32_t)count.bits;
    return true;
}

/* Rule array-count: all dimensions together. */
static bool multiply_counts(struct checker *checker, const struct ast_type *type, struct content *out)
{
    uint64_t elements = 1;
    if (out->dim_count > MODEL_MOST_DIMS) {
        diag_error(checker->diag, rule_name(RULE_ARRAY_COUNT), type->span,
                   "this array has %zu dimensions; at most %d are allowed", out->dim_count, MODEL_MOST_DIMS);
        return false;
    }
    for (size_t i = 0; i < out->dim_count; i++) {
        elements *= out->dims[i];
        if (elements <= limit_elements) continue;
        diag_error(checker->diag, rule_name(RULE_ARRAY_COUNT), type->span,
                   "this array has more than %" PRIu64 " elements in all its dimensions", limit_elements);
        return false;
    }
    out->element_count = (uint32_t)elements;
    return true;
}

/* Rule array-element; what was optional becomes the presence of each element. */
static bool take_presence(struct checker *checker, const struct ast_type *type, struct content *out)
{
    if (!out->optional) return true;
    if (out->dim_count == 0) {
        out->optional = false;
        out->element_optional = true;
        return true;
    }
    diag_error(checker->diag, rule_name(RULE_ARRAY_ELEMENT), type->span,
               "the elements of this array are arrays that are optional as a whole");
    if (out->alias != NULL)
        diag_note(checker->diag, out->alias->declaration->name.span, "type '%s' is declared here",
                  out->alias->declaration->name.text);
    diag_help(checker->diag, "optional are single elements, as in (T ?)[3][4], or the whole, as in T[3][4] ?");
    return false;
}

bool array_resolve(struct checker *checker, const struct ast_type *type, struct content *out)
{
    uint32_t counts[PARSE_MOST_NESTING]; /* the innermost first, as the tree has them */
    size_t written = 0;
    bool fine = true;
    const struct ast_type *element = type;
    for (; element->kind == AST_TYPE_ARRAY; element = element->element, written++)
        fine = resolve_count(checker, element->count, &counts[written]) && fine;
    fine = type_resolve(checker, element, out) && fine;
    if (!fine || !take_presence(checker, type, out)) return false;
    uint32_t *dims = arena_array(checker->arena, written + out->dim_count, sizeof *dims);
    for (size_t i = 0; i < written; i++) dims[i] = counts[written - 1 - i];
    for (size_t i = 0; i < out->dim_count; i++) dims[written + i] = out->dims[i];
    out->dims = dims;
    out->dim_count += written;
    return multiply_counts(checker, type, out);
}

/* Bits of an element with its presence; 0 of a class, whose slots are not known here. */
static uint64_t element_bits(const struct content *content)
{
    struct model_slot slot;
    if (model_is_blob(content->type.kind)) return (uint64_t)content->type.bytes * 8 + content->element_optional;
    memset(&slot, 0, sizeof slot);
    slot.type = content->type;
    slot.element_count = content->element_count;
    slot.element_optional = content->element_optional;
    slot.has_sentinel = content->has_sentinel;
    slot.sentinel = content->sentinel;
    encode_slot(&slot);
    return slot.encoding.width + (slot.encoding.presence_bit ? UINT64_C(1) : 0);
}

bool array_check_bits(struct checker *checker, const struct ast_type *type, const struct content *content)
{
    uint64_t bits = content->dim_count == 0 ? 0 : element_bits(content) * content->element_count;
    if (bits <= limit_bits) return true;
    diag_error(checker->diag, rule_name(RULE_ARRAY_BITS), type->span,
               "this array takes %" PRIu64 " bits; at most %" PRIu64 " are allowed", bits, limit_bits);
    return false;
}
