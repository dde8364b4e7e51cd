/* SPDX-License-Identifier: MIT */
/*
 * Warnings: what is allowed but hardly meant. Given only for a schema without errors.
 */
#include "check/checker.h"

#include <inttypes.h>

/* Warning unused-type. One with documentation is meant for others: for schemas that import it, or for C. */
static void warn_unused_type(struct checker *checker, const struct symbol *symbol)
{
    if (symbol->kind != SYMBOL_TYPE || symbol->used || symbol->declaration->doc[0] != '\0') return;
    diag_warning(checker->diag, rule_name(RULE_UNUSED_TYPE), symbol->declaration->name.span,
                 "nothing in this file uses type '%s'", symbol->declaration->name.text);
    diag_help(checker->diag, "a /// comment says that it is meant for others");
}

/* Warning wasteful-capacity: ids and handles count from 1, and 0 is null. Only where the bit is really paid for. */
static void warn_wasteful_capacity(struct checker *checker, struct span span, uint32_t capacity, unsigned more_bits,
                                   const char *what)
{
    if (capacity < 2 || (capacity & (capacity - 1)) != 0) return;
    diag_warning(checker->diag, rule_name(RULE_WASTEFUL_CAPACITY), span,
                 "%s takes %u bits; with a capacity of %" PRIu32 " it would take %u", what,
                 number_bits(capacity) + more_bits, capacity - 1, number_bits(capacity - 1) + more_bits);
}

static void warn_wasteful_pool(struct checker *checker, const struct symbol *symbol)
{
    if (symbol->kind != SYMBOL_CLASS || !symbol->is_referred || !symbol->class_model->has_pool) return;
    const struct model_class *class = symbol->class_model;
    const bool is_whole = class->generation_bits > 0 && model_highest_ref(class) == UINT32_MAX;
    if (is_whole) return; /* generations have what places leave: the ref takes 32 bits either way */
    warn_wasteful_capacity(checker, symbol->annotations->given[ANNOTATION_POOL]->span, class->pool_capacity,
                           class->generation_bits, "a ref into this pool");
}

static void warn_wasteful_table(struct checker *checker, const struct symbol *symbol)
{
    if (symbol->kind != SYMBOL_TABLE || !symbol->used) return;
    warn_wasteful_capacity(checker, symbol->declaration->value->span, symbol->symbols_model->capacity, 0,
                           "a symbol of this table");
}

/* Warning flag-mask: 1, 2, 4 and so on, three of them or more, and nothing else. */
static void warn_flag_mask(struct checker *checker, const struct symbol *symbol)
{
    if (symbol->kind != SYMBOL_ENUM || !symbol->enumeration->is_flags) return;
    const struct model_enum *flags = symbol->enumeration;
    const char *indices = "";
    if (flags->count < 3) return;
    for (size_t i = 0; i < flags->count; i++) {
        char index[24];
        if (i > 5 || flags->sorted[i]->value != INT32_C(1) << i) return;
        integer_print(integer_from_uint(i), index);
        indices = arena_join(checker->arena, indices, i == 0 ? "" : ", ", flags->sorted[i]->name, " = ", index, NULL);
    }
    const struct ast_member *member = symbol->declaration->members;
    for (; member != NULL; member = member->next) {
        if (member->value == NULL) return;
    }
    diag_warning(checker->diag, rule_name(RULE_FLAG_MASK), symbol->declaration->members->value->span,
                 "a number behind a flag is a bit index, not a mask");
    diag_help(checker->diag, "write %s", indices);
}

void warnings_report(struct checker *checker)
{
    for (const struct symbol *symbol = checker->symbols; symbol != NULL; symbol = symbol->next) {
        warn_unused_type(checker, symbol);
        warn_wasteful_pool(checker, symbol);
        warn_wasteful_table(checker, symbol);
        warn_flag_mask(checker, symbol);
    }
    unused_warn(checker);
}
