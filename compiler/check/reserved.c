/* SPDX-License-Identifier: MIT */
/* reserved N: bits of a given format that mean nothing. They have no name and no slot, only a node. */
#include "check/building.h"

#include <inttypes.h>

/* Rule reserved-place. */
static bool check_place(struct building *building, const struct ast_item *item)
{
    const struct model_class *class_model = building->class_model;
    const struct ast_annotation *layout = building->symbol->annotations->given[ANNOTATION_LAYOUT];
    if (class_model->layout == MODEL_DECLARED) return true;
    if (layout != NULL && !building->symbol->head_is_fine) return false; /* perhaps it is what was misspelt */
    diag_error(building->checker->diag, rule_name(RULE_RESERVED_PLACE), item->span,
               "'reserved' keeps bits of a given format free, but the slots of class '%s' lie in no given order",
               class_model->name);
    if (layout != NULL) diag_note(building->checker->diag, layout->span, "its layout is chosen here");
    diag_help(building->checker->diag, "write '@layout(declared)' %s to have its slots in order",
              layout != NULL ? "there instead" : "behind the name of the class");
    return false;
}

/* Rule reserved-bits. */
static bool read_bits(struct building *building, const struct ast_item *item, uint32_t *bits)
{
    struct checker *checker = building->checker;
    struct integer number;
    char text[24];
    if (!expression_integer(checker, item->bits, "the number of reserved bits", &number)) return false;
    const bool fits = !number.negative && number.bits >= 1 && number.bits <= limit_bits;
    if (fits) *bits = (uint32_t)number.bits;
    else
        diag_error(checker->diag, rule_name(RULE_RESERVED_BITS), item->bits->span,
                   "'reserved' keeps 1 to 2^31 bits free, not %s", integer_print(number, text));
    return fits;
}

bool reserved_resolve(struct building *building, const struct surroundings *around, const struct ast_item *item,
                      struct model_node *node)
{
    uint32_t bits = 0;
    const bool fine = check_place(building, item);
    if (!read_bits(building, item, &bits) || !fine) return false;
    *node = (struct model_node){.kind = NODE_RESERVED,
                                .name = "",
                                .c_name = "",
                                .member = "",
                                .doc = item->doc,
                                .span = item->span,
                                .first = building->class_model->slot_count,
                                .is_private = around->is_private,
                                .bits = bits};
    return true;
}
