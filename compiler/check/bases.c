/* SPDX-License-Identifier: MIT */
/*
 * Bases: which one lends its bytes, and its slots as the first of the class.
 *
 * As CPython's rule for __slots__: every base has a nearest class with slots of its own, itself or an ancestor; all of
 * those must lie on one line of inheritance, or their bytes could not all come first.
 */
#include "check/building.h"

#include <string.h>

/* A base that was found. */
struct found_base {
    const struct ast_base *ast;
    const struct model_class *class_model;
    const struct model_class *own; /* nearest_with_own */
};

/* Whether a class is another one or derives from it. */
static bool derives(const struct model_class *class_model, const struct model_class *ancestor)
{
    while (class_model != NULL && class_model != ancestor) class_model = class_model->base;
    return class_model != NULL;
}

/* Whether a class adds slots to those of its base, or reserved bits alone. */
static bool has_own(const struct model_class *class_model)
{
    const uint64_t inherited_bits = class_model->base == NULL ? 0 : (uint64_t)class_model->base->size * 8;
    return class_model->slot_count > class_model->inherited_count || class_model->used_bits > inherited_bits;
}

/* The nearest class with slots of its own, from `class_model` up; NULL where none has any. */
static const struct model_class *nearest_with_own(const struct model_class *class_model)
{
    while (class_model != NULL && !has_own(class_model)) class_model = class_model->base;
    return class_model;
}

/* Rule base-unknown: the class of that name, or NULL. */
static struct symbol *find_base(struct building *building, const struct ast_base *base)
{
    struct checker *checker = building->checker;
    struct symbol *symbol = declare_find(checker, base->name.text);
    if (symbol != NULL && (symbol->kind == SYMBOL_CLASS || symbol->kind == SYMBOL_REFUSED)) return symbol;
    if (symbol != NULL) {
        diag_error(checker->diag, rule_name(RULE_BASE_UNKNOWN), base->name.span,
                   "'%s' is %s, and only a class can be a base", base->name.text, declare_kind(symbol));
        diag_note(checker->diag, symbol->declaration->name.span, "it is declared here");
        return NULL;
    }
    if (declare_is_builtin(base->name.text)) {
        diag_error(checker->diag, rule_name(RULE_BASE_UNKNOWN), base->name.span,
                   "'%s' is a built-in type, and only a class can be a base", base->name.text);
        return NULL;
    }
    if (strlen(base->name.text) > LIMIT_NAME || !declare_is_news(checker, base->name.text)) return NULL;
    struct suggestion suggestion;
    char text[SUGGEST_TEXT_SIZE];
    suggest_start(&suggestion, base->name.text);
    for (const struct symbol *at = checker->symbols; at != NULL; at = at->next) {
        if (at->kind == SYMBOL_CLASS && at != building->symbol) suggest_offer(&suggestion, at->declaration->name.text);
    }
    if (suggestion.best == NULL) imports_offer(checker, &suggestion, SYMBOL_BIT(SYMBOL_CLASS));
    if (suggestion.best == building->symbol->declaration->name.text) suggestion.best = NULL;
    diag_error(checker->diag, rule_name(RULE_BASE_UNKNOWN), base->name.span, "unknown base class '%s'%s",
               base->name.text, suggest_text(&suggestion, text));
    if (suggestion.best == NULL) imports_help(checker, base->name.text);
    return NULL;
}

/* "'a', 'b', 'c' and 4 more": the first slots of a class. */
static const char *list_slots(struct building *building, const struct model_class *class_model)
{
    enum { SHOWN = 4 };
    char more[32];
    const char *list = "";
    size_t count = 0;
    for (size_t i = 0; i < class_model->node_count; i++) {
        const struct model_node *node = &class_model->nodes[i];
        if (node->kind == NODE_RESERVED) continue;
        if (count < SHOWN)
            list = arena_join(building->checker->arena, list, count == 0 ? "'" : ", '", node->name, "'", NULL);
        count++;
    }
    if (count == 0) return "reserved bits";
    if (count <= SHOWN) return list;
    return arena_join(building->checker->arena, list, " and ", integer_print(integer_from_uint(count - SHOWN), more),
                      " more", NULL);
}

/* Rule base-conflict. */
static void report_conflict(struct building *building, const struct found_base *a, const struct found_base *b)
{
    struct diag *diag = building->checker->diag;
    diag_error(diag, rule_name(RULE_BASE_CONFLICT), b->ast->name.span,
               "class '%s' cannot inherit from both '%s' and '%s': each has its own slots", building->class_model->name,
               a->ast->name.text, b->ast->name.text);
    diag_note(diag, a->own->span, "'%s' has %s", a->own->name, list_slots(building, a->own));
    diag_note(diag, b->own->span, "'%s' has %s", b->own->name, list_slots(building, b->own));
    diag_help(diag, "make one of them a mixin without slots, or hold it by value: 'part: %s;'", b->ast->name.text);
}

/* Rules base-unknown, base-duplicate: fills `found`; false when an error was reported, now or earlier. */
static bool find_bases(struct building *building, const struct ast_base *bases, struct found_base *found)
{
    struct checker *checker = building->checker;
    struct scope seen;
    bool fine = true;
    size_t count = 0;
    for (const struct ast_base *base = bases; base != NULL; base = base->next) count++;
    scope_init(&seen, checker->arena);
    scope_reset(&seen, count);
    for (const struct ast_base *base = bases; base != NULL && !checker_is_full(checker); base = base->next, found++) {
        struct symbol *symbol = find_base(building, base);
        if (symbol == NULL || symbol->state != SYMBOL_DONE) {
            fine = false;
            continue;
        }
        *found = (struct found_base){base, symbol->class_model, nearest_with_own(symbol->class_model)};
        const struct found_base *first = scope_add(&seen, symbol->class_model->full_name, found);
        if (first == NULL) continue;
        diag_error(checker->diag, rule_name(RULE_BASE_DUPLICATE), base->name.span,
                   "class '%s' names its base '%s' twice", building->class_model->name, base->name.text);
        diag_note(checker->diag, first->ast->name.span, "it is named here first");
        fine = false;
    }
    return fine;
}

/*
 * The base whose bytes come first: the one that derives from all others with slots. Where none does but they share
 * their slots (a diamond), the class that those come from. Reports rule base-conflict else.
 */
static bool choose_base(struct building *building, const struct found_base *found)
{
    const struct model_class *best = NULL;
    const struct found_base *owner = NULL; /* with the most derived class of all `own` */
    bool is_line = true;
    for (size_t i = 0; i < building->class_model->base_count; i++) {
        const struct found_base *base = &found[i];
        if (base->own == NULL) continue;
        if (best == NULL || derives(base->class_model, best)) best = base->class_model;
        else if (!derives(best, base->class_model)) is_line = false;
        if (owner == NULL || derives(base->own, owner->own)) {
            owner = base;
        } else if (!derives(owner->own, base->own)) {
            report_conflict(building, owner, base);
            return false;
        }
    }
    if (owner != NULL) building->class_model->base = is_line ? best : owner->own;
    return true;
}

bool bases_resolve(struct building *building)
{
    const struct ast_base *bases = building->symbol->declaration->bases;
    struct model_class *class_model = building->class_model;
    size_t count = 0;
    for (const struct ast_base *base = bases; base != NULL; base = base->next) count++;
    if (count == 0) return true;
    struct found_base *found = arena_array(building->checker->arena, count, sizeof *found);
    if (!find_bases(building, bases, found)) return false;
    class_model->base_count = count;
    class_model->bases = arena_array(building->checker->arena, count, sizeof(struct model_class *));
    for (size_t i = 0; i < count; i++) class_model->bases[i] = found[i].class_model;
    return choose_base(building, found);
}

/* The class that declares a node of `base`. */
static const struct model_class *find_declarer(const struct model_class *base, size_t node)
{
    while (node < base->inherited_nodes) base = base->base;
    return base;
}

bool bases_inherit(struct building *building)
{
    struct model_class *class_model = building->class_model;
    const struct model_class *base = class_model->base;
    if (base == NULL) return true;
    if (!building_may_copy(building, splice_count(base), building->symbol->declaration->bases->name.span)) return false;
    for (size_t i = 0; i < base->node_count; i++) {
        if (base->nodes[i].kind == NODE_RESERVED) continue;
        struct named *named = arena_alloc(building->checker->arena, sizeof *named);
        *named = (struct named){.span = base->nodes[i].span, .base = find_declarer(base, i)};
        scope_add(&building->names, base->nodes[i].name, named);
    }
    splice_slots(building, &(struct splice){.from = base,
                                            .path = "",
                                            .c_path = "",
                                            .element_count = 1,
                                            .is_inherited = true,
                                            .is_read_only = class_model->is_immutable});
    splice_nodes(building, base->nodes, base->node_count, class_model->nodes);
    class_model->inherited_count = base->slot_count;
    class_model->inherited_nodes = base->node_count;
    return true;
}
