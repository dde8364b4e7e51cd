/* SPDX-License-Identifier: MIT */
/*
 * The table of all C names that a run emits. A test holds it against what the emitters really define.
 *
 * Every name of a declaration begins with the declaration's own C name, so that two declarations can only collide when
 * the one's C name continues the other's (`Trade` and `Trade_ref`). Declarations are therefore taken in groups that
 * share a beginning, and each group has a small table of its own.
 */
#include "names/names.h"

#include "names/reach.h"
#include "names/table.h"

#include <stdlib.h>
#include <string.h>

static const char *const class_suffixes[] = {
    "",        "_class", "_slot_data", "_NSLOTS",   "_SLOTS",       "_values",  "_init",
    "_make",   "_pack",  "_unpack",    "_equal",    "_compare",     "_hash",    "_valid",
    "_format", "_visit", "_to_u64",    "_from_u64", "_values_init", "_members", NULL};
static const char *const pool_suffixes[] = {"_ref",
                                            "_ref_of",
                                            "_pool",
                                            "_POOL_CAPACITY",
                                            "_pool_init",
                                            "_pool_init_with",
                                            "_pool_free",
                                            "_pool_add",
                                            "_pool_add_copy",
                                            "_pool_add_values",
                                            "_pool_has",
                                            "_pool_at",
                                            "_pool_try_at",
                                            "_pool_ref",
                                            "_pool_next",
                                            "_pool_next_at",
                                            "_pool_next_run",
                                            "_pool_count",
                                            "_pool_capacity",
                                            "_pool_remove",
                                            "_pool_clear",
                                            "_pool_reserve",
                                            "_pool_bytes",
                                            "_pool_statistics",
                                            NULL};
static const char *const table_suffixes[] = {"_table",
                                             "_slot_table",
                                             "_slot_codes",
                                             "_slot_presence",
                                             "_slot_strides",
                                             "_slot_initial",
                                             "_table_init",
                                             "_table_free",
                                             "_table_init_with",
                                             "_table_count",
                                             "_table_reserve",
                                             "_table_resize",
                                             "_table_grow",
                                             "_table_row_bytes",
                                             "_table_clear",
                                             "_table_bytes",
                                             "_table_swap_remove",
                                             "_table_append",
                                             "_table_get_row",
                                             "_table_set_row",
                                             "_table_store_row",
                                             "_table_append_values",
                                             NULL};
static const char *const enum_suffixes[] = {"",         "_COUNT",     "_slot_type", "_slot_data", "_by_ordinal",
                                            "_to_name", "_from_name", NULL};
static const char *const none_suffixes[] = {"_NONE", NULL};
static const char *const symbols_suffixes[] = {"",
                                               "_id",
                                               "_id_of",
                                               "_slot_symbols",
                                               "_symbols",
                                               "_CAPACITY",
                                               "_symbols_init",
                                               "_symbols_init_with",
                                               "_symbols_free",
                                               "_symbols_intern",
                                               "_symbols_find",
                                               "_symbols_text",
                                               "_symbols_next",
                                               "_symbols_count",
                                               "_symbols_capacity",
                                               "_symbols_reserve",
                                               "_symbols_clear",
                                               "_symbols_bytes",
                                               NULL};
static const char *const flags_suffixes[] = {"", "_ALL", "_slot_type", "_slot_data", "_to_code", "_of_code", NULL};
static const char *const alias_suffixes[] = {"", "_MIN", "_MAX", "_STEP", NULL};
static const char *const const_suffixes[] = {"", NULL};

bool names_owns_arms(const struct model_class *class, size_t choice)
{
    const size_t inherited = class->base != NULL ? class->base->choice_count : 0;
    const struct model_choice *at = class->choices[choice];
    return choice >= inherited && at->owns_enumeration && at->enumeration != NULL;
}

static void add_suffixes(struct names_run *run, const struct declaration *declaration, const char *const *suffixes,
                         const char *kind)
{
    for (; *suffixes != NULL; suffixes++) {
        table_add(run, kind, declaration->name, declaration->span, declaration->c_name, *suffixes, "", "");
    }
}

static void add_declaration(struct names_run *run, const struct declaration *declaration)
{
    run->may_derive = names_may_derive_taken_word(arena_join(run->arena, declaration->c_name, "_", NULL));
    add_suffixes(run, declaration, declaration->suffixes, declaration->kind);
    if (table_was_reported(run, declaration->span)) return; /* so will be what is made of its name */
    if (declaration->class != NULL) {
        if (declaration->class->has_pool) add_suffixes(run, declaration, pool_suffixes, "the pool of class");
        if (declaration->class->has_table) add_suffixes(run, declaration, table_suffixes, "the table of class");
        patterns_add(run, declaration->class);
    }
    const struct model_enum *enumeration = declaration->enumeration;
    const bool is_oneof = declaration->choice != NULL;
    const char *kind = is_oneof ? "arm" : "member";
    if (is_oneof && declaration->choice->optional) add_suffixes(run, declaration, none_suffixes, declaration->kind);
    for (size_t i = 0; enumeration != NULL && i < enumeration->count; i++) {
        const struct model_member *member = &enumeration->members[i];
        table_add(run, kind, member->name, member->span, member->c_name, "", "", "");
    }
}

/* At least as many names as a declaration has. */
static size_t count_names(const struct declaration *declaration)
{
    size_t count = 80;
    if (declaration->enumeration != NULL) count += declaration->enumeration->count;
    if (declaration->class != NULL) count += patterns_count(declaration->class);
    return count;
}

static void check_group(struct names_run *run, const struct declaration *group, size_t count)
{
    size_t names = 0;
    for (size_t i = 0; i < count; i++) names += count_names(&group[i]);
    table_begin_group(&run->table, names);
    for (size_t i = 0; i < count; i++) add_declaration(run, &group[i]);
}

/*
 * By C name, with '_' before all else, so that what continues a name at '_' stands directly behind it; then by place.
 */
static int compare_declarations(const void *a, const void *b)
{
    const struct declaration *left = a;
    const struct declaration *right = b;
    const char *l = left->c_name;
    const char *r = right->c_name;
    while (*l != '\0' && *l == *r) {
        l++;
        r++;
    }
    const int left_rank = *l == '\0' ? 0 : *l == '_' ? 1 : 2 + (unsigned char)*l;
    const int right_rank = *r == '\0' ? 0 : *r == '_' ? 1 : 2 + (unsigned char)*r;
    if (left_rank != right_rank) return left_rank < right_rank ? -1 : 1;
    return left->span.begin < right->span.begin ? -1 : 1;
}

static bool continues(const char *name, const char *root)
{
    const size_t length = strlen(root);
    return strncmp(name, root, length) == 0 && (name[length] == '\0' || name[length] == '_');
}

/* The enums of the arms of a class's own oneofs. */
static size_t count_arms(const struct model_class *class)
{
    size_t count = 0;
    for (size_t i = 0; i < class->choice_count; i++) count += names_owns_arms(class, i) ? 1 : 0;
    return count;
}

static size_t count_declarations(const struct model *model)
{
    size_t count =
        model->const_count + model->alias_count + model->enum_count + model->symbols_count + model->class_count;
    for (size_t i = 0; i < model->class_count; i++) count += count_arms(model->classes[i]);
    return count;
}

static struct declaration *list_class(const struct model *model, const struct model_class *c, struct declaration *next)
{
    *next++ = (struct declaration){c->c_name, c->name, c->span, c, NULL, class_suffixes, model, "class", NULL};
    for (size_t i = 0; i < c->choice_count; i++) {
        const struct model_choice *choice = c->choices[i];
        const struct model_enum *e = choice->enumeration;
        if (!names_owns_arms(c, i)) continue;
        *next++ =
            (struct declaration){e->c_name, choice->name, choice->span, NULL, e, enum_suffixes, model, "oneof", choice};
    }
    return next;
}

/* Writes the declarations of a model; what is behind the last. */
static struct declaration *list_declarations(const struct model *model, struct declaration *next)
{
    for (size_t i = 0; i < model->const_count; i++) {
        const struct model_const *c = model->consts[i];
        *next++ = (struct declaration){c->c_name, c->name, c->span, NULL, NULL, const_suffixes, model, "const", NULL};
    }
    for (size_t i = 0; i < model->alias_count; i++) {
        const struct model_alias *a = model->aliases[i];
        *next++ = (struct declaration){a->c_name, a->name, a->span, NULL, NULL, alias_suffixes, model, "type", NULL};
    }
    for (size_t i = 0; i < model->symbols_count; i++) {
        const struct model_symbols *t = model->symbols[i];
        *next++ =
            (struct declaration){t->c_name, t->name, t->span, NULL, NULL, symbols_suffixes, model, "symbols", NULL};
    }
    for (size_t i = 0; i < model->enum_count; i++) {
        const struct model_enum *e = model->enums[i];
        const char *const *suffixes = e->is_flags ? flags_suffixes : enum_suffixes;
        const char *kind = e->is_flags ? "flags" : "enum";
        *next++ = (struct declaration){e->c_name, e->name, e->span, NULL, e, suffixes, model, kind, NULL};
    }
    for (size_t i = 0; i < model->class_count; i++) next = list_class(model, model->classes[i], next);
    return next;
}

bool names_is_declared(const struct declaration *list, size_t count, const char *word)
{
    const struct declaration key = {.c_name = word, .name = word};
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_declarations(&list[middle], &key) < 0) low = middle + 1;
        else high = middle;
    }
    return low < count && strcmp(list[low].c_name, word) == 0;
}

/* How many declarations of a sorted list, from the first on, share a beginning. */
static size_t group_length(const struct declaration *list, size_t count)
{
    size_t length = 1;
    while (length < count && continues(list[length].c_name, list[0].c_name)) length++;
    return length;
}

/* The C types of handles and ids, for those who declare slots of them. */
static void settle_handles(struct arena *arena, struct model *model)
{
    for (size_t i = 0; i < model->class_count; i++) {
        model->classes[i]->ref_c_name = arena_join(arena, model->classes[i]->c_name, "_ref", NULL);
    }
    for (size_t i = 0; i < model->symbols_count; i++) {
        model->symbols[i]->id_c_name = arena_join(arena, model->symbols[i]->c_name, "_id", NULL);
    }
}

/* Members are settled among the declarations of all headers that stand before them. */
static void settle_all_members(struct arena *arena, struct model *model)
{
    const struct model **models;
    const size_t model_count = names_reach(arena, model, &models);
    size_t count = 0;
    for (size_t i = 0; i < model_count; i++) count += count_declarations(models[i]);
    struct declaration *list = arena_array(arena, count, sizeof *list);
    struct declaration *next = list;
    for (size_t i = 0; i < model_count; i++) next = list_declarations(models[i], next);
    qsort(list, count, sizeof *list, compare_declarations);
    members_settle(arena, list, count, model);
}

void names_check(struct arena *arena, struct diag *diag, struct model *model)
{
    settle_handles(arena, model);
    struct names_run run = {.arena = arena, .diag = diag};
    const size_t count = count_declarations(model);
    struct declaration *list = arena_array(arena, count, sizeof *list);
    list_declarations(model, list);
    qsort(list, count, sizeof *list, compare_declarations);
    for (size_t begin = 0; begin < count;) {
        const size_t length = group_length(&list[begin], count - begin);
        check_group(&run, &list[begin], length);
        begin += length;
    }
    settle_all_members(arena, model);
    for (size_t i = 0; i < model->class_count; i++) members_check(&run, model->classes[i]);
    free(run.table.entries);
}

void names_check_together(struct arena *arena, struct diag *diag, const struct model *const *models, size_t count)
{
    struct names_run run = {.arena = arena, .diag = diag};
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += count_declarations(models[i]);
    struct declaration *list = arena_array(arena, total, sizeof *list);
    struct declaration *next = list;
    for (size_t i = 0; i < count; i++) next = list_declarations(models[i], next);
    qsort(list, total, sizeof *list, compare_declarations);
    for (size_t begin = 0; begin < total;) {
        const size_t length = group_length(&list[begin], total - begin);
        bool is_shared = false; /* groups of one model were checked with it */
        for (size_t i = 1; i < length; i++) is_shared = is_shared || list[begin + i].model != list[begin].model;
        if (is_shared) check_group(&run, &list[begin], length);
        begin += length;
    }
    free(run.table.entries);
}
