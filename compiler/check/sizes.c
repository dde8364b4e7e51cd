/* SPDX-License-Identifier: MIT */
/*
 * The size of a class, and whether it is what its author asked for. Where the slots lie is the layout's affair.
 *
 * Requires slots with their codes. With bits, what fits and what does not is said in bits.
 */
#include "check/checker.h"
#include "model/places.h"

#include <inttypes.h>
#include <stdio.h>

enum { WIDEST = 3, WIDEST_TEXT_SIZE = 1024, ALIGN_TEXT_SIZE = 320 };

/* What a slot takes with all of its elements. */
static uint64_t slot_bits(const struct model_slot *slot)
{
    const struct model_type *type = &slot->type;
    uint64_t bits = model_unit(slot) > 0 ? model_unit(slot) : slot->encoding.width;
    if (type->kind == TYPE_TEXT || type->kind == TYPE_BYTES) bits = UINT64_C(8) * type->bytes;
    else if (type->kind == TYPE_CLASS) bits = UINT64_C(8) * type->class->size;
    if (!slot->encoding.presence_bit) return bits * slot->element_count;
    uint64_t owners = slot->element_count; /* what has a presence bit each: the elements, or whole arrays */
    for (size_t i = slot->dim_count - slot->own_dims; i < slot->dim_count && slot->optional; i++)
        owners /= slot->dims[i].count;
    return bits * slot->element_count + owners;
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
        used += (size_t)snprintf(buffer + used, WIDEST_TEXT_SIZE - used, "%s'%s' (%" PRIu64 "%s)", i == 0 ? "" : ", ",
                                 widest[i]->name, slot_bits(widest[i]), i == 0 ? " bits" : "");
}

/* What aligns a class more than its own @align does: a base or a class by value, or the unit of a slot. */
struct align_source {
    const struct model_class *class_model;
    const struct model_slot *slot;
};

static struct align_source align_source(const struct model_class *class_model)
{
    for (size_t i = 0; i < class_model->base_count; i++) {
        if (class_model->bases[i]->align == class_model->align)
            return (struct align_source){class_model->bases[i], NULL};
    }
    for (size_t i = 0; i < class_model->slot_count; i++) {
        const struct model_slot *slot = &class_model->slots[i];
        if (slot->type.kind == TYPE_CLASS && slot->type.class->align == class_model->align)
            return (struct align_source){slot->type.class, NULL};
        if (model_unit(slot) == class_model->align * 8) return (struct align_source){NULL, slot};
    }
    return (struct align_source){NULL, NULL};
}

/* "Quote's @align(4)", "Quote's alignment of 4 bytes", "the 4-byte unit of 'time'", "@align(4)". */
static void print_align(struct align_source source, uint32_t align, char buffer[ALIGN_TEXT_SIZE])
{
    if (source.slot != NULL) {
        snprintf(buffer, ALIGN_TEXT_SIZE, "the %" PRIu32 "-byte unit of '%s'", align, source.slot->name);
    } else if (source.class_model != NULL) {
        const bool has_units = source.class_model->has_units;
        snprintf(buffer, ALIGN_TEXT_SIZE,
                 has_units ? "%s's alignment of %" PRIu32 " bytes" : "%s's @align(%" PRIu32 ")",
                 source.class_model->name, align);
    } else {
        snprintf(buffer, ALIGN_TEXT_SIZE, "@align(%" PRIu32 ")", align);
    }
}

/* Rule class-over. */
static void report_over(struct checker *checker, const struct model_class *class_model, struct places_measure measure,
                        const struct ast_annotation *annotation, uint32_t limit, uint32_t own_align)
{
    const uint64_t bits = measure.bits;
    const uint64_t size = measure.size;
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
    char align[ALIGN_TEXT_SIZE];
    struct align_source source = {NULL, NULL};
    if (class_model->align > own_align) source = align_source(class_model);
    print_align(source, class_model->align, align);
    diag_error(diag, rule, class_model->span,
               "class '%s' takes %" PRIu64 " bytes, more than @%s(%" PRIu32 ") allows: %s rounds its %" PRIu64
               " bits up",
               class_model->name, size, name, limit, align, bits);
    diag_note(diag, annotation->span, "the limit is set here");
    const bool has_units = source.slot != NULL || (source.class_model != NULL && source.class_model->has_units);
    diag_help(diag, "@%s(%" PRIu64 ") would hold it%s", name, size, has_units ? "" : ", and so would a smaller @align");
}

/* Rule size-align, of the alignment that comes from another class; annotations.c has the class's own. */
static bool check_align(struct checker *checker, const struct model_class *class_model,
                        const struct annotations *annotations)
{
    const struct ast_annotation *exact = annotations->given[ANNOTATION_SIZE];
    if (exact == NULL || annotations->size % class_model->align == 0) return true;
    const struct align_source source = align_source(class_model);
    char align[ALIGN_TEXT_SIZE];
    print_align(source, class_model->align, align);
    diag_error(checker->diag, rule_name(RULE_SIZE_ALIGN), exact->span, "@size(%" PRIu32 ") is no multiple of %s",
               annotations->size, align);
    if (source.class_model != NULL)
        diag_note(checker->diag, source.class_model->span, "'%s' is part of '%s'", source.class_model->name,
                  class_model->name);
    else if (source.slot != NULL)
        diag_note(checker->diag, source.slot->span, "'%s' is declared here", source.slot->name);
    return false;
}

/* Rule class-size. */
static bool check_bits(struct checker *checker, const struct model_class *class_model, struct places_measure measure)
{
    char widest[WIDEST_TEXT_SIZE];
    if (measure.bits <= limit_bits && measure.size <= LIMIT_BYTES) return true;
    print_widest(class_model, widest);
    diag_error(checker->diag, rule_name(RULE_CLASS_SIZE), class_model->span,
               "class '%s' takes %" PRIu64 " bits; at most %" PRIu64 " are allowed", class_model->name,
               measure.bits > limit_bits ? measure.bits : measure.size * 8, limit_bits);
    if (widest[0] != '\0') diag_help(checker->diag, "the widest slots: %s", widest);
    return false;
}

bool size_resolve(struct checker *checker, const struct annotations *annotations, struct model_class *class_model)
{
    const unsigned errors = checker->diag->errors;
    const struct places_measure measure = places_measure(class_model);
    if (!check_bits(checker, class_model, measure)) return false;
    class_model->used_bits = (uint32_t)measure.bits;
    class_model->size = (uint32_t)measure.size;
    class_model->own_align = annotations->align;
    class_model->max_size = annotations->given[ANNOTATION_MAX_SIZE] == NULL ? 0 : annotations->max_size;
    class_model->exact_size = annotations->given[ANNOTATION_SIZE] == NULL ? 0 : annotations->size;
    if (!boundaries_resolve(checker, class_model)) return false;

    if (class_model->align > annotations->align && !check_align(checker, class_model, annotations)) return false;
    const struct ast_annotation *exact = annotations->given[ANNOTATION_SIZE];
    const struct ast_annotation *most = annotations->given[ANNOTATION_MAX_SIZE];
    if (exact != NULL && measure.size > annotations->size)
        report_over(checker, class_model, measure, exact, annotations->size, annotations->align);
    else if (exact != NULL) class_model->size = annotations->size;
    if (most != NULL && measure.size > annotations->max_size)
        report_over(checker, class_model, measure, most, annotations->max_size, annotations->align);
    return checker->diag->errors == errors;
}
