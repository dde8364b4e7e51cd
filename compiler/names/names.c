/* SPDX-License-Identifier: MIT */
/*
 * The table of all C names that a run emits. A test holds it against what the emitters really define.
 *
 * Every name of a declaration begins with the declaration's own C name, so that two declarations can only collide when
 * the one's C name continues the other's (`Trade` and `Trade_ref`). Declarations are therefore taken in groups that share
 * a beginning, and each group has a small table of its own.
 */
#include "names/names.h"

#include "names/reach.h"

#include <stdlib.h>
#include <string.h>

/* When a slot has a name. */
enum slot_condition { ALWAYS, IF_INTEGER, IF_OPTIONAL, IF_DEFAULT, IF_SENTINEL, IF_FLAGS };

/* Class, middle, slot, suffix: Date + _get_ + year + _or. */
static const struct slot_pattern {
    const char *middle;
    const char *suffix;
    enum slot_condition condition;
} slot_patterns[] = {
    {"_get_", "", ALWAYS},          {"_set_", "", ALWAYS},         {"_try_set_", "", ALWAYS},
    {"_put_", "", ALWAYS},          {"_SLOT_", "", ALWAYS},        {"_", "_BITS", ALWAYS},
    {"_", "_MIN", IF_INTEGER},      {"_", "_MAX", IF_INTEGER},     {"_", "_DEFAULT", IF_DEFAULT},
    {"_", "_UNSET", IF_SENTINEL},   {"_has_", "", IF_OPTIONAL},    {"_clear_", "", IF_OPTIONAL},
    {"_try_get_", "", IF_OPTIONAL}, {"_get_", "_or", IF_OPTIONAL}, {"_test_", "", IF_FLAGS},
    {"_add_", "", IF_FLAGS},        {"_remove_", "", IF_FLAGS},
};

static const char *const class_suffixes[] = {"",        "_class",   "_slot_data", "_NSLOTS",      "_SLOTS",
                                             "_values", "_init",    "_make",      "_pack",        "_unpack",
                                             "_equal",  "_compare", "_hash",      "_valid",       "_format",
                                             "_visit",  "_to_u64",  "_from_u64",  "_values_init", NULL};
static const char *const pool_suffixes[] = {
    "_ref",     "_pool",      "_POOL_CAPACITY", "_pool_init",   "_pool_free",  "_pool_add", "_pool_has",
    "_pool_at", "_pool_next", "_pool_count",    "_pool_remove", "_pool_bytes", NULL};
static const char *const enum_suffixes[] = {"",         "_COUNT",     "_slot_type", "_slot_data", "_by_ordinal",
                                            "_to_name", "_from_name", NULL};
static const char *const flags_suffixes[] = {"", "_ALL", "_slot_type", "_slot_data", "_to_code", "_of_code", NULL};
static const char *const alias_suffixes[] = {"", "_MIN", "_MAX", NULL};
static const char *const const_suffixes[] = {"", NULL};

/* A declaration that has a C name. */
struct declaration {
    const char *c_name;
    const char *name;
    struct span span;
    const struct model_class *class;
    const struct model_enum *enumeration;
    const char *const *suffixes;
    const struct model *model;
};

/* A name in a table: its pieces, and who asks for it. */
struct entry {
    uint64_t hash;
    uint32_t group; /* of which group it is; entries of earlier groups are free */
    const char *pieces[4];
    const char *owner_kind;
    const char *owner;
    struct span span;
};

struct table {
    struct entry *entries;
    size_t room; /* a power of two */
    size_t mask; /* of the part that the current group uses */
    uint32_t group;
};

struct names_run {
    struct arena *arena;
    struct diag *diag;
    struct table table;
    struct span reported; /* the last declaration that was reported: one message for it is enough */
    bool may_derive;      /* names of the current declaration may be words that are taken */
};

static uint64_t hash_more(uint64_t hash, const char *string)
{
    for (; *string != '\0'; string++) hash = (hash ^ (unsigned char)*string) * UINT64_C(0x100000001b3);
    return hash;
}

static const uint64_t hash_begin = UINT64_C(0xcbf29ce484222325);

static char *join_pieces(struct arena *arena, const struct entry *entry)
{
    return arena_join(arena, entry->pieces[0], entry->pieces[1], entry->pieces[2], entry->pieces[3], NULL);
}

static bool was_reported(struct names_run *run, struct span span)
{
    if (run->reported.begin == span.begin && run->reported.end == span.end) return true;
    run->reported = span;
    return false;
}

static void report(struct names_run *run, const struct entry *first, const struct entry *second)
{
    if (was_reported(run, second->span)) return;
    diag_error(run->diag, "c-name-collision", second->span, "%s '%s' needs the C name '%s', which %s '%s' has",
               second->owner_kind, second->owner, join_pieces(run->arena, second), first->owner_kind, first->owner);
    diag_note(run->diag, first->span, "%s '%s' is declared here", first->owner_kind, first->owner);
    const bool is_member = strcmp(first->owner_kind, "member") == 0 && strcmp(second->owner_kind, "member") == 0;
    diag_help(run->diag,
              is_member ? "rename one of them" : "rename one of them, or give it another C name with @c_name(\"...\")");
}

/* A name that is made of several pieces must not be a macro of a header: "SEEK" + "_" + "SET". */
static void check_derived(struct names_run *run, const struct entry *entry)
{
    const char *name = join_pieces(run->arena, entry);
    if (strcmp(name, entry->pieces[0]) == 0 && entry->pieces[1][0] == '\0' && strcmp(entry->owner_kind, "member") != 0)
        return;
    if ((!names_is_taken_word(name) && !names_is_library_word(name)) || was_reported(run, entry->span)) return;
    diag_error(run->diag, "c-name-collision", entry->span,
               "%s '%s' needs the C name '%s', which a header of C or POSIX has", entry->owner_kind, entry->owner,
               name);
    diag_help(run->diag, "put the schema into a namespace, or rename it");
}

static void add_entry(struct names_run *run, uint64_t hash, const struct entry *entry)
{
    if (run->may_derive) check_derived(run, entry);
    const size_t mask = run->table.mask;
    for (size_t i = (size_t)(hash ^ hash >> 32) & mask;; i = (i + 1) & mask) {
        struct entry *at = &run->table.entries[i];
        if (at->group != run->table.group) {
            *at = *entry;
            at->hash = hash;
            at->group = run->table.group;
            return;
        }
        if (at->hash != hash || strcmp(join_pieces(run->arena, at), join_pieces(run->arena, entry)) != 0) continue;
        report(run, at, entry);
        return;
    }
}

static bool has_pattern(const struct model_slot *slot, enum slot_condition condition)
{
    switch (condition) {
    case ALWAYS: return true;
    case IF_INTEGER: return slot->type.kind == TYPE_INT;
    case IF_OPTIONAL: return slot->optional;
    case IF_DEFAULT: return slot->has_default;
    case IF_SENTINEL: return slot->has_sentinel;
    case IF_FLAGS: return slot->type.kind == TYPE_FLAGS;
    }
    return false;
}

static void add_slots(struct names_run *run, const struct declaration *declaration, uint64_t class_hash)
{
    const size_t pattern_count = sizeof slot_patterns / sizeof slot_patterns[0];
    for (size_t i = 0; i < declaration->class->slot_count; i++) {
        const struct model_slot *slot = &declaration->class->slots[i];
        for (size_t k = 0; k < pattern_count; k++) {
            const struct slot_pattern *pattern = &slot_patterns[k];
            if (!has_pattern(slot, pattern->condition)) continue;
            const uint64_t hash =
                hash_more(hash_more(hash_more(class_hash, pattern->middle), slot->c_name), pattern->suffix);
            const struct entry entry = {
                0,      0,          {declaration->c_name, pattern->middle, slot->c_name, pattern->suffix},
                "slot", slot->name, slot->span};
            add_entry(run, hash, &entry);
        }
    }
}

static void add_suffixes(struct names_run *run, const struct declaration *declaration, uint64_t hash,
                         const char *const *suffixes, const char *kind)
{
    for (; *suffixes != NULL; suffixes++) {
        const struct entry entry = {
            0, 0, {declaration->c_name, *suffixes, "", ""}, kind, declaration->name, declaration->span};
        add_entry(run, hash_more(hash, *suffixes), &entry);
    }
}

static const char *kind_of(const struct declaration *declaration)
{
    if (declaration->class != NULL) return "class";
    if (declaration->enumeration != NULL) return declaration->enumeration->is_flags ? "flags" : "enum";
    return declaration->suffixes == alias_suffixes ? "type" : "const";
}

static void add_declaration(struct names_run *run, const struct declaration *declaration)
{
    const uint64_t hash = hash_more(hash_begin, declaration->c_name);
    run->may_derive = names_may_derive_taken_word(arena_join(run->arena, declaration->c_name, "_", NULL));
    add_suffixes(run, declaration, hash, declaration->suffixes, kind_of(declaration));
    if (declaration->class != NULL) {
        if (declaration->class->has_pool) add_suffixes(run, declaration, hash, pool_suffixes, "the pool of class");
        add_slots(run, declaration, hash);
    }
    const struct model_enum *enumeration = declaration->enumeration;
    for (size_t i = 0; enumeration != NULL && i < enumeration->count; i++) {
        const struct model_member *member = &enumeration->members[i];
        const struct entry entry = {0, 0, {member->c_name, "", "", ""}, "member", member->name, member->span};
        add_entry(run, hash_more(hash_begin, member->c_name), &entry);
    }
}

static void report_same(struct names_run *run, const struct declaration *first, const struct declaration *second)
{
    const struct entry entries[] = {
        {0, 0, {first->c_name, "", "", ""}, kind_of(first), first->name, first->span},
        {0, 0, {second->c_name, "", "", ""}, kind_of(second), second->name, second->span},
    };
    report(run, &entries[0], &entries[1]);
}

/* At least as many names as a declaration has. */
static size_t count_names(const struct declaration *declaration)
{
    size_t count = 40;
    if (declaration->enumeration != NULL) count += declaration->enumeration->count;
    for (size_t i = 0; declaration->class != NULL && i < declaration->class->slot_count; i++) {
        for (size_t k = 0; k < sizeof slot_patterns / sizeof slot_patterns[0]; k++) {
            count += has_pattern(&declaration->class->slots[i], slot_patterns[k].condition) ? 1 : 0;
        }
    }
    return count;
}

/* Empties the table and makes room for that many names. */
static void begin_group(struct table *table, size_t names)
{
    size_t room = 64;
    while (room < names * 2) room *= 2;
    if (room > table->room) {
        table->entries = memory_resize(table->entries, room * sizeof *table->entries);
        memset(table->entries, 0, room * sizeof *table->entries);
        table->room = room;
        table->group = 0;
    }
    table->mask = room - 1;
    table->group++;
}

static void check_group(struct names_run *run, const struct declaration *group, size_t count)
{
    size_t names = 0;
    for (size_t i = 0; i < count; i++) names += count_names(&group[i]);
    begin_group(&run->table, names);
    for (size_t i = 0; i < count; i++) {
        /* Two of one name: all that is made of it collides too, and is no other mistake. */
        if (i > 0 && strcmp(group[i].c_name, group[i - 1].c_name) == 0) report_same(run, &group[i - 1], &group[i]);
        else add_declaration(run, &group[i]);
    }
}

/* By C name, with '_' before all else, so that what continues a name at '_' stands directly behind it; then by place. */
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

static size_t count_declarations(const struct model *model)
{
    return model->const_count + model->alias_count + model->enum_count + model->class_count;
}

/* Writes the declarations of a model; what is behind the last. */
static struct declaration *list_declarations(const struct model *model, struct declaration *next)
{
    for (size_t i = 0; i < model->const_count; i++) {
        const struct model_const *c = model->consts[i];
        *next++ = (struct declaration){c->c_name, c->name, c->span, NULL, NULL, const_suffixes, model};
    }
    for (size_t i = 0; i < model->alias_count; i++) {
        const struct model_alias *a = model->aliases[i];
        *next++ = (struct declaration){a->c_name, a->name, a->span, NULL, NULL, alias_suffixes, model};
    }
    for (size_t i = 0; i < model->enum_count; i++) {
        const struct model_enum *e = model->enums[i];
        const char *const *suffixes = e->is_flags ? flags_suffixes : enum_suffixes;
        *next++ = (struct declaration){e->c_name, e->name, e->span, NULL, e, suffixes, model};
    }
    for (size_t i = 0; i < model->class_count; i++) {
        const struct model_class *c = model->classes[i];
        *next++ = (struct declaration){c->c_name, c->name, c->span, c, NULL, class_suffixes, model};
    }
    return next;
}

static bool is_declared(const struct declaration *list, size_t count, const char *word)
{
    const struct declaration key = {word, word, {0, 0}, NULL, NULL, NULL, NULL};
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_declarations(&list[middle], &key) < 0) low = middle + 1;
        else high = middle;
    }
    return low < count && strcmp(list[low].c_name, word) == 0;
}

/* Whether `word` is a declaration's C name or continues one at a `_`; `list` is sorted. */
static bool begins_like_a_declaration(struct arena *arena, const struct declaration *list, size_t count,
                                      const char *word)
{
    for (const char *end = word; count > 0; end++) {
        if (*end != '\0' && *end != '_') continue;
        if (end > word && is_declared(list, count, arena_copy(arena, word, (size_t)(end - word)))) return true;
        if (*end == '\0') break;
    }
    return false;
}

static const char *settle_member(struct arena *arena, const struct declaration *list, size_t count, const char *member)
{
    bool is_taken = begins_like_a_declaration(arena, list, count, member) || names_is_unavailable(member);
    while (is_taken) {
        member = arena_join(arena, member, "_", NULL);
        is_taken = is_declared(list, count, member) || names_is_taken_word(member);
    }
    return member;
}

static void settle_nodes(struct arena *arena, const struct declaration *list, size_t count, struct model_class *class,
                         struct model_node *nodes, size_t node_count)
{
    for (size_t i = 0; i < node_count; i++) {
        struct model_node *node = &nodes[i];
        node->member = settle_member(arena, list, count, node->member);
        if (node->kind == NODE_SLOT) class->slots[node->first].member = node->member;
        if (node->choice != NULL && node->choice->kind != CHOICE_BY) {
            class->slots[node->choice->tag].member = node->member;
        }
        if (node->kind != NODE_SLOT) settle_nodes(arena, list, count, class, node->nodes, node->node_count);
    }
}

static void settle_members(struct arena *arena, const struct declaration *list, size_t count, struct model *model)
{
    for (size_t i = 0; i < model->class_count; i++) {
        struct model_class *class = model->classes[i];
        settle_nodes(arena, list, count, class, class->nodes, class->node_count);
    }
}

bool names_has_flag(const struct model_slot *slot)
{
    return (slot->optional || slot->element_optional) && !slot->has_sentinel;
}

bool names_arm_is_struct(const struct model_class *class, const struct model_node *arm)
{
    if (arm->is_group || arm->node_count != 1) return true;
    const struct model_node *only = &arm->nodes[0];
    if (only->kind == NODE_SLOT) return names_has_flag(&class->slots[only->first]);
    return only->kind == NODE_ONEOF || (only->kind == NODE_INLINE && only->choice != NULL);
}

/* What stands behind `has_` and `which_`. */
const char *names_part(const char *c_name, const char *member, size_t *length)
{
    const size_t whole = strlen(c_name);
    size_t part = strlen(member);
    while (part > whole || strncmp(c_name + whole - part, member, part) != 0) part--;
    *length = part;
    return c_name + whole - part;
}

static void add_member(struct names_run *run, const struct model_node *node, const char *prefix, const char *member)
{
    const char *kind = node->kind == NODE_ARM ? "arm" : node->kind == NODE_ONEOF ? "oneof" : "slot";
    const struct entry entry = {0, 0, {prefix, member, "", ""}, kind, node->name, node->span};
    add_entry(run, hash_more(hash_more(hash_begin, prefix), member), &entry);
}

static void add_prefixed_member(struct names_run *run, const struct model_node *node, const char *prefix)
{
    size_t length;
    const char *part = names_part(node->c_name, node->member, &length);
    add_member(run, node, prefix, arena_copy(run->arena, part, length));
}

static size_t count_nodes(const struct model_node *nodes, size_t count)
{
    size_t sum = count;
    for (size_t i = 0; i < count; i++) sum += count_nodes(nodes[i].nodes, nodes[i].node_count);
    return sum;
}

/* The members of one struct: bare names, has_x of optional ones, which_x. */
static void add_members(struct names_run *run, const struct model_class *class, const struct model_node *nodes,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        add_member(run, node, "", node->member);
        const bool is_group = node->kind == NODE_INLINE && node->choice != NULL;
        const bool has_flag = node->kind == NODE_SLOT && names_has_flag(&class->slots[node->first]);
        if (is_group || has_flag) add_prefixed_member(run, node, "has_");
        if (node->kind == NODE_ONEOF && node->choice->kind == CHOICE_ONEOF) add_prefixed_member(run, node, "which_");
    }
}

/* The structs and unions of the mirror, each a name space of its own. */
static void check_members(struct names_run *run, const struct model_class *class, const struct model_node *nodes,
                          size_t count)
{
    run->may_derive = false;
    begin_group(&run->table, count * 3);
    add_members(run, class, nodes, count);
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (node->kind != NODE_ONEOF) continue;
        begin_group(&run->table, count_nodes(node->nodes, node->node_count) * 3);
        for (size_t k = 0; k < node->node_count; k++) {
            const struct model_node *arm = &node->nodes[k];
            if (names_arm_is_struct(class, arm)) add_member(run, arm, "", arm->member);
            else add_members(run, class, arm->nodes, arm->node_count);
        }
        for (size_t k = 0; k < node->node_count; k++) {
            const struct model_node *arm = &node->nodes[k];
            if (names_arm_is_struct(class, arm)) check_members(run, class, arm->nodes, arm->node_count);
        }
    }
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
    settle_members(arena, list, count, model);
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
    for (size_t i = 0; i < model->class_count; i++) {
        check_members(&run, model->classes[i], model->classes[i]->nodes, model->classes[i]->node_count);
    }
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
