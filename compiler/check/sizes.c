/* SPDX-License-Identifier: MIT */
/*
 * The size of a class, and whether it is what its author asked for. Where the slots lie is the layout's affair.
 *
 * Requires slots with their codes. With bits, what fits and what does not is said in bits.
 */
#include "check/checker.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

enum { WIDEST = 3, WIDEST_TEXT_SIZE = 1024 };

static unsigned slot_bits(const struct model_slot *slot)
{
    return slot->encoding.width + (slot->encoding.presence_bit ? 1U : 0U);
}

/* "'time' (47 bits), 'price' (24)": the slots that a cure would look at first. */
static void print_widest(const struct model_class *class_model, char buffer[WIDEST_TEXT_SIZE])
{
    const struct model_slot *widest[WIDEST] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < class_model->slot_count; i++) {
        const struct model_slot *slot = &class_model->slots[i];
        size_t at = count;
        while (at > 0 && slot_bits(widest[at - 1]) < slot_bits(slot)) at--;
        if (at == WIDEST) continue;
        count = count < WIDEST ? count + 1 : (size_t)WIDEST;
        for (size_t j = count - 1; j > at; j--) widest[j] = widest[j - 1];
        widest[at] = slot;
    }
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < count && used < WIDEST_TEXT_SIZE; i++)
        used += (size_t)snprintf(buffer + used, WIDEST_TEXT_SIZE - used, "%s'%s' (%u%s)", i == 0 ? "" : ", ",
                                 widest[i]->name, slot_bits(widest[i]), i == 0 ? " bits" : "");
}

/* Rule class-over. */
static void report_over(struct checker *checker, const struct model_class *class_model, uint64_t bits, uint64_t size,
                        const struct ast_annotation *annotation, uint32_t limit)
{
    struct diag *diag = checker->diag;
    const char *rule = rule_name(RULE_CLASS_OVER);
    const char *name = annotation->name.text;
    uint64_t room = (uint64_t)limit * 8;
    if (bits > room) {
        char widest[WIDEST_TEXT_SIZE];
        uint64_t over = bits - room;
        diag_error(diag, rule, class_model->span,
                   "class '%s' takes %" PRIu64 " bit%s more than @%s(%" PRIu32 ") allows", class_model->name, over,
                   over == 1 ? "" : "s", name, limit);
        diag_note(diag, annotation->span, "the limit is set here");
        print_widest(class_model, widest);
        diag_help(diag, "its slots take %" PRIu64 " bits, which @%s(%" PRIu64 ") would hold; the widest: %s", bits,
                  name, size, widest);
        return;
    }
    diag_error(diag, rule, class_model->span,
               "class '%s' takes %" PRIu64 " bytes, more than @%s(%" PRIu32 ") allows: @align(%" PRIu32
               ") rounds its %" PRIu64 " bits up",
               class_model->name, size, name, limit, class_model->align, bits);
    diag_note(diag, annotation->span, "the limit is set here");
    diag_help(diag, "@%s(%" PRIu64 ") would hold it, and so would a smaller @align", name, size);
}

/* Scratch for `count` slots. */
static struct layout_slot *reserve(struct checker *checker, size_t count)
{
    if (checker->layout_slots_allocated < count) {
        checker->layout_slots_allocated = count * 2;
        checker->layout_slots = arena_array(checker->arena, count * 2, sizeof *checker->layout_slots);
    }
    return checker->layout_slots;
}

void size_resolve(struct checker *checker, const struct annotations *annotations, struct model_class *class_model)
{
    size_t count = class_model->slot_count;
    struct layout_slot *slots = reserve(checker, count);
    for (size_t i = 0; i < count; i++) {
        const struct encoding *encoding = &class_model->slots[i].encoding;
        slots[i] = (struct layout_slot){.width = encoding->width, .presence_bit = encoding->presence_bit};
    }
    uint64_t bits = layout_bits(slots, count);
    uint64_t size = layout_size(slots, count, class_model->align);
    /* 65,535 slots of at most 64 bits and a presence bit are far below the limit of 2^31 bits. */
    assert(size <= LIMIT_BYTES);
    class_model->used_bits = (uint32_t)bits;
    class_model->size = (uint32_t)size;

    const struct ast_annotation *exact = annotations->given[ANNOTATION_SIZE];
    const struct ast_annotation *most = annotations->given[ANNOTATION_MAX_SIZE];
    if (exact != NULL && size > annotations->size)
        report_over(checker, class_model, bits, size, exact, annotations->size);
    else if (exact != NULL) class_model->size = annotations->size;
    if (most != NULL && size > annotations->max_size)
        report_over(checker, class_model, bits, size, most, annotations->max_size);
}
