/* SPDX-License-Identifier: MIT */
/*
 * The C names of a class's slots, inline classes, oneofs and bases: what the emitters make of them. Which a slot has
 * depends on its type and presence only, so that an annotation makes no name free.
 */
#include "names/names.h"
#include "names/table.h"

#include <string.h>

/* What a slot or an inline class has. */
enum {
    INDEX = 1,        /* its number, its bits, and the function that stores a code */
    VALUE = 2,        /* get and set */
    HAS = 4,          /* may be unset, or in an arm that is not there */
    OTHERWISE = 8,    /* likewise: try_get and get_or */
    CLEAR = 16,       /* may be made unset */
    RANGE = 32,       /* the least and the greatest value */
    STEP = 64,        /* the step */
    STEPS = 128,      /* counts of steps */
    DEFAULT = 256,    /* a constant of its default */
    SENTINEL = 512,   /* the number that unset reads as */
    FLAGS = 1024,     /* masks */
    COUNTER = 2048,   /* add and clamp */
    ARRAY = 4096,     /* all elements at once */
    MASK = 8192,      /* bools as a mask */
    TEXT = 16384,     /* copy */
    INSTANCE = 32768, /* at and view */
    BOX = 65536,      /* typed accessors of `any` */
    CHOICE = 131072,  /* which and switch */
    COUNT = 262144,   /* of elements */
    OWN = 524288      /* the address of its unit */
};

/* Class, middle, slot, suffix: Date + _get_ + year + _or. */
static const struct pattern {
    const char *middle;
    const char *suffix;
    unsigned needs;
} patterns[] = {
    {"_get_", "", VALUE},         {"_set_", "", VALUE},
    {"_try_set_", "", VALUE},     {"_SLOT_", "", INDEX},
    {"_", "_BITS", INDEX},        {"_put_", "", INDEX},
    {"_has_", "", HAS},           {"_clear_", "", CLEAR},
    {"_try_get_", "", OTHERWISE}, {"_get_", "_or", OTHERWISE},
    {"_", "_MIN", RANGE},         {"_", "_MAX", RANGE},
    {"_", "_STEP", STEP},         {"_", "_MIN_STEPS", STEPS},
    {"_", "_MAX_STEPS", STEPS},   {"_get_", "_steps", STEPS},
    {"_set_", "_steps", STEPS},   {"_try_set_", "_steps", STEPS},
    {"_", "_DEFAULT", DEFAULT},   {"_", "_UNSET", SENTINEL},
    {"_test_", "", FLAGS},        {"_add_", "", FLAGS | COUNTER},
    {"_remove_", "", FLAGS},      {"_clamp_", "", COUNTER},
    {"_", "_COUNT", COUNT},       {"_read_", "", ARRAY},
    {"_write_", "", ARRAY},       {"_get_", "_mask", MASK},
    {"_set_", "_mask", MASK},     {"_try_set_", "_mask", MASK},
    {"_", "_SIZE", TEXT},         {"_copy_", "", TEXT},
    {"_at_", "", INSTANCE},       {"_view_", "", INSTANCE},
    {"_get_", "_int", BOX},       {"_get_", "_float", BOX},
    {"_get_", "_bool", BOX},      {"_set_", "_int", BOX},
    {"_set_", "_float", BOX},     {"_set_", "_bool", BOX},
    {"_which_", "", CHOICE},      {"_switch_", "", CHOICE},
    {"_try_switch_", "", CHOICE}, {"_ptr_", "", OWN},
};

enum { PATTERN_COUNT = sizeof patterns / sizeof patterns[0] };

static unsigned traits_of_type(const struct model_type *type)
{
    switch (type->kind) {
    case TYPE_INT: return RANGE | (type->step > 1 ? STEP : 0);
    case TYPE_STEPS: return RANGE | STEP | STEPS;
    case TYPE_FLAGS: return FLAGS;
    case TYPE_TEXT:
    case TYPE_BYTES: return TEXT;
    case TYPE_CLASS: return INSTANCE;
    case TYPE_ANY: return BOX | HAS | CLEAR | OTHERWISE;
    case TYPE_BOOL:
    case TYPE_ENUM:
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64:
    case TYPE_SYMBOL:
    case TYPE_REF:
    case TYPE_POINTER:
    case TYPE_GROUP: break;
    }
    return 0;
}

static unsigned traits_of_slot(const struct model_slot *slot)
{
    const bool is_tag = slot->tells != NULL && slot->tells->kind != CHOICE_BY;
    if (is_tag) return INDEX | (slot->type.kind == TYPE_GROUP ? HAS | CLEAR : 0) | (slot->dim_count > 0 ? COUNT : 0);
    unsigned traits = INDEX | VALUE | traits_of_type(&slot->type);
    if (slot->optional || slot->element_optional) traits |= HAS | CLEAR | OTHERWISE;
    if (slot->arm != NULL) traits |= HAS | OTHERWISE;
    if (slot->has_default && slot->own_dims == 0) traits |= DEFAULT;
    if (slot->has_sentinel) traits |= SENTINEL;
    if (slot->is_counter) traits |= COUNTER;
    if (slot->is_own) traits |= OWN;
    if (slot->dim_count > 0) traits |= ARRAY | COUNT;
    if (slot->dim_count > 0 && slot->type.kind == TYPE_BOOL) traits |= MASK;
    return traits;
}

/* Whether the counts of an inline array are its own names, not those of its tags. */
static bool is_counted(const struct model_class *class, const struct model_node *node)
{
    return node->dim_count > 0 && (node->choice == NULL || class->slots[node->choice->tag].dim_count == 0);
}

/* Of an inline class as a whole; its slots have their own, and the tag of an optional one. */
static unsigned traits_of_inline(const struct model_class *class, const struct model_node *node, bool is_in_arm)
{
    return VALUE | (node->dim_count > 0 ? ARRAY : 0) | (is_counted(class, node) ? COUNT : 0) |
           (node->choice != NULL || is_in_arm ? OTHERWISE : 0);
}

/* Whether rows of a table have such a function too: constants are those of the class, and rows have no address. */
static bool is_of_rows(const struct pattern *pattern)
{
    return strcmp(pattern->middle, "_") != 0 && pattern->needs != OWN && strcmp(pattern->middle, "_SLOT_") != 0;
}

static void add_patterns(struct names_run *run, const struct model_class *class, unsigned traits, const char *c_name,
                         const char *kind, const char *owner, struct span span)
{
    const char *table = class->has_table ? arena_join(run->arena, class->c_name, "_table", NULL) : NULL;
    for (size_t i = 0; i < PATTERN_COUNT; i++) {
        if ((patterns[i].needs & traits) == 0) continue;
        table_add(run, kind, owner, span, class->c_name, patterns[i].middle, c_name, patterns[i].suffix);
        if (table == NULL || !is_of_rows(&patterns[i])) continue;
        table_add(run, kind, owner, span, table, patterns[i].middle, c_name, patterns[i].suffix);
    }
}

/* Bulk work on a column of a table: what its slot's type allows. */
enum { RANGES = 1, CODES = 2, ORDER = 4, SUMS = 8, MASKS = 16, QUESTION = 32, COUNTS = 64 };

static const struct pattern bulk_patterns[] = {
    {"_read_", "", RANGES},      {"_write_", "", RANGES},       {"_filter_", "", CODES},
    {"_select_", "", CODES},     {"_count_", "", CODES},        {"_filter_", "_between", ORDER},
    {"_min_", "", ORDER},        {"_max_", "", ORDER},          {"_sum_", "", SUMS},
    {"_sum_", "_steps", COUNTS}, {"_filter_", "_flags", MASKS}, {"_filter_has_", "", QUESTION},
};

enum { BULK_COUNT = sizeof bulk_patterns / sizeof bulk_patterns[0] };

/* Arrays have their ranges among the patterns of slots. */
static unsigned traits_of_bulk(const struct model_slot *slot)
{
    const unsigned question = (traits_of_slot(slot) & HAS) != 0 ? QUESTION : 0;
    if (slot->dim_count > 0) return 0;
    if (slot->tells != NULL && slot->tells->kind != CHOICE_BY) {
        return slot->type.kind == TYPE_GROUP ? QUESTION : CODES;
    }
    switch (slot->type.kind) {
    case TYPE_INT:
    case TYPE_FLOAT16:
    case TYPE_FLOAT32:
    case TYPE_FLOAT64: return RANGES | CODES | ORDER | SUMS | question;
    case TYPE_STEPS: return RANGES | CODES | ORDER | SUMS | COUNTS | question;
    case TYPE_BOOL: return RANGES | CODES | SUMS | question;
    case TYPE_ENUM: return RANGES | CODES | ORDER | question;
    case TYPE_FLAGS: return RANGES | CODES | MASKS | question;
    case TYPE_SYMBOL:
    case TYPE_REF: return RANGES | CODES | question;
    default: return RANGES;
    }
}

static void add_bulk(struct names_run *run, const struct model_class *class, const struct model_slot *slot)
{
    const char *table = arena_join(run->arena, class->c_name, "_table", NULL);
    for (size_t i = 0; i < BULK_COUNT; i++) {
        if ((bulk_patterns[i].needs & traits_of_bulk(slot)) == 0) continue;
        table_add(run, "slot", slot->name, slot->span, table, bulk_patterns[i].middle, slot->c_name,
                  bulk_patterns[i].suffix);
    }
}

/* Trade_x_COUNT1, ...: of more dimensions than one. */
static void add_counts(struct names_run *run, const struct model_class *class, size_t dims, const char *c_name,
                       const char *owner, struct span span)
{
    for (size_t i = 1; dims > 1 && i <= dims; i++) {
        const char digits[] = {(char)('0' + i / 10), (char)('0' + i % 10), '\0'};
        const char *suffix = arena_join(run->arena, "_COUNT", digits + (i < 10 ? 1 : 0), NULL);
        table_add(run, "slot", owner, span, class->c_name, "_", c_name, suffix);
    }
}

static void add_nodes(struct names_run *run, const struct model_class *class, const struct model_node *nodes,
                      size_t count, bool is_in_arm)
{
    for (size_t i = 0; i < count; i++) {
        const struct model_node *node = &nodes[i];
        if (node->kind == NODE_INLINE) {
            add_patterns(run, class, traits_of_inline(class, node, is_in_arm), node->c_name, "slot", node->name,
                         node->span);
            if (is_counted(class, node)) add_counts(run, class, node->dim_count, node->c_name, node->name, node->span);
        } else if (node->kind != NODE_SLOT) {
            add_nodes(run, class, node->nodes, node->node_count, is_in_arm || node->kind == NODE_ONEOF);
        }
    }
}

/* Casts are named after bases without their namespace: no two bases may have one name. */
static bool has_namesake(struct names_run *run, const struct model_class *class, const struct model_class *base)
{
    const struct model_class *other = class->base;
    while (other != base && strcmp(other->name, base->name) != 0) other = other->base;
    if (other == base) return false;
    diag_error(run->diag, "c-name-collision", class->span,
               "two bases of class '%s' are named '%s': both need the C name '%s_as_%s'", class->name, base->name,
               class->c_name, base->name);
    diag_note(run->diag, other->span, "'%s' is declared here", other->full_name);
    diag_note(run->diag, base->span, "'%s' is declared here", base->full_name);
    diag_help(run->diag, "rename one of the bases");
    return true;
}

/* To the base with slots, to that one's, and so on. */
static void add_upcasts(struct names_run *run, const struct model_class *class)
{
    for (const struct model_class *base = class->base; base != NULL; base = base->base) {
        if (has_namesake(run, class, base)) return;
        table_add(run, "class", class->name, class->span, class->c_name, "_as_", base->name, "");
        table_add(run, "class", class->name, class->span, class->c_name, "_view_", base->name, "");
    }
}

void patterns_add(struct names_run *run, const struct model_class *class)
{
    add_upcasts(run, class);
    for (size_t i = 0; i < class->slot_count; i++) {
        const struct model_slot *slot = &class->slots[i];
        add_patterns(run, class, traits_of_slot(slot), slot->c_name, "slot", slot->name, slot->span);
        add_counts(run, class, slot->dim_count, slot->c_name, slot->name, slot->span);
        if (class->has_table) add_bulk(run, class, slot);
    }
    for (size_t i = 0; i < class->choice_count; i++) {
        const struct model_choice *choice = class->choices[i];
        if (choice->kind == CHOICE_GROUP) continue;
        add_patterns(run, class, CHOICE, choice->c_name, "oneof", choice->name, choice->span);
    }
    add_nodes(run, class, class->nodes, class->node_count, false);
}

static size_t count_patterns(unsigned traits)
{
    size_t count = 0;
    for (size_t i = 0; i < PATTERN_COUNT; i++) count += (patterns[i].needs & traits) != 0 ? 1 : 0;
    return count;
}

static size_t count_nodes(const struct model_node *nodes, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (nodes[i].kind == NODE_INLINE) sum += count_patterns(VALUE | ARRAY | COUNT | OTHERWISE) + nodes[i].dim_count;
        sum += count_nodes(nodes[i].nodes, nodes[i].node_count);
    }
    return sum;
}

size_t patterns_count(const struct model_class *class)
{
    size_t count = class->choice_count * count_patterns(CHOICE) + count_nodes(class->nodes, class->node_count);
    for (const struct model_class *base = class->base; base != NULL; base = base->base) count += 2;
    for (size_t i = 0; i < class->slot_count; i++) {
        count += count_patterns(traits_of_slot(&class->slots[i])) + class->slots[i].dim_count;
    }
    return class->has_table ? 2 * count + class->slot_count * BULK_COUNT : count;
}
